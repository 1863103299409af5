namespace Paraphe.Platform.Mail;

/// <summary>What one message may cost to read. What lies beyond is not lost: it stays in the raw message, and a note says so.</summary>
public sealed record MailLimits
{
    public static MailLimits Default { get; } = new();

    /// <summary>Raw bytes read: 25 MB of files, grown by base64, and their texts.</summary>
    public int MessageBytes { get; init; } = 36 * 1024 * 1024;

    /// <summary>Bytes of header kept of a message or of a part.</summary>
    public int HeaderBytes { get; init; } = 512 * 1024;

    /// <summary>Header fields kept of a message or of a part.</summary>
    public int HeaderFields { get; init; } = 1_000;

    /// <summary>Bytes kept of a single header field, however many lines it folds into.</summary>
    public int FieldBytes { get; init; } = 256 * 1024;

    /// <summary>Parts read in the whole message, those of attached messages included; the rest becomes one file.</summary>
    public int Parts { get; init; } = 1_000;

    /// <summary>How deep multiparts and attached messages may nest.</summary>
    public int Depth { get; init; } = 20;

    /// <summary>Addresses kept of one header field.</summary>
    public int Addresses { get; init; } = 500;

    /// <summary>Message-ids kept of References; the first and the latest matter.</summary>
    public int References { get; init; } = 100;

    /// <summary>Bytes of text and HTML shown; a longer part is shown shortened and kept whole as a file.</summary>
    public int TextBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Notes kept.</summary>
    public int Notes { get; init; } = 50;
}
