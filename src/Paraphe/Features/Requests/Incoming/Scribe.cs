using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>Writes down what a mail says as an entry of a conversation; its files go to the file store.</summary>
public sealed class Scribe(Db db, FileStore files)
{
    private const int LongestText = 100_000;
    private const int MostFiles = 200;
    private const int MostPeople = 100;

    public async Task<Message> Write(
        Arrival arrival,
        Guid conversation,
        Account account,
        ForwardedMail? forwarded,
        Member? member,
        CancellationToken stop
    )
    {
        var (mail, read) = (arrival.Mail, arrival.Message);
        var shown = forwarded?.Original ?? read;
        var text = shown.Text.Trim();
        var message = new Message(
            db.NewId(),
            db.AccountId,
            conversation,
            MessageKind.In,
            From(forwarded?.Sender ?? read.Sender, mail),
            mail.ReceivedAt
        )
        {
            MemberId = member?.Id,
            To = People(read.To),
            Cc = People(read.Cc),
            Subject = read.Subject.UpTo(Request.LongestSubject),
            Text = text.UpTo(LongestText),
            HasHtml = shown.Html is not null,
            HasRemotePictures = shown.Html is { } html && MailHtml.AsksForPictures(html),
            IsIncomplete = text.Length > LongestText || read.Notes.Any(Matters) || read.Files.Count > MostFiles,
            IsAutomatic = arrival.Auto is AutoMailKind.Automatic or AutoMailKind.Bounce or AutoMailKind.Receipt,
            IsForward = forwarded is not null,
            MessageId = read.MessageId ?? "",
            Checks = SenderChecks.Read(read.Headers, account.Settings.Requests.TrustedRelay),
            RawHash = mail.RawHash,
            InboundId = mail.Id,
        };
        foreach (var file in Files(read, forwarded?.Original).Take(MostFiles))
        {
            var (hash, size) = await files.Put(file.Decode(), stop);
            message.Attach(db.NewId(), file.Name, file.ContentType.UpTo(200), hash, size, file.ContentId, file.IsInline);
        }
        return message;
    }

    // Of a message forwarded as an attachment its files are wanted, not the envelope around them.
    private static IEnumerable<MailFile> Files(MailMessage read, MailMessage? original) =>
        original is null ? read.Files : original.Files.Concat(read.Files.Where(file => file.Message != original));

    private static bool Matters(MailNote note) =>
        note.Kind
            is MailNoteKind.MessageCut
                or MailNoteKind.TooManyParts
                or MailNoteKind.TooDeep
                or MailNoteKind.BoundaryMissing
                or MailNoteKind.TextCut
                or MailNoteKind.ReadingFailed
                or MailNoteKind.UnknownCharset
                or MailNoteKind.UnknownEncoding;

    private static Party From(Mailbox? sender, InboundMail mail) =>
        sender is null
            ? new Party("", mail.Sender ?? "")
            : new Party((sender.Name ?? "").UpTo(Requester.LongestName), sender.Address.UpTo(320));

    private static IReadOnlyList<Party> People(IReadOnlyList<Mailbox> boxes) =>
        [.. boxes.Take(MostPeople).Select(box => new Party((box.Name ?? "").UpTo(Requester.LongestName), box.Address.UpTo(320)))];
}
