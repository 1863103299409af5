namespace Paraphe.Platform.Mail;

/// <summary>
/// A message as read by <see cref="MimeReader"/>. Everything in it is text from outside: HTML is as sent, not made safe. No string holds U+0000.
/// Message-ids are without their angle brackets.
/// </summary>
public sealed class MailMessage
{
    public required MailHeaders Headers { get; init; }
    public required IReadOnlyList<Mailbox> From { get; init; }
    public required IReadOnlyList<Mailbox> To { get; init; }
    public required IReadOnlyList<Mailbox> Cc { get; init; }
    public required IReadOnlyList<Mailbox> ReplyTo { get; init; }

    /// <summary>On one line, decoded; empty without one.</summary>
    public required string Subject { get; init; }

    /// <summary>What the sender's clock said; null if missing or absurd. Never trust it for order.</summary>
    public required DateTimeOffset? Date { get; init; }

    public required string? MessageId { get; init; }
    public required IReadOnlyList<string> InReplyTo { get; init; }
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>The text to read, lines ending in \n; made from the HTML where the message brings no text.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML as sent, or null. Pictures in it refer to <see cref="MailFile.ContentId"/> as <c>cid:…</c>.</summary>
    public required string? Html { get; init; }

    /// <summary>Everything that is not the text: attachments, inline pictures, calendar parts, attached messages, reports.</summary>
    public required IReadOnlyList<MailFile> Files { get; init; }

    /// <summary>What was not understood or not kept; shared by a message and those attached to it.</summary>
    public required IReadOnlyList<MailNote> Notes { get; init; }

    /// <summary>Messages attached as message/rfc822: forwards, returned mail.</summary>
    public IEnumerable<MailMessage> Messages => Files.Where(f => f.Message is not null).Select(f => f.Message!);

    public Mailbox? Sender => From is [var first, ..] ? first : null;
}
