using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes.Comparing;

/// <summary>What a change does to the price, and to the VAT of each rate.</summary>
public sealed record PriceEffect(Totals Before, Totals After, ImmutableArray<VatChange> Vat)
{
    /// <summary>After less before; of no meaning when the currencies differ.</summary>
    public decimal Net => After.Net - Before.Net;

    public decimal Tax => After.Tax - Before.Tax;

    public decimal Gross => After.Gross - Before.Gross;

    internal static PriceEffect Between(QuoteContent before, QuoteContent after, Choice choice)
    {
        var old = Pricing.Compute(before, Within(before, choice));
        var now = Pricing.Compute(after, Within(after, choice));
        return new PriceEffect(old, now, Compare(old.Total.Vat, now.Total.Vat));
    }

    internal ItemChange On(ItemChange change) =>
        change with
        {
            AmountBefore = change.Kind == ItemChangeKind.Added ? null : Before.Find(change.Key)?.Amount,
            AmountAfter = change.Kind == ItemChangeKind.Removed ? null : After.Find(change.Key)?.Amount,
        };

    // An option that is gone, or may not be had in that quantity any more, cannot be counted.
    private static Choice Within(QuoteContent content, Choice choice)
    {
        var options = content.Lines.Where(line => line.IsOption).ToDictionary(line => line.Key, line => line.Bounds());
        return new Choice
        {
            Quantities = choice
                .Quantities.Where(x => options.TryGetValue(x.Key, out var bounds) && x.Value >= bounds.Least && x.Value <= bounds.Most)
                .ToImmutableSortedDictionary(),
        };
    }

    private static ImmutableArray<VatChange> Compare(ImmutableArray<VatTotal> before, ImmutableArray<VatTotal> after) =>
        [
            .. before
                .Concat(after)
                .Select(x => (x.Category, x.Rate))
                .Distinct()
                .OrderByDescending(x => x.Rate)
                .ThenBy(x => x.Category, StringComparer.Ordinal)
                .Select(x => new VatChange(x.Category, x.Rate, before.FirstOrDefault(Of(x)), after.FirstOrDefault(Of(x)))),
        ];

    private static Func<VatTotal, bool> Of((string Category, decimal Rate) group) =>
        x => x.Category == group.Category && x.Rate == group.Rate;
}

/// <summary>A VAT group in the two totals; null where it does not occur.</summary>
public sealed record VatChange(string Category, decimal Rate, VatTotal? Before, VatTotal? After)
{
    public decimal Base => (After?.Base ?? 0) - (Before?.Base ?? 0);

    public decimal Tax => (After?.Tax ?? 0) - (Before?.Tax ?? 0);
}
