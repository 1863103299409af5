namespace Paraphe.Platform.Mail;

/// <summary>The door through which mail from outside becomes readable (RFC 5322, RFC 2045–2049, 2231, 3676, 6532).</summary>
public static class MimeReader
{
    /// <summary>
    /// Reads a raw message. Never throws, whatever the bytes; takes time in proportion to their number; does not copy them, so
    /// keep <paramref name="raw"/> unchanged while the message is in use. What is not understood becomes text, a file or a note.
    /// </summary>
    public static MailMessage Read(ReadOnlyMemory<byte> raw, MailLimits? limits = null)
    {
        var reading = new Reading(limits ?? MailLimits.Default);
        var read = raw;
        if (raw.Length > reading.Limits.MessageBytes)
        {
            reading.Note(MailNoteKind.MessageCut);
            read = raw[..reading.Limits.MessageBytes];
        }
        try
        {
            return MessageReader.Read(read, reading, 0);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Only a fault of ours comes here. It must not cost a message: that is shown as bare text, and the note tells.
            reading.Note(MailNoteKind.ReadingFailed, e.GetType().Name);
            return Bare(read, reading);
        }
    }

    private static MailMessage Bare(ReadOnlyMemory<byte> raw, Reading reading) =>
        new()
        {
            Headers = MailHeaders.None,
            From = [],
            To = [],
            Cc = [],
            ReplyTo = [],
            Subject = "",
            Date = null,
            MessageId = null,
            InReplyTo = [],
            References = [],
            Text = Charsets.Guess(raw.Span[..Math.Min(raw.Length, reading.Limits.TextBytes)]),
            Html = null,
            Files = [],
            Notes = reading.Notes,
        };
}
