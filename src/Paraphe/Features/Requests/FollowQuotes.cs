using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Requests;

/// <summary>Brings a request up to where its quotes stand (RQ 8).</summary>
public sealed record FollowQuotes(Guid RequestId) : IJob;

public sealed class FollowQuotesHandler(Db db) : IHandle<FollowQuotes>
{
    public Task Run(FollowQuotes job, CancellationToken stop) => db.Afresh(() => Follow(job, stop));

    private async Task Follow(FollowQuotes job, CancellationToken stop)
    {
        if (await db.Requests.SingleOrDefaultAsync(row => row.Id == job.RequestId, stop) is not { } request)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var today = account.Today(db.Now);
        var steps = await db.StepsOf(request.Id, stop);
        var before = request.Status;
        request.Follow(steps, today);
        if (request.Status != before)
        {
            db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
            db.Announce($"account:{db.AccountId}", "requests");
        }
        // Beside a rejected quote the last open one counts until its day has passed: look again then.
        var last = steps.Where(step => step.Standing == Standing.Open && step.ValidUntil >= today).Max(step => step.ValidUntil);
        if (last is { } day && steps.Any(step => step.Standing == Standing.Rejected))
            db.Enqueue(job, db.Now.AddDays(day.DayNumber - today.DayNumber + 1));
        await db.SaveChangesAsync(stop);
    }
}

/// <summary>Writes into the conversation that a quote of the request was made, sent or answered.</summary>
/// <param name="Id">Of the line: a second run writes no second one.</param>
public sealed record NoteQuoteAct(
    Guid Id,
    Guid RequestId,
    Guid QuoteId,
    string What,
    string Number,
    Guid? MemberId,
    string Name,
    DateTime At
) : IJob;

public sealed class NoteQuoteActHandler(Db db) : IHandle<NoteQuoteAct>
{
    public async Task Run(NoteQuoteAct job, CancellationToken stop)
    {
        if (
            await db.Messages.AnyAsync(row => row.Id == job.Id, stop)
            || await db.Requests.SingleOrDefaultAsync(row => row.Id == job.RequestId, stop) is not { } request
        )
            return;
        var who = job.MemberId is { } member ? Actor.Member(member, job.Name) : Actor.Customer(job.Name);
        db.Messages.Add(
            Message.Line(job.Id, db.AccountId, request.ConversationId, who, job.What, [job.Number, job.QuoteId.ToString()], job.At)
        );
        db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
        await db.SaveChangesAsync(stop);
    }
}
