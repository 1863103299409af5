using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Paraphe.Bench.Measures;

/// <summary>What a browser with an empty cache fetches for one page: the page, what it names, and what that names.</summary>
public sealed partial class PageWeight(Visitor visitor)
{
    private readonly Dictionary<string, long> fetched = new(StringComparer.Ordinal);
    private HashSet<int> letters = [];

    public async Task Measure(string name, string path)
    {
        var html = await Fetch(path);
        using var page = new HtmlParser().ParseDocument(html);
        letters = [.. page.DocumentElement.TextContent.EnumerateRunes().Select(letter => letter.Value)];
        var named = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], link[rel=preload]")
            .Select(link => link.GetAttribute("href"))
            .Concat(page.QuerySelectorAll("script[src], img[src]").Select(one => one.GetAttribute("src")));
        foreach (var next in named.OfType<string>().ToList())
            await Follow(next);
        Figures.Print($"{name}-weight", fetched.Values.Sum() / 1024d, "KB");
        Figures.Print($"{name}-requests", fetched.Count, "requests");
    }

    private async Task Follow(string path)
    {
        if (!path.StartsWith('/') || fetched.ContainsKey(path))
            return;
        var text = await Fetch(path);
        if (!path.EndsWith(".css", StringComparison.Ordinal) && !path.EndsWith(".js", StringComparison.Ordinal))
            return;
        var parts = path.EndsWith(".css", StringComparison.Ordinal) ? Urls() : Imports();
        text = FontFaces().Replace(text, face => IsNeeded(face.Value) ? face.Value : "");
        foreach (
            var part in parts
                .Matches(text)
                .Select(match => match.Groups[1].Value)
                .Where(part => !part.StartsWith("data:", StringComparison.Ordinal))
        )
            await Follow(new Uri(new Uri("http://here" + path), part).AbsolutePath);
    }

    // Browsers fetch a font when a letter of its range stands in the page.
    private bool IsNeeded(string fontFace) =>
        Ranges().Matches(fontFace) is not { Count: > 0 } ranges
        || ranges.Any(range =>
            letters.Any(letter =>
                letter >= Hex(range.Groups[1]) && letter <= Hex(range.Groups[2].Success ? range.Groups[2] : range.Groups[1])
            )
        );

    private static int Hex(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private async Task<string> Fetch(string path)
    {
        var (text, bytes) = await visitor.Fetch(path);
        fetched[path] = bytes;
        return text;
    }

    [GeneratedRegex(@"@font-face\s*\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex FontFaces();

    [GeneratedRegex(@"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?", RegexOptions.None, 1000)]
    private static partial Regex Ranges();

    [GeneratedRegex("""url\(["']?([^"')]+)["']?\)""", RegexOptions.None, 1000)]
    private static partial Regex Urls();

    // Modules that load at once; import("…") waits until it is needed.
    [GeneratedRegex("""(?:from|import)\s*["']([^"']+)["']""", RegexOptions.None, 1000)]
    private static partial Regex Imports();
}
