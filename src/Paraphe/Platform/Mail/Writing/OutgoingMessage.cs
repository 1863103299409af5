namespace Paraphe.Platform.Mail;

/// <summary>
/// A message to send. The same content gives the same bytes: id, date and boundary seed are arguments, never made up here.
/// Blind copies belong to the <see cref="Envelope"/> alone.
/// </summary>
public sealed record OutgoingMessage
{
    public required Mailbox From { get; init; }
    public IReadOnlyList<Mailbox> To { get; init; } = [];
    public IReadOnlyList<Mailbox> Cc { get; init; } = [];
    public IReadOnlyList<Mailbox> ReplyTo { get; init; } = [];
    public string Subject { get; init; } = "";

    /// <summary>Plain text; any line ends. Made from the HTML where there is only that.</summary>
    public string? Text { get; init; }

    public string? Html { get; init; }
    public IReadOnlyList<OutgoingFile> Attachments { get; init; } = [];

    /// <summary>Shown inside the HTML; each has a content id.</summary>
    public IReadOnlyList<OutgoingFile> Pictures { get; init; } = [];

    /// <summary>Without angle brackets; see <see cref="MessageIds.New"/>.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>The id answered, without angle brackets.</summary>
    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>RFC 3834: <c>auto-replied</c> or <c>auto-generated</c>; null for what a person sends.</summary>
    public string? AutoSubmitted { get; init; }

    /// <summary>RFC 2369: https and mailto addresses by which the recipient unsubscribes.</summary>
    public IReadOnlyList<Uri> ListUnsubscribe { get; init; } = [];

    /// <summary>RFC 8058: the https address takes a bare POST.</summary>
    public bool OneClickUnsubscribe { get; init; }

    /// <summary>Content-Language, e.g. <c>fr</c>.</summary>
    public string? Language { get; init; }

    /// <summary>More fields, none of those above. Values may hold any letters but no line ends.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>What the boundaries are derived from; the message-id if null.</summary>
    public string? BoundarySeed { get; init; }

    /// <summary>Whether only a server with SMTPUTF8 can carry it: an address has a local part beyond ASCII.</summary>
    public bool NeedsSmtpUtf8 => To.Concat(Cc).Concat(ReplyTo).Append(From).Any(m => !m.LocalPart.All(char.IsAscii));

    /// <summary>The message in bytes, 7-bit clean unless <see cref="NeedsSmtpUtf8"/>.</summary>
    /// <exception cref="ArgumentException">A header value, name, address or file name holds a line end or another control character, or an address is none.</exception>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        new MimeWriter(this, bytes).Write();
        return bytes.ToArray();
    }
}
