using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.Quotes;

/// <param name="IsMore">There are more than were counted.</param>
public readonly record struct TabCount(int Count, bool IsMore);

/// <summary>Figures over the list that stay quick however many quotes there are: counting stops at a bound.</summary>
public static class QuoteCounts
{
    /// <summary>What is counted of a tab; from here on the page says "10 000+".</summary>
    public const int Most = 10_000;

    public static async Task<IReadOnlyDictionary<QuoteTab, TabCount>> CountTabs(this Found<Quote> found, DateOnly today)
    {
        var counted = found.IsSearch ? await CountRows(found.Some ?? found.Rows, today) : await CountIndexes(found.Rows, today);
        return Enum.GetValues<QuoteTab>()
            .ToDictionary(
                tab => tab,
                tab =>
                    counted.GetValueOrDefault(tab) is var count && found.Some is not null
                        ? new TabCount(count, true)
                        : new TabCount(Math.Min(count, Most), count > Most)
            );
    }

    // The rows have to be looked at anyway: once for all tabs.
    private static async Task<Dictionary<QuoteTab, int>> CountRows(IQueryable<Quote> quotes, DateOnly today)
    {
        var groups = await quotes
            .GroupBy(q => new { q.Standing, Past = q.ValidUntil < today })
            .Select(group => new
            {
                group.Key.Standing,
                group.Key.Past,
                Count = group.Count(),
            })
            .ToListAsync();
        return Enum.GetValues<QuoteTab>()
            .ToDictionary(
                tab => tab,
                tab => groups.Where(group => tab == QuoteTab.All || TabOf(group.Standing, group.Past) == tab).Sum(group => group.Count)
            );
    }

    private static QuoteTab TabOf(Standing standing, bool past) =>
        standing switch
        {
            Standing.Draft => QuoteTab.Drafts,
            Standing.Accepted => QuoteTab.Accepted,
            Standing.Rejected => QuoteTab.Rejected,
            Standing.Closed => QuoteTab.Expired,
            Standing.Open when past => QuoteTab.Expired,
            _ => QuoteTab.Open,
        };

    // An index holds each tab, of which the first are counted.
    private static Task<Dictionary<QuoteTab, int>> CountIndexes(IQueryable<Quote> quotes, DateOnly today) =>
        Enum.GetValues<QuoteTab>()
            .Select(tab => quotes.In(tab, today).Select(q => (int)tab).Take(Most + 1))
            .Aggregate((all, next) => all.Concat(next))
            .GroupBy(tab => tab)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (QuoteTab)group.Key, group => group.Count);

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
