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
                Introduction = texts["Documents.acceptanceText"],
                Language = account.Locale,
                Currency = account.Currency,
                Prices = account.Settings.Prices,
                Rounding = account.Settings.Rounding,
                DepositPercent = 30,
                Items =
                [
                    new QuoteSection { Key = Guid.CreateVersion7(), Title = "A" },
                    Line("A 1", 12.5m, 112),
                    Line("A 2", 3, 245) with
                    {
                        Discount = Discount.OfPercent(10),
                    },
                    new QuoteSection { Key = Guid.CreateVersion7(), Title = "B" },
                    Line("B 1", 1, 1850),
                    Line("B 2", 1, 640) with
                    {
                        Option = new OptionTerms { Group = group.Key, Preselected = true },
                    },
                    Line("B 3", 1, 980) with
                    {
                        Option = new OptionTerms { Group = group.Key },
                    },
                ],
                Groups = [group],
                Terms = texts["Documents.acceptanceText"],
            },
        };
    }

    private static QuoteLine Line(string name, decimal quantity, decimal price) =>
        new()
        {
            Key = Guid.CreateVersion7(),
            Name = name,
            Description = name,
            Quantity = quantity,
            UnitPrice = price,
            Vat = Vat.Standard(20),
        };
}
