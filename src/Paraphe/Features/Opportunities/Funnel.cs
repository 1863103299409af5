using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Opportunities;

/// <summary>How far a campaign's quotes have come: figures of each step, and what the won ones are worth.</summary>
public sealed record Funnel(
    int Quotes,
    int Sent,
    int Opened,
    int Signed,
    int Won,
    int Lost,
    IReadOnlyList<(decimal Sum, string Currency)> Value
)
{
    public static async Task<Funnel> Of(Db db, Guid campaign, CancellationToken stop)
    {
        var quotes = db.Quotes.Where(quote => quote.CampaignId == campaign);
        var figures = await quotes
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Quotes = all.Count(),
                Sent = all.Count(quote => quote.RevisionCount > 0),
                Signed = all.Count(quote => quote.SignedAt != null),
                Won = all.Count(quote => quote.WonAt != null),
                Lost = all.Count(quote => quote.WonAt == null && (quote.LostAt != null || quote.RejectedAt != null)),
            })
            .SingleOrDefaultAsync(stop);
        var opened = await quotes.CountAsync(quote => db.Deliveries.Any(sent => sent.QuoteId == quote.Id && sent.OpenedAt != null), stop);
        // Amounts are whole numbers in the database, which it cannot add up through their converter.
        var won = await quotes
            .Where(quote => quote.WonAt != null)
            .Select(quote => new { quote.Currency, quote.TotalNet })
            .ToListAsync(stop);
        var value = won.GroupBy(quote => quote.Currency).Select(one => (one.Sum(quote => quote.TotalNet), one.Key)).ToList();
        return new Funnel(
            figures?.Quotes ?? 0,
            figures?.Sent ?? 0,
            opened,
            figures?.Signed ?? 0,
            figures?.Won ?? 0,
            figures?.Lost ?? 0,
            value
        );
    }
}
