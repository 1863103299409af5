namespace Paraphe.Platform.Pdf;

/// <summary>How one PDF is made.</summary>
public sealed record PdfOptions
{
    /// <summary>The document's date in UTC: the same input and date give the same bytes.</summary>
    public required DateTime Date { get; init; }

    /// <summary>PDF/A-3b; without it a character that no font has prints as an empty box.</summary>
    public bool Archival { get; init; } = true;

    /// <summary>Pictures by the names that the data uses; JPEG, PNG, WebP or SVG.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>An account's own template in place of the named one; it may import from the templates folder.</summary>
    public string? OwnTemplate { get; init; }
}

/// <summary>How an attached file belongs to the document (PDF 2.0, AFRelationship).</summary>
public enum AttachmentRelationship
{
    Data,
    Alternative,
    Source,
    Supplement,
}

/// <summary>A file inside the PDF, e.g. <c>revision.json</c>.</summary>
public sealed record PdfAttachment(
    string Name,
    ReadOnlyMemory<byte> Bytes,
    string MimeType,
    string Description,
    AttachmentRelationship Relationship = AttachmentRelationship.Data
);

/// <param name="Notice">Set when the document could not be PDF/A, with the renderer's reason.</param>
public sealed record RenderedPdf(byte[] Bytes, string? Notice);

public enum PictureFormat
{
    /// <summary>PNG where something is transparent, else JPEG.</summary>
    Auto,
    Jpeg,
    Png,
    Webp,
}

public sealed record PictureResult(byte[] Bytes, int Width, int Height, string MimeType);
