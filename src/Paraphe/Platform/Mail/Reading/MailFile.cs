namespace Paraphe.Platform.Mail;

/// <summary>A part of a message kept as a file. It points into the raw message and is decoded when asked for.</summary>
public sealed class MailFile
{
    /// <summary>A safe name: no folders, control or direction characters, at most 200 characters. Never empty.</summary>
    public required string Name { get; init; }

    /// <summary>As declared, lower case, e.g. <c>image/png</c>. The sender's claim: check the content before serving it.</summary>
    public required string ContentType { get; init; }

    /// <summary>Without its angle brackets; null without one.</summary>
    public required string? ContentId { get; init; }

    /// <summary>Belongs to the text (a picture in the HTML) rather than beside it.</summary>
    public required bool IsInline { get; init; }

    /// <summary>The message itself where this is message/rfc822.</summary>
    public MailMessage? Message { get; init; }

    internal ReadOnlyMemory<byte> Encoded { get; init; }

    internal TransferEncoding Encoding { get; init; }

    /// <summary>The file's bytes, exactly as the sender had them. Decoded anew at each call.</summary>
    public ReadOnlyMemory<byte> Decode() => TransferDecoder.Decode(Encoded, Encoding);
}
