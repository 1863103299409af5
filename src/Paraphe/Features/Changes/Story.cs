using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Changes;

/// <summary>The negotiation from its beginning: what was sent for how much, what was asked, what came of it.</summary>
public sealed record Story(IReadOnlyList<Chapter> Chapters, string Currency)
{
    private static readonly string[] Told =
    [
        "quote.made",
        "quote.sent",
        "quote.opened",
        "quote.signed",
        "quote.won",
        "quote.rejected",
        "quote.lost",
        "quote.expired",
        "quote.withdrawn",
        "quote.reopened",
        "quote.revised",
        "change.submitted",
        "change.answered",
        "change.resent",
    ];

    private const int Most = 300;

    public static async Task<Story> Of(Db db, Quote quote, IReadOnlyList<ChangeRequest> rounds, CancellationToken stop)
    {
        var events = await db
            .Events.AsNoTracking()
            .Where(row => row.QuoteId == quote.Id && Told.Contains(row.What))
            .OrderByDescending(row => row.Sequence)
            .Take(Most)
            .ToListAsync(stop);
        var revisions = await db
            .Revisions.AsNoTracking()
            .Where(row => row.QuoteId == quote.Id)
            .OrderBy(row => row.Number)
            .ToListAsync(stop);
        var totals = revisions.ToDictionary(row => row.Number, row => TotalOf(row.Read().Content));
        var chapters = new List<Chapter>();
        foreach (var happened in events.OrderBy(row => row.Sequence))
        {
            var number = happened.What == "quote.sent" ? Number(happened, "revision") : 0;
            var round = happened.What == "change.submitted" ? rounds.FirstOrDefault(row => row.Round == Number(happened, "round")) : null;
            chapters.Add(
                new Chapter(
                    happened,
                    totals.TryGetValue(number, out var total) ? total : null,
                    totals.TryGetValue(number - 1, out var before) && number > 0 ? total - before : null,
                    round
                )
            );
        }
        return new Story(chapters, quote.Currency);
    }

    private static decimal TotalOf(QuoteContent content) => Pricing.Compute(content, content.Preselected()).Gross;

    private static int Number(QuoteEvent happened, string name)
    {
        using var payload = System.Text.Json.JsonDocument.Parse(happened.Payload);
        return payload.RootElement.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
    }
}

/// <param name="Total">Of a revision that was sent.</param>
/// <param name="Difference">To the revision before.</param>
/// <param name="Round">That was submitted.</param>
public sealed record Chapter(QuoteEvent Event, decimal? Total, decimal? Difference, ChangeRequest? Round);
