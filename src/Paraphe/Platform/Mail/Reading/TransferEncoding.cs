namespace Paraphe.Platform.Mail;

/// <summary>Content-Transfer-Encoding (RFC 2045 §6).</summary>
internal enum TransferEncoding
{
    AsIs,
    QuotedPrintable,
    Base64,
    Uuencode,
}

internal static class TransferDecoder
{
    public static TransferEncoding Named(string? name, Reading reading)
    {
        // Some write "base64;" or "(comment) base64".
        var word = MimeValue.Parse(name).Value;
        switch (word)
        {
            case "" or "7bit" or "8bit" or "binary" or "7-bit" or "8-bit" or "none":
                return TransferEncoding.AsIs;
            case "quoted-printable" or "quotedprintable" or "qp":
                return TransferEncoding.QuotedPrintable;
            case "base64" or "base-64" or "b64":
                return TransferEncoding.Base64;
            case "x-uuencode" or "uuencode" or "x-uue" or "uue":
                return TransferEncoding.Uuencode;
            default:
                reading.Note(MailNoteKind.UnknownEncoding, word);
                return TransferEncoding.AsIs;
        }
    }

    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> encoded, TransferEncoding encoding) =>
        encoding switch
        {
            TransferEncoding.QuotedPrintable => QuotedPrintable.Decode(encoded.Span),
            TransferEncoding.Base64 => Base64Text.Decode(encoded.Span),
            TransferEncoding.Uuencode => Uuencode.Decode(encoded.Span),
            _ => encoded,
        };
}
