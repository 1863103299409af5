namespace Paraphe.Platform.Files;

/// <summary>What a picture is by its first bytes; its name and declared type are claims.</summary>
public static class PictureType
{
    /// <returns>image/png, image/jpeg or image/webp; null for all else.</returns>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
