using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Bench.Measures;

/// <summary>The pricing engine on a quote of 500 lines: sections, options, discounts on lines and quote, three VAT rates.</summary>
public static class TotalsOf500
{
    private const int Lines = 500;

    public static async Task Measure(Room room)
    {
        var content = Content();
        var choice = new Choice
        {
            Quantities = content.Lines.Where(line => line.IsOption).ToImmutableSortedDictionary(line => line.Key, line => line.Quantity),
        };
        foreach (var rounding in Enum.GetValues<RoundingMode>())
        {
            var kind = content with { Rounding = rounding };
            for (var i = 0; i < 300; i++)
                Pricing.Compute(kind, choice);
            var all = await Figures.Repeat(
                1_000,
                _ =>
                {
                    Pricing.Compute(kind, choice);
                    return Task.CompletedTask;
                }
            );
            Figures.Times(rounding == RoundingMode.PerRate ? "totals-500" : "totals-500-per-line", all);
        }
    }

    private static QuoteContent Content()
    {
        decimal[] rates = [20, 10, 5.5m];
        var items = new List<QuoteItem>();
        for (var i = 0; i < Lines; i++)
        {
            if (i % 25 == 0)
                items.Add(new QuoteSection { Key = Guid.NewGuid(), Title = $"Section {i / 25 + 1}" });
            items.Add(
                new QuoteLine
                {
                    Key = Guid.NewGuid(),
                    Name = $"Line {i}",
                    Quantity = 1 + i % 40 + 0.25m,
                    UnitPrice = 12.3456m + i,
                    Unit = "m²",
                    Vat = Vat.Standard(rates[i % 3]),
                    Cost = 8 + i % 7,
                    Discount = i % 10 == 3 ? Discount.OfPercent(5) : null,
                    Option = i % 5 == 4 ? new OptionTerms() : null,
                }
            );
        }
        return new QuoteContent
        {
            Items = [.. items],
            Discount = Discount.OfPercent(3),
            DepositPercent = 30,
        };
    }
}
