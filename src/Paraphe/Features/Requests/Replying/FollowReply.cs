using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Requests;

/// <summary>Writes into the conversation what became of a mail of ours.</summary>
public sealed record FollowReply(Guid MailId) : IJob;

public sealed class FollowReplyHandler(Db db) : IHandle<FollowReply>
{
    public Task Run(FollowReply job, CancellationToken stop) => db.Afresh(() => Follow(job, stop));

    private async Task Follow(FollowReply job, CancellationToken stop)
    {
        var mail = await db.OutgoingMails.AsNoTracking().SingleAsync(row => row.Id == job.MailId, stop);
        if (await db.Requests.SingleOrDefaultAsync(row => row.Id == mail.RequestId, stop) is not { } request)
            return;
        db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
        if (mail.State == MailState.Failed && !await IsNoted(request, mail, stop))
        {
            db.Messages.Add(
                Message.Line(
                    db.NewId(),
                    db.AccountId,
                    request.ConversationId,
                    Actor.System,
                    "mailFailed",
                    [mail.ToAddress, mail.ServerWords, mail.Id.ToString()],
                    db.Now
                )
            );
            request.MarkUnread();
            if (!await AnyReplyLeft(request, stop))
                request.Unanswer();
            db.Announce($"account:{db.AccountId}", "requests");
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task<bool> IsNoted(Request request, OutgoingMail mail, CancellationToken stop)
    {
        var lines = await db
            .Messages.Where(row => row.ConversationId == request.ConversationId && row.What == "mailFailed")
            .Select(row => row.Args)
            .ToListAsync(stop);
        return lines.Exists(args => args[^1] == mail.Id.ToString());
    }

    private async Task<bool> AnyReplyLeft(Request request, CancellationToken stop)
    {
        var replies = await db
            .Messages.Where(row => row.ConversationId == request.ConversationId && row.Kind == MessageKind.Out && !row.IsAutomatic)
            .Select(row => row.OutgoingId)
            .ToListAsync(stop);
        var left = replies.OfType<Guid>().ToList();
        return replies.Count > left.Count
            || await db.OutgoingMails.AnyAsync(row => left.Contains(row.Id) && row.State != MailState.Failed, stop);
    }
}
