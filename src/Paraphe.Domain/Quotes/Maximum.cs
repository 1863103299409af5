using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes;

/// <summary>The dearest choice that a quote allows.</summary>
internal static class Maximum
{
    public static Sum Of(QuoteContent content, ImmutableArray<LineTotal> lines, Currency currency)
    {
        var taken = lines.Where(line => !line.IsOption).ToList();
        var groups = content.Groups.ToDictionary(group => group.Key);
        var options = content
            .Lines.Where(line => line.IsOption)
            .GroupBy(
                line => line.Option!.Group is { } key ? groups.GetValueOrDefault(key) : null,
                line => Dearest(line, content.Prices, currency)
            );
        foreach (var group in options)
        {
            taken.AddRange(Take(group.Key, group.OrderByDescending(line => line.Gross)));
        }

        return Sum.Of(taken, content.Discount, content, currency);
    }

    // An option that lowers the price is left out, but one of an exactly-one group must be had.
    private static IEnumerable<LineTotal> Take(OptionGroup? group, IEnumerable<LineTotal> dearestFirst) =>
        group?.Rule switch
        {
            GroupRule.ExactlyOne => dearestFirst.Take(1),
            GroupRule.AtMost => dearestFirst.Where(line => line.Gross > 0).Take(group.Most),
            _ => dearestFirst.Where(line => line.Gross > 0),
        };

    private static LineTotal Dearest(QuoteLine option, PriceMode prices, Currency currency)
    {
        var (least, most) = option.Bounds();
        var low = option.Price(least, chosen: true, prices, currency);
        var high = least == most ? low : option.Price(most, chosen: true, prices, currency);
        return high.Gross >= low.Gross ? high : low;
    }
}
