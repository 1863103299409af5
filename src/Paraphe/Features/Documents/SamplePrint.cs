using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Documents;

/// <summary>A quote with something of everything, in the account's name: what a layout or a template is tried with.</summary>
public static class SamplePrint
{
    public static FrozenQuote Of(Account account, Texts texts, DateTime now)
    {
        var group = new OptionGroup
        {
            Key = Guid.CreateVersion7(),
            Title = texts["Documents.options"],
            Rule = GroupRule.ExactlyOne,
        };
        return new FrozenQuote
        {
            QuoteId = Guid.Empty,
            Number = "0042",
            Revision = 2,
            Kind = QuoteKind.Offer,
            Company = account.Profile,
            Customer = new CustomerDetails { Name = "Claire Fontanel", Address = account.Profile.Address },
            Seller = new SellerDetails(account.Profile.Name, account.Profile.Email, account.Profile.Phone),
            Policies = account.Settings.Policies,
            SentAt = now,
            ValidUntil = account.Today(now).AddDays(account.Settings.ValidityDays),
            TimeZone = account.TimeZone,
            Content = new QuoteContent
            {
                Title = texts["Documents.sampleTitle"],
                Introduction = texts["Documents.sampleIntroduction"],
                Language = account.Locale,
                Currency = account.Currency,
                Prices = account.Settings.Prices,
                Rounding = account.Settings.Rounding,
                DepositPercent = 30,
                Items =
                [
                    new QuoteSection { Key = Guid.CreateVersion7(), Title = texts["Documents.samplePart1"] },
                    Line(texts, 1, 12.5m, 46),
                    Line(texts, 2, 40, 31.5m) with
                    {
                        Discount = Discount.OfPercent(10),
                    },
                    new QuoteSection { Key = Guid.CreateVersion7(), Title = texts["Documents.samplePart2"] },
                    Line(texts, 3, 40, 112),
                    Line(texts, 4, 40, 16) with
                    {
                        Option = new OptionTerms { Group = group.Key, Preselected = true },
                    },
                    Line(texts, 5, 40, 24.5m) with
                    {
                        Option = new OptionTerms { Group = group.Key },
                    },
                ],
                Groups = [group],
                Terms = texts["Documents.sampleTerms"],
            },
        };
    }

    private static QuoteLine Line(Texts texts, int number, decimal quantity, decimal price) =>
        new()
        {
            Key = Guid.CreateVersion7(),
            Name = texts[$"Documents.sampleLine{number}"],
            Description = texts[$"Documents.sampleText{number}"],
            Quantity = quantity,
            Unit = number == 1 ? "m³" : "m²",
            UnitPrice = price,
            Vat = Vat.Standard(20),
        };
}
