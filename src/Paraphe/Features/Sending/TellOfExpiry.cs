using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Sending;

/// <summary>
/// Says that a quote has expired once its last day has passed (QU 9): that it has is computed from the calendar, and nothing would happen at
/// midnight by itself. Written when the day is set; one that was put off or answered since says nothing.
/// </summary>
public sealed record TellOfExpiry(Guid QuoteId, DateOnly Until) : IJob;

public sealed class TellOfExpiryHandler(Db db) : IHandle<TellOfExpiry>
{
    public Task Run(TellOfExpiry job, CancellationToken stop) =>
        db.Afresh(async () =>
        {
            var quote = await db.Quotes.SingleOrDefaultAsync(row => row.Id == job.QuoteId, stop);
            if (quote is null || quote.ValidUntil != job.Until)
                return;
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            // The account moved westward meanwhile.
            if (account.Today(db.Now) <= job.Until)
                throw new NotYetException("Its last day is not over", TimeSpan.FromHours(1));
            if (quote.Lapse(account.Today(db.Now), db.Now))
                await db.SaveChangesAsync(stop);
        });
}

internal static class Expiry
{
    /// <summary>The day after the last one of each, in the company's zone; the caller's transaction saves it.</summary>
    public static async Task PlanExpiry(this Db db, IReadOnlyList<QuoteOpenUntil> opened)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync();
        foreach (var quote in opened.Select(one => one.Quote).Where(quote => quote.ValidUntil is not null).Distinct())
            db.Enqueue(new TellOfExpiry(quote.Id, quote.ValidUntil!.Value), account.StartOf(quote.ValidUntil.Value.AddDays(1)));
        await db.SaveChangesAsync();
    }
}
