using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>A column of the pipeline: its newest quotes, how many there are and what they come to.</summary>
public sealed record StageColumn(Stage Stage, IReadOnlyList<QuoteRow> Rows, int Count, IReadOnlyList<(string Currency, decimal Sum)> Sums)
{
    /// <summary>Counting and adding up stop here: the page stays quick however many quotes there are.</summary>
    public const int Most = 5_001;

    private const int Shown = 40;

    /// <param name="since">Decisions before it are history; <paramref name="sinceDay"/> is the same for days.</param>
    public static async Task<StageColumn> Of(
        Stage stage,
        IQueryable<Quote> quotes,
        DateTime since,
        DateOnly sinceDay,
        CancellationToken stop
    )
    {
        var own = stage switch
        {
            Stage.Draft => quotes.Where(q => q.Standing == Standing.Draft).NewestFirst(),
            Stage.Delivered => quotes
                .Where(q =>
                    q.Standing == Standing.Open
                    || q.Standing == Standing.SignedWaiting
                    || q.Standing == Standing.RejectedWaiting
                    || q.Standing == Standing.Closed
                )
                .Where(q => q.WonAt == null && q.LostAt == null && (q.ValidUntil == null || q.ValidUntil >= sinceDay))
                .NewestFirst(),
            Stage.Won => quotes.Where(q => q.WonAt >= since).OrderByDescending(q => q.WonAt),
            _ => quotes.Where(q => q.LostAt >= since && q.WonAt == null).OrderByDescending(q => q.LostAt),
        };
        var rows = await own.Take(Shown).Select(QuoteRow.Of).ToListAsync(stop);
        var sums = await own.Take(Most).Select(q => new { q.Currency, q.Total }).ToListAsync(stop);
        return new StageColumn(
            stage,
            rows,
            sums.Count,
            [.. sums.GroupBy(q => q.Currency, StringComparer.Ordinal).Select(one => (one.Key, one.Sum(q => q.Total)))]
        );
    }

    /// <summary>The list that holds the rest.</summary>
    public string ListHref(Guid? seller) =>
        new QuoteFilter
        {
            Seller = seller,
            Tab = Stage switch
            {
                Stage.Draft => QuoteTab.Drafts,
                Stage.Won => QuoteTab.Accepted,
                Stage.Lost => QuoteTab.Rejected,
                _ => QuoteTab.Open,
            },
        }.Href();
}
