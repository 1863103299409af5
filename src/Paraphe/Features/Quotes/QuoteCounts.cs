using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>Figures over the list that stay quick however many quotes there are: counting stops at a bound.</summary>
public static class QuoteCounts
{
    /// <summary>From here on the page says "10 000+".</summary>
    public const int Most = 10_001;

    public static async Task<IReadOnlyDictionary<QuoteTab, int>> CountTabs(this IQueryable<Quote> quotes, DateOnly today)
    {
        var counted = await Enum.GetValues<QuoteTab>()
            .Select(tab => quotes.In(tab, today).Select(q => (int)tab).Take(Most))
            .Aggregate((all, next) => all.Concat(next))
            .GroupBy(tab => tab)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (QuoteTab)group.Key, group => group.Count);
        return Enum.GetValues<QuoteTab>().ToDictionary(tab => tab, tab => counted.GetValueOrDefault(tab));
    }

    /// <summary>Null when nothing is open, or in several currencies.</summary>
    public static async Task<(decimal Sum, string Currency)?> OpenSum(this IQueryable<Quote> quotes, DateOnly today)
    {
        // Amounts are whole numbers in the database, which it cannot add up through their converter: read from the index, added here.
        var open = await quotes.Open(today).Select(q => new { q.Currency, q.Total }).ToListAsync();
        return open.Select(q => q.Currency).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var currency]
            ? (open.Sum(q => q.Total), currency)
            : null;
    }
}
