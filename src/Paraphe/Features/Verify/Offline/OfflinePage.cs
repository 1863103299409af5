using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Verify.Offline;

/// <summary>
/// The page that checks a bundle, or a signed PDF, without any server: one HTML file with its script, style and texts inside. It lies in every
/// bundle, so that the proof outlives us.
/// </summary>
public static class OfflinePage
{
    public const string FileName = "verify.html";

    private static readonly Lazy<byte[]> Made = new(Make);

    public static ReadOnlyMemory<byte> Bytes => Made.Value;

    private static byte[] Make()
    {
        var page = Part("page.html")
            .Replace("/* style */", Part("page.css"), StringComparison.Ordinal)
            .Replace("/* texts */", $"const texts = {Texts()};", StringComparison.Ordinal)
            .Replace("/* check */", Part("check.mjs").Replace("export ", "", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("/* page */", Part("page.mjs"), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(page);
    }

    private static string Texts()
    {
        const string prefix = "Verify.Offline.";
        var byLanguage = Languages.All.ToDictionary(
            language => language.Code,
            language =>
                TextBook
                    .All.Where(text => text.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .ToDictionary(text => text.Key[prefix.Length..], text => text.Value[language.Code], StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        return JsonSerializer.Serialize(
            byLanguage,
            new JsonSerializerOptions { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) }
        );
    }

    private static string Part(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("offline/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
