using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Walks the parts of one message, sorting each into what is shown and what is kept as a file.</summary>
internal sealed class PartReader(Reading reading)
{
    private const int BytesOfUnreadable = 64 * 1024;

    private readonly List<MailFile> files = [];

    public IReadOnlyList<MailFile> Files => files;

    /// <param name="headers">Of the part.</param>
    /// <param name="body">Of the part, still encoded.</param>
    /// <param name="depth">How many multiparts and messages are around it.</param>
    /// <param name="defaultType">What a part without Content-Type is; a digest's are messages.</param>
    /// <param name="isBody">Where a text is the body even if it has a file's name.</param>
    public Shown Read(MailHeaders headers, ReadOnlyMemory<byte> body, int depth, string defaultType, bool isBody)
    {
        var type = TypeOf(headers, defaultType);
        var disposition = MimeValue.Parse(headers["Content-Disposition"]);
        if (type.Value.StartsWith("multipart/", StringComparison.Ordinal))
            return Parts(type, body, depth);
        var part = new Part(headers, type, disposition, TransferDecoder.Named(headers["Content-Transfer-Encoding"], reading), body);
        if (type.Value is "message/rfc822" or "message/global")
        {
            Attached(part, depth);
            return Shown.Nothing;
        }
        var isFile = disposition.Value == "attachment" || (part.FileName is not null && !isBody);
        if (!isFile && IsText(type.Value))
            return Text(part);
        Keep(part);
        return Shown.Nothing;
    }

    private static MimeValue TypeOf(MailHeaders headers, string defaultType)
    {
        var type = MimeValue.Parse(headers["Content-Type"]);
        if (type.Value.Contains('/', StringComparison.Ordinal))
            return type;
        // "Content-Type: text" and the like, from before MIME was settled.
        return type.As(type.Value is "" or "text" ? defaultType : "application/octet-stream");
    }

    private static bool IsText(string type) =>
        type is "text/plain" or "text/html" or "text/enriched" or "text/markdown" or "text/x-markdown";

    private Shown Parts(MimeValue type, ReadOnlyMemory<byte> body, int depth)
    {
        if (depth >= reading.Limits.Depth)
        {
            reading.Note(MailNoteKind.TooDeep);
            return Unreadable(body);
        }
        if (Multipart.Open(body, type["boundary"], reading) is not { } multipart)
            return Unreadable(body);
        var shown = new List<Shown>();
        var (digest, alternative) = (type.Value == "multipart/digest", type.Value == "multipart/alternative");
        while (true)
        {
            if (reading.PartsLeft <= 0 && !multipart.Rest.IsEmpty && !multipart.IsClosed)
            {
                reading.Note(MailNoteKind.TooManyParts);
                KeepRaw(multipart.Rest, "text/plain");
                break;
            }
            if (!multipart.Next(out var part))
                break;
            reading.PartsLeft--;
            var bodyAt = HeaderBlock.Read(part.Span, reading, out var headers);
            var isBody = alternative || (shown.Count == 0 && type.Value == "multipart/related");
            shown.Add(Read(headers, part[bodyAt..], depth + 1, digest ? "message/rfc822" : "text/plain", isBody));
        }
        NoteEnd(multipart);
        return alternative ? Shown.Best(shown) : Shown.InOrder(shown);
    }

    private void NoteEnd(Multipart multipart)
    {
        if (!multipart.IsClosed)
            reading.Note(MailNoteKind.BoundaryNotClosed);
        else if (!multipart.Rest.Span.Trim(" \t\r\n"u8).IsEmpty)
            reading.Note(MailNoteKind.TextAfterParts);
    }

    private Shown Text(Part part)
    {
        var bytes = TransferDecoder.Decode(part.Body, part.Encoding);
        if (bytes.Length > reading.TextLeft)
        {
            reading.Note(MailNoteKind.TextCut);
            Keep(part);
            bytes = bytes[..reading.TextLeft];
        }
        reading.TextLeft -= bytes.Length;
        if (bytes.Span.Contains((byte)0) && !(part.Type["charset"] ?? "").Contains("16", StringComparison.Ordinal))
            reading.Note(MailNoteKind.NulBytes);
        var text = Charsets.Decode(bytes.Span, part.Type["charset"], reading);
        if (part.Type.Value == "text/html")
            return new Shown(null, text);
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (string.Equals(part.Type["format"], "flowed", StringComparison.OrdinalIgnoreCase))
            text = FlowedText.Unfold(text, string.Equals(part.Type["delsp"], "yes", StringComparison.OrdinalIgnoreCase));
        return new Shown(Uuencode.Extract(text, KeepUuencoded), null);
    }

    private void Attached(Part part, int depth)
    {
        if (depth >= reading.Limits.Depth)
        {
            reading.Note(MailNoteKind.TooDeep);
            Keep(part);
            return;
        }
        // Encoding a message is forbidden (RFC 2046 §5.2.1), and done all the same.
        if (part.Encoding != TransferEncoding.AsIs && (reading.UnpackedLeft -= part.Body.Length) < 0)
        {
            reading.Note(MailNoteKind.TooDeep);
            Keep(part);
            return;
        }
        var raw = TransferDecoder.Decode(part.Body, part.Encoding);
        Keep(part, MessageReader.Read(raw, reading, depth + 1));
    }

    private Shown Unreadable(ReadOnlyMemory<byte> body)
    {
        var bytes = body[..Math.Min(Math.Min(body.Length, BytesOfUnreadable), reading.TextLeft)];
        if (bytes.Length < body.Length)
            KeepRaw(body, "text/plain");
        reading.TextLeft -= bytes.Length;
        return new Shown(Charsets.Guess(bytes.Span).Replace("\r\n", "\n", StringComparison.Ordinal), null);
    }

    private void Keep(Part part, MailMessage? message = null)
    {
        var contentId = MessageIds.Parse(part.Headers["Content-Id"], 1) is [var id, ..]
            ? id
            : part.Headers["Content-Id"]?.Trim('<', '>', ' ');
        var name =
            part.FileName ?? FileNames.Clean(message?.Subject is { Length: > 0 } subject ? subject.Replace('/', '-') + ".eml" : null);
        files.Add(
            new MailFile
            {
                Name = name ?? FileNames.For(part.Type.Value, files.Count + 1),
                ContentType = part.Type.Value,
                ContentId = string.IsNullOrEmpty(contentId) ? null : contentId,
                IsInline = part.Disposition.Value == "inline" || (part.Disposition.Value.Length == 0 && !string.IsNullOrEmpty(contentId)),
                Message = message,
                Encoded = part.Body,
                Encoding = part.Encoding,
            }
        );
    }

    private void KeepRaw(ReadOnlyMemory<byte> raw, string type) =>
        Keep(new Part(MailHeaders.None, MimeValue.Parse(type), MimeValue.Parse(null), TransferEncoding.AsIs, raw));

    private void KeepUuencoded(string name, byte[] encoded) =>
        files.Add(
            new MailFile
            {
                Name = FileNames.Clean(name) ?? FileNames.For("application/octet-stream", files.Count + 1),
                ContentType = "application/octet-stream",
                ContentId = null,
                IsInline = false,
                Encoded = encoded,
                Encoding = TransferEncoding.Uuencode,
            }
        );

    private sealed record Part(
        MailHeaders Headers,
        MimeValue Type,
        MimeValue Disposition,
        TransferEncoding Encoding,
        ReadOnlyMemory<byte> Body
    )
    {
        public string? FileName { get; } = FileNames.Clean(Disposition["filename"]) ?? FileNames.Clean(Type["name"]);
    }
}
