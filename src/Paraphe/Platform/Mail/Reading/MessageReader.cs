namespace Paraphe.Platform.Mail;

/// <summary>Puts one message together from its headers and parts.</summary>
internal static class MessageReader
{
    private static readonly string[] Singular = ["From", "Subject", "Date", "Message-Id", "Content-Type", "To", "Reply-To", "In-Reply-To"];

    public static MailMessage Read(ReadOnlyMemory<byte> raw, Reading reading, int depth)
    {
        var bodyAt = HeaderBlock.Read(raw.Span, reading, out var headers);
        foreach (var name in Singular.Where(n => headers.All(n).Skip(1).Any()))
            reading.Note(MailNoteKind.RepeatedHeader, name);
        var parts = new PartReader(reading);
        var shown = parts.Read(headers, raw[bodyAt..], depth, "text/plain", isBody: true);
        var from = Addresses(headers, "From", reading);
        if (from.Count == 0)
        {
            from = Addresses(headers, "Sender", reading);
            reading.Note(MailNoteKind.NoSender);
        }
        var date = MailDate.Parse(headers["Date"]);
        if (date is null && headers.Has("Date"))
            reading.Note(MailNoteKind.BadDate);
        return new MailMessage
        {
            Headers = headers,
            From = from,
            To = Addresses(headers, "To", reading),
            Cc = Addresses(headers, "Cc", reading),
            ReplyTo = Addresses(headers, "Reply-To", reading),
            Subject = Texts.Shorten(headers.Text("Subject") ?? "", 1_000),
            Date = date,
            MessageId = MessageIds.Parse(headers["Message-Id"], 1) is [var id, ..] ? id : null,
            InReplyTo = MessageIds.Parse(headers["In-Reply-To"], reading.Limits.References),
            References = MessageIds.Parse(headers["References"], reading.Limits.References),
            Text = string.IsNullOrWhiteSpace(shown.Text) && shown.Html is { } html ? HtmlText.From(html) : shown.Text ?? "",
            Html = shown.Html,
            Files = parts.Files,
            Notes = reading.Notes,
        };
    }

    private static IReadOnlyList<Mailbox> Addresses(MailHeaders headers, string name, Reading reading)
    {
        var found = new List<Mailbox>();
        foreach (var value in headers.All(name))
        {
            var list = new MailboxList(value, reading.Limits.Addresses - found.Count);
            found.AddRange(list.Read());
            if (!list.Cut)
                continue;
            reading.Note(MailNoteKind.TooManyAddresses, name);
            break;
        }
        return found;
    }
}
