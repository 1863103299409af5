using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Replying;

/// <summary>Writes the mail of a reply that stands in the conversation, and hands it to the post.</summary>
public sealed record SendReply(Guid MessageId) : IJob;

public sealed class SendReplyHandler(Db db, FileStore files, Post post, MailPlaces places) : IHandle<SendReply>
{
    /// <summary>RFC 5322 sets no limit; what is older than this helps no thread.</summary>
    private const int References = 20;

    public async Task Run(SendReply job, CancellationToken stop)
    {
        if (await db.Messages.Include(row => row.Files).SingleOrDefaultAsync(row => row.Id == job.MessageId, stop) is not { } reply)
            return;
        if (reply.OutgoingId is not null)
            return;
        var request = await db.Requests.AsNoTracking().SingleAsync(row => row.ConversationId == reply.ConversationId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var earlier = await db
            .Messages.Where(row =>
                row.ConversationId == reply.ConversationId && row.At <= reply.At && row.Id != reply.Id && row.MessageId != ""
            )
            .OrderByDescending(row => row.At)
            .Take(References)
            .Select(row => new { row.Kind, row.MessageId })
            .ToListAsync(stop);
        var message = new OutgoingMessage
        {
            From = From(account, reply.FromName),
            To = [.. reply.To.Select(Box)],
            Cc = [.. reply.Cc.Select(Box)],
            ReplyTo = account.Settings.Requests.FromOwnAddress
                ? []
                : [new Mailbox(account.Profile.Name, places.ReplyTo(reply.ConversationId))],
            Subject = reply.Subject,
            Text = reply.Text,
            Html = reply.Html.Length > 0 ? reply.Html : null,
            Attachments = await Attachments(reply, stop),
            MessageId = reply.MessageId,
            Date = new DateTimeOffset(reply.At, TimeSpan.Zero),
            InReplyTo = earlier.Find(row => row.Kind == MessageKind.In)?.MessageId,
            References = [.. earlier.Select(row => row.MessageId).Reverse()],
            AutoSubmitted = reply.IsAutomatic ? "auto-replied" : null,
            Language = request.Language.Length > 0 ? request.Language : account.Language,
        };
        // An answer to an automatic answer would go on for ever: nobody may return it (RFC 3834 §3.3).
        var mails = await post.Add(message, $"reply/{reply.Id}", request.Id, reply.IsAutomatic ? "" : null, stop);
        reply.LeavesAs(mails[0].Id);
        await db.SaveChangesAsync(stop);
    }

    private Mailbox From(Account account, string member)
    {
        var own = post.From(account);
        var address = account.Settings.Requests.FromOwnAddress || !places.IsReachable ? own.Address : places.RequestsOf(account);
        return new Mailbox(member.Length > 0 ? $"{member} – {account.Profile.Name}" : account.Profile.Name, address);
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
