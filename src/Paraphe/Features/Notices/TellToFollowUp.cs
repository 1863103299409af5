using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Notices;

/// <summary>The day has come on which a member wanted to come back to a quote. One that was put off has a job of its own.</summary>
public sealed record TellToFollowUp(Guid QuoteId, DateOnly On) : IJob;

public sealed class TellToFollowUpHandler(Db db) : IHandle<TellToFollowUp>
{
    // In the morning, local to the company.
    private static readonly TimeSpan Hour = TimeSpan.FromHours(8);

    public async Task Run(TellToFollowUp job, CancellationToken stop)
    {
        var quote = await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.QuoteId && row.FollowUpOn == job.On, stop);
        if (quote is null)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var due = account.StartOf(job.On) + Hour;
        if (db.Now < due)
        {
            db.Enqueue(job, due);
            await db.SaveChangesAsync(stop);
            return;
        }
        if (quote.SellerId is not { } seller)
            return;
        // One telling has one identifier: a second run rings no second time.
        var what = $"follow up {quote.Id} {job.On:O}";
        var id = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));
        string[] args = [quote.CustomerName, quote.ShownNumber, quote.Content.Title, quote.FollowUpNote];
        db.Enqueue(new RingBell(id, [seller], NoticeKinds.FollowUpDue, args, $"/quotes/{quote.Id}", quote.Id));
        await db.SaveChangesAsync(stop);
    }
}
