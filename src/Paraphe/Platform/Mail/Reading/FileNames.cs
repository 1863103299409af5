using System.Globalization;

namespace Paraphe.Platform.Mail;

/// <summary>Names of files from outside, made safe to show, to store and to serve.</summary>
public static class FileNames
{
    private const int Longest = 200;

    /// <summary>The last component, without control and direction characters and what no file system takes; null if nothing is left.</summary>
    public static string? Clean(string? name)
    {
        if (name is null)
            return null;
        name = Texts.Shorten(name, 4_000);
        name = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        name = string.Concat(name.Where(IsKept)).Trim(' ', '.');
        if (name.Length > Longest)
        {
            var ending = Path.GetExtension(name) is { Length: <= 20 } e ? e : "";
            name = Texts.Shorten(name, Longest - ending.Length) + ending;
        }
        return name.Length == 0 ? null : name;
    }

    /// <summary>A name for a part that has none, by its type.</summary>
    internal static string For(string contentType, int number)
    {
        var ending = contentType switch
        {
            "text/plain" => "txt",
            "text/html" => "html",
            "text/calendar" => "ics",
            "text/rfc822-headers" => "txt",
            "message/rfc822" or "message/global" => "eml",
            "message/delivery-status" or "message/disposition-notification" => "txt",
            "application/ms-tnef" => "dat",
            "application/pkcs7-signature" or "application/x-pkcs7-signature" => "p7s",
            "application/pgp-signature" => "asc",
            "application/octet-stream" => "bin",
            "image/jpeg" => "jpg",
            "image/svg+xml" => "svg",
            _ => string.Concat(contentType[(contentType.IndexOf('/', StringComparison.Ordinal) + 1)..].Where(char.IsAsciiLetterOrDigit)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"part-{number}.{(ending.Length is > 0 and <= 10 ? ending : "bin")}");
    }

    private static bool IsKept(char c) =>
        !char.IsControl(c)
        && c is not (':' or '*' or '?' or '"' or '<' or '>' or '|')
        && char.GetUnicodeCategory(c) is not UnicodeCategory.Format;
}
