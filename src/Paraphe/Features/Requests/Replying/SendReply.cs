using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Replying;

/// <summary>Writes the mail of a reply that stands in the conversation, and hands it to the post.</summary>
public sealed record SendReply(Guid MessageId) : IJob;

public sealed class SendReplyHandler(Db db, FileStore files, Post post, RequestThread threads) : IHandle<SendReply>
{
    public async Task Run(SendReply job, CancellationToken stop)
    {
        if (await db.Messages.Include(row => row.Files).SingleOrDefaultAsync(row => row.Id == job.MessageId, stop) is not { } reply)
            return;
        if (reply.OutgoingId is not null)
            return;
        if (
            await db.Requests.AsNoTracking().SingleOrDefaultAsync(row => row.ConversationId == reply.ConversationId, stop)
            is not { } request
        )
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var thread = await threads.After(reply.ConversationId, account, reply.IsAutomatic ? "" : reply.FromName, reply, stop);
        var message = new OutgoingMessage
        {
            From = thread.From,
            To = [.. reply.To.Select(Box)],
            Cc = [.. reply.Cc.Select(Box)],
            ReplyTo = thread.ReplyTo is { } back ? [back] : [],
            Subject = reply.Subject,
            Text = reply.Text,
            Html = reply.Html.Length > 0 ? reply.Html : null,
            Attachments = await Attachments(reply, stop),
            MessageId = reply.MessageId,
            Date = new DateTimeOffset(reply.At, TimeSpan.Zero),
            InReplyTo = thread.InReplyTo,
            References = thread.References,
            AutoSubmitted = reply.IsAutomatic ? "auto-replied" : null,
            Language = request.Language.Length > 0 ? request.Language : account.Language,
        };
        // An answer to an automatic answer would go on for ever: nobody may return it (RFC 3834 §3.3).
        var mails = await post.Add(message, $"reply/{reply.Id}", request.Id, reply.IsAutomatic ? "" : null, stop);
        reply.LeavesAs(mails[0].Id);
        await db.SaveChangesAsync(stop);
    }

    private async Task<IReadOnlyList<OutgoingFile>> Attachments(Message reply, CancellationToken stop)
    {
        var attached = new List<OutgoingFile>();
        foreach (var file in reply.Files.OrderBy(file => file.Place))
            attached.Add(new OutgoingFile(file.Name, file.ContentType, await files.Read(file.Hash, stop)));
        return attached;
    }

    private static Mailbox Box(Party party) => new(party.Name.Length > 0 ? party.Name : null, party.Email);
}
