using System.Text;

namespace Paraphe.Tests.Pdf;

/// <summary>What a forger would do to a sealed file.</summary>
internal static class Forge
{
    /// <summary>Appends an update in which the first page's content stream is another one.</summary>
    public static byte[] ReplacedPageContent(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var content = After(text, text.IndexOf("/Contents ", StringComparison.Ordinal));
        var size = After(text, text.LastIndexOf("/Size ", StringComparison.Ordinal));
        var root = After(text, text.LastIndexOf("/Root ", StringComparison.Ordinal));
        var previous = After(text, text.LastIndexOf("startxref", StringComparison.Ordinal));
        var body = $"{content} 0 obj\n<< /Length 6 >>\nstream\n0 0 m \nendstream\nendobj\n";
        var update =
            $"{body}xref\n{content} 1\n{pdf.Length:0000000000} 00000 n\r\ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\nstartxref\n{pdf.Length + body.Length}\n%%EOF\n";
        return [.. pdf, .. Encoding.Latin1.GetBytes(update)];
    }

    private static string After(string text, int at) =>
        string.Concat(text.Skip(at).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
}
