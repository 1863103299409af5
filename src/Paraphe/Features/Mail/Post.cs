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

    /// <summary>No person wrote it: answering machines keep still (RFC 3834).</summary>
    public bool Automatic { get; init; }
}

/// <summary>Where mail leaves: its bytes are in the file store and its row in the database before any server hears of it.</summary>
public sealed class Post(Db db, FileStore files, Settings settings)
{
    /// <summary>Adds the mail and the job that sends it to the caller's next save; does nothing when this purpose has its mail already.</summary>
    public async Task<OutgoingMail> Add(Dispatch dispatch, Account account, CancellationToken stop)
    {
        if (await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Purpose == dispatch.Purpose, stop) is { } made)
            return made;
        var from = From(account);
        var message = new OutgoingMessage
        {
            From = from,
            To = [dispatch.To],
            ReplyTo = dispatch.ReplyTo is { } reply && !reply.IsSameAddress(from.Address) ? [reply] : [],
            Subject = OneLine(dispatch.Subject),
            Text = dispatch.Letter.ToText(),
            Html = dispatch.Letter.ToHtml(),
            Attachments = dispatch.Attachments,
            MessageId = MessageIds.New(from.Domain),
            Date = new DateTimeOffset(db.Now, TimeSpan.Zero),
            AutoSubmitted = dispatch.Automatic ? "auto-generated" : null,
            Language = dispatch.Letter.Language,
        };
        var (hash, _) = await files.Put(message.ToBytes(), stop);
        var mail = new OutgoingMail
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            Purpose = dispatch.Purpose,
            QuoteId = dispatch.QuoteId,
            DeliveryId = dispatch.DeliveryId,
            FromAddress = from.Address,
            ToName = dispatch.To.Name ?? "",
            ToAddress = dispatch.To.Address,
            Subject = message.Subject,
            MessageId = message.MessageId,
            RawHash = hash,
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
