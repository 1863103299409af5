namespace Paraphe.Domain.Quotes;

public enum EnclosureKind
{
    Image,
    Video,
    Attachment,
    Link,
}

/// <summary>A supporting document of a quote (QU 5). Part of its content: a revision freezes it, and the file store keeps the bytes under their hash.</summary>
public sealed record Enclosure
{
    public const int NameLength = 200;
    public const int CaptionLength = 500;
    public const int UrlLength = 2_000;

    public required Guid Key { get; init; }

    public EnclosureKind Kind { get; init; }

    /// <summary>The file's name, with the ending of what it is; the address of a link.</summary>
    public string Name { get; init; } = "";

    public string Caption { get; init; } = "";

    /// <summary>SHA-256 of the file; null of a link.</summary>
    public string? Hash { get; init; }

    /// <summary>Of an image: a smaller one for the page. Of a video: a still of it, where some browser could make one.</summary>
    public string? Preview { get; init; }

    /// <summary>MIME type by content.</summary>
    public string Type { get; init; } = "";

    public long Size { get; init; }

    /// <summary>Of an image, in pixels.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>Of a link: http or https.</summary>
    public string? Url { get; init; }

    /// <summary>What it is called where there is no caption.</summary>
    public string Shown => Caption.Length > 0 ? Caption : Name;

    /// <exception cref="BrokenRuleException">Not an address of the web.</exception>
    public static Enclosure OfLink(Guid key, string? url, string? caption)
    {
        var typed = (url ?? "").Trim();
        if (!typed.Contains("://", StringComparison.Ordinal))
            typed = "https://" + typed;
        if (
            typed.Length > UrlLength
            || !Uri.TryCreate(typed, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || !uri.Host.Contains('.', StringComparison.Ordinal)
            || uri.UserInfo.Length > 0
        )
            throw new BrokenRuleException("Rules.LinkAddress", "Url");
        return new Enclosure
        {
            Key = key,
            Kind = EnclosureKind.Link,
            Name = uri.Host,
            Url = uri.AbsoluteUri,
            Caption = Short(caption),
        };
    }

    public Enclosure Captioned(string? caption) => this with { Caption = Short(caption) };

    private static string Short(string? caption)
    {
        var typed = string.Join(' ', (caption ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return typed.Length <= CaptionLength ? typed : throw new BrokenRuleException("Rules.TooLong", "Caption", CaptionLength);
    }
}
