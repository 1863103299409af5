using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Changes;

/// <summary>Rings for the seller, the request's assignee and who follows the project (CR 4); each is mailed unless he chose otherwise.</summary>
public sealed record TellOfChanges(Guid Id, Guid QuoteId, string Who) : IJob;

public sealed class TellOfChangesHandler(Db db) : IHandle<TellOfChanges>
{
    public async Task Run(TellOfChanges job, CancellationToken stop)
    {
        var quote = await db.Quotes.AsNoTracking().SingleAsync(row => row.Id == job.QuoteId, stop);
        var members = new HashSet<Guid>(
            await db.ProjectFollowers.Where(row => row.ProjectId == quote.ProjectId).Select(row => row.MemberId).ToListAsync(stop)
        );
        if (quote.SellerId is { } seller)
            members.Add(seller);
        if (await Assignee(quote, stop) is { } assignee)
            members.Add(assignee);
        string[] args = [job.Who, quote.ShownNumber, quote.Title];
        // The bell checks by this id: a second run rings no second time.
        db.Enqueue(new RingBell(job.Id, [.. members], NoticeKinds.ChangesRequested, args, $"/quotes/{quote.Id}/changes", quote.Id));
        await db.SaveChangesAsync(stop);
    }

    private Task<Guid?> Assignee(Quote quote, CancellationToken stop) =>
        db.Requests.Where(row => row.Id == quote.RequestId).Select(row => row.AssigneeId).SingleOrDefaultAsync(stop);
}

public static class AnsweredRounds
{
    /// <summary>One resend answers all open rounds (CR 9): told to the rounds in the transaction that sends.</summary>
    public static Task AnswerRounds(this Db db, QuoteSent sent)
    {
        var (at, number) = ((DateTime?)sent.Revision.SentAt, (int?)sent.Revision.Number);
        return db
            .ChangeRequests.Where(row => row.QuoteId == sent.Quote.Id && row.SubmittedAt != null && row.AnsweredAt == null)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(round => round.AnsweredAt, at)
                    .SetProperty(round => round.AnsweredRevision, number)
                    .SetProperty(round => round.Version, round => round.Version + 1)
            );
    }
}
