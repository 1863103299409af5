using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Mail;

/// <summary>A letter on its way to one person.</summary>
/// <param name="Purpose">Unique; a job that runs twice finds the mail it made: <c>quote/{delivery}</c>.</param>
public sealed record Dispatch(string Purpose, Mailbox To, string Subject, Letter Letter)
{
    public IReadOnlyList<OutgoingFile> Attachments { get; init; } = [];

    public Mailbox? ReplyTo { get; init; }

    public Guid? QuoteId { get; init; }

    public Guid? DeliveryId { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>Goes on with a conversation: it says from whom, and where answers go.</summary>
    public MailThread? Thread { get; init; }

    /// <summary>Where the recipient stops mails of this sort, by one click (RFC 8058).</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>No person wrote it: answering machines keep still (RFC 3834).</summary>
    public bool Automatic { get; init; }
}

/// <summary>A mail's place in a conversation.</summary>
/// <param name="ReplyTo">Null lets answers go to the sender.</param>
/// <param name="InReplyTo">Message-id without brackets.</param>
public sealed record MailThread(Mailbox From, Mailbox? ReplyTo, string? InReplyTo, IReadOnlyList<string> References);

/// <summary>Where mail leaves: its bytes are in the file store and its row in the database before any server hears of it.</summary>
public sealed class Post(Db db, FileStore files, MailPlaces places, Settings settings)
{
    /// <summary>Adds the mail and the job that sends it to the caller's next save; does nothing when this purpose has its mail already.</summary>
    public async Task<OutgoingMail> Add(Dispatch dispatch, Account account, CancellationToken stop)
    {
        if (await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Purpose == dispatch.Purpose, stop) is { } made)
            return made;
        var from = dispatch.Thread?.From ?? From(account);
        var reply = dispatch.Thread is { } thread ? thread.ReplyTo : dispatch.ReplyTo;
        var message = new OutgoingMessage
        {
            From = from,
            To = [dispatch.To],
            ReplyTo = reply is not null && !reply.IsSameAddress(from.Address) ? [reply] : [],
            InReplyTo = dispatch.Thread?.InReplyTo,
            References = dispatch.Thread?.References ?? [],
            Subject = OneLine(dispatch.Subject),
            Text = dispatch.Letter.ToText(),
            Html = dispatch.Letter.ToHtml(),
            Attachments = dispatch.Attachments,
            MessageId = MessageIds.New(from.Domain),
            Date = new DateTimeOffset(db.Now, TimeSpan.Zero),
            AutoSubmitted = dispatch.Automatic ? "auto-generated" : null,
            Language = dispatch.Letter.Language,
            ListUnsubscribe = dispatch.Unsubscribe is { } stopHere ? [stopHere] : [],
            OneClickUnsubscribe = dispatch.Unsubscribe is { Scheme: "https" },
        };
        var (hash, _) = await files.Put(message.ToBytes(), stop);
        return Add(message, dispatch.To, hash, dispatch);
    }

    /// <summary>
    /// A message that was written elsewhere, such as a reply: the same bytes to each of its recipients. Does nothing for those who have it already.
    /// </summary>
    /// <param name="returnPath">Where reports of its fate go: null is an address of ours, empty asks for none.</param>
    public async Task<IReadOnlyList<OutgoingMail>> Add(
        OutgoingMessage message,
        string purpose,
        Guid requestId,
        string? returnPath,
        CancellationToken stop
    )
    {
        var made = await db.OutgoingMails.Where(mail => mail.Purpose.StartsWith(purpose + "/")).ToListAsync(stop);
        if (made.Count > 0)
            return made;
        var (hash, _) = await files.Put(message.ToBytes(), stop);
        var place = 0;
        foreach (var to in message.To.Concat(message.Cc).DistinctBy(to => to.Address.ToLowerInvariant()))
        {
            var dispatch = new Dispatch($"{purpose}/{place++}", to, message.Subject, null!) { RequestId = requestId };
            var mail = Add(message, to, hash, dispatch);
            mail.ReturnPath = returnPath ?? mail.ReturnPath;
            made.Add(mail);
        }
        return made;
    }

    private OutgoingMail Add(OutgoingMessage message, Mailbox to, string rawHash, Dispatch dispatch)
    {
        var id = db.NewId();
        var mail = new OutgoingMail
        {
            Id = id,
            AccountId = db.AccountId,
            Purpose = dispatch.Purpose,
            QuoteId = dispatch.QuoteId,
            DeliveryId = dispatch.DeliveryId,
            RequestId = dispatch.RequestId,
            // Where we are the sender's domain, reports come back to us; elsewhere the address would fail the receivers' checks.
            ReturnPath = places.IsReachable && places.IsOurs(message.From.Address) ? places.ReturnPath(id) : null,
            FromAddress = message.From.Address,
            ToName = to.Name ?? "",
            ToAddress = to.Address,
            Subject = message.Subject,
            MessageId = message.MessageId,
            RawHash = rawHash,
            CreatedAt = db.Now,
        };
        db.OutgoingMails.Add(mail);
        db.Enqueue(new TransmitMail(mail.Id));
        return mail;
    }

    /// <summary>
    /// The account's own address where its own server sends, or where we have no domain; else its address with us, as another's domain would
    /// fail the receivers' checks (SPF).
    /// </summary>
    public Mailbox From(Account account)
    {
        var mail = account.Settings.Mail;
        var name = mail.FromName.Length > 0 ? mail.FromName : account.Profile.Name;
        var ours = $"{account.RequestName}@{settings.MailDomain}";
        string[] wishes =
            mail.SmtpUrl.Length > 0 || settings.SmtpUrl.Length == 0
                ? [mail.FromAddress, account.Profile.Email, ours]
                : [mail.FromAddress, ours, account.Profile.Email];
        return new Mailbox(OneLine(name), wishes.FirstOrDefault(Mailbox.IsAddress) ?? "paraphe@localhost.localdomain");
    }

    private static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Where(letter => !char.IsControl(letter))).Trim();
}
