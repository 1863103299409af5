using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Replying;

/// <summary>Where a mail of ours stands in a conversation: from whom, where answers go, what it follows (RQ 5, RQ 10).</summary>
public sealed class RequestThread(Db db, Post post, MailPlaces places)
{
    /// <summary>RFC 5322 sets no limit; what is older than this helps no thread.</summary>
    private const int References = 20;

    /// <param name="member">Who writes; empty for the company alone.</param>
    /// <param name="itself">The message that is being sent, so that it does not refer to itself.</param>
    public async Task<MailThread> After(Guid conversation, Account account, string member, Message? itself, CancellationToken stop)
    {
        var at = itself?.At ?? db.Now;
        var skip = itself?.Id ?? Guid.Empty;
        var earlier = await db
            .Messages.Where(row => row.ConversationId == conversation && row.At <= at && row.Id != skip && row.MessageId != "")
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Take(References)
            .Select(row => new { row.Kind, row.MessageId })
            .ToListAsync(stop);
        var own = account.Settings.Requests.FromOwnAddress;
        var address = own || !places.IsReachable ? post.From(account).Address : places.RequestsOf(account);
        return new MailThread(
            new Mailbox(member.Length > 0 ? $"{member} – {account.Profile.Name}" : account.Profile.Name, address),
            own ? null : new Mailbox(account.Profile.Name, places.ReplyTo(conversation)),
            earlier.Find(row => row.Kind == MessageKind.In)?.MessageId,
            [.. earlier.Select(row => row.MessageId).Reverse()]
        );
    }
}
