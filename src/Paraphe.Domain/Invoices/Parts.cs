using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices;

/// <summary>Parts of what is priced, so that the parts go by the same rules as the whole.</summary>
internal static class Parts
{
    /// <summary>The content as it was accepted: options that were not chosen are gone, chosen ones are lines. Its total is the quote's.</summary>
    public static QuoteContent Agreed(this QuoteContent content, Choice choice) =>
        new()
        {
            Title = content.Title,
            Language = content.Language,
            Currency = content.Currency,
            Prices = content.Prices,
            Rounding = content.Rounding,
            Discount = content.Discount,
            Blocks = content.Blocks,
            Items =
            [
                .. content
                    .WithoutCosts()
                    .Items.Where(item => item is not QuoteLine { IsOption: true } || choice.Has(item.Key))
                    .Select(item =>
                        item is QuoteLine { IsOption: true } line
                            ? line with
                            {
                                Option = null,
                                Quantity = choice.Quantities[line.Key],
                            }
                            : item
                    ),
            ],
        };

    /// <summary>As many of a line; a discount in money goes down with the quantity.</summary>
    public static QuoteLine Part(this QuoteLine line, decimal quantity, Currency currency) =>
        quantity == line.Quantity
            ? line
            : line with
            {
                Quantity = quantity,
                Discount = line.Discount is { Amount: { } money }
                    ? Discount.OfAmount(currency.Round(money * quantity / line.Quantity))
                    : line.Discount,
            };

    /// <summary>
    /// An amount with VAT as one line a VAT group, in proportion to what these cost. Prices are with VAT: the amount that was asked is what is paid.
    /// </summary>
    public static QuoteContent Shared(this QuoteContent content, Totals totals, decimal amount, string name, Func<Guid> newId) =>
        content with
        {
            Prices = PriceMode.WithVat,
            Discount = null,
            Items =
            [
                .. Lines(totals.Total.Vat.Select(group => (VatOf(content, group), group.Gross)), amount, name, totals.Currency, newId),
            ],
        };

    /// <inheritdoc cref="Shared(QuoteContent, Totals, decimal, string, Func{Guid})"/>
    public static QuoteContent Shared(
        this Invoice invoice,
        ImmutableArray<InvoiceVat> groups,
        decimal amount,
        string name,
        Func<Guid> newId
    ) =>
        invoice.Content.Priced with
        {
            Prices = PriceMode.WithVat,
            Discount = null,
            Items =
            [
                .. Lines(
                    groups.Select(group => (VatOf(group), group.Base + group.Tax)),
                    amount,
                    name,
                    Currency.Of(invoice.Currency),
                    newId
                ),
            ],
        };

    /// <summary>What of an issued invoice its credit notes have left, by VAT group.</summary>
    public static ImmutableArray<InvoiceVat> Rest(this Invoice invoice, IEnumerable<Invoice> credits)
    {
        var taken = credits.SelectMany(note => note.VatGroups()).ToList();
        return
        [
            .. invoice
                .VatGroups()
                .Select(group =>
                {
                    var back = taken.Where(other => other.Category == group.Category && other.Rate == group.Rate).ToList();
                    return group with { Base = group.Base - back.Sum(other => other.Base), Tax = group.Tax - back.Sum(other => other.Tax) };
                }),
        ];
    }

    public static Deduction Off(this InvoiceVat group, Invoice invoice, string name, Guid key) =>
        new(key, invoice.Id, invoice.Number!, invoice.IssuedOn!.Value, name, VatOf(group), group.Base, group.Tax);

    private static IEnumerable<QuoteItem> Lines(
        IEnumerable<(Vat Vat, decimal Gross)> groups,
        decimal amount,
        string name,
        Currency currency,
        Func<Guid> newId
    )
    {
        var all = groups.ToList();
        var shares = Rounding.Split(amount, all.Select(group => group.Gross).ToArray(), currency.Unit);
        for (var i = 0; i < all.Count; i++)
            if (shares[i] != 0)
                yield return new QuoteLine
                {
                    Key = newId(),
                    Name = name,
                    UnitPrice = shares[i],
                    Vat = all[i].Vat,
                };
    }

    private static Vat VatOf(QuoteContent content, VatTotal group) =>
        content.Lines.Select(line => line.Vat).FirstOrDefault(vat => vat?.Category == group.Category && vat.Rate == group.Rate)
        ?? new Vat { Category = group.Category, Rate = group.Rate };

    private static Vat VatOf(InvoiceVat group) =>
        new()
        {
            Category = group.Category,
            Rate = group.Rate,
            Reason = group.Reason.Length > 0 ? group.Reason : null,
        };
}
