using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.Web;

[Trait("Database", "Either")]
public sealed partial class TextsTests
{
    private static readonly string[] Codes = [.. Languages.All.Select(l => l.Code)];

    [Fact]
    public void Every_text_exists_in_all_languages()
    {
        foreach (var (key, texts) in TextBook.All)
        foreach (var code in Codes)
            (texts.ContainsKey(code) || (texts.ContainsKey(code + ".one") && texts.ContainsKey(code + ".other"))).ShouldBeTrue(
                $"{key} lacks {code}"
            );
    }

    [Fact]
    public void Every_translation_has_the_placeholders_of_the_English_text()
    {
        foreach (var (key, texts) in TextBook.All)
        {
            var english = Placeholders(texts.GetValueOrDefault("en") ?? texts["en.other"]);
            foreach (var (form, text) in texts)
                // "One hour ago" may do without its figure.
                if (!form.EndsWith(".one", StringComparison.Ordinal))
                    Placeholders(text).ShouldBe(english, $"{key} {form}");
        }
    }

    [Fact]
    public void No_text_is_empty_padded_or_carries_markup()
    {
        foreach (var (key, texts) in TextBook.All)
        foreach (var (form, text) in texts)
        {
            text.ShouldBe(text.Trim(), $"{key} {form}");
            text.ShouldNotBeEmpty($"{key} {form}");
            text.ShouldNotContain('<', $"{key} {form}");
        }
    }

    [Fact]
    public void Every_text_asked_for_exists()
    {
        var missing = Asked().Where(a => !TextBook.All.ContainsKey(a.Key)).Select(a => $"{a.Key} in {a.File}");
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void No_text_is_left_over()
    {
        var source = string.Join('\n', Sources().Select(File.ReadAllText));
        var asked = Asked().Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        // A literal that ends in a dot is completed by data: T["Shared.Status." + name].
        var groups = Group().Matches(source).Select(m => m.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        var unused = TextBook.All.Keys.Where(k =>
            !asked.Contains(k)
            // Templates of documents get these as labels, also templates of an account's own.
            && !k.StartsWith("Documents.", StringComparison.Ordinal)
            && !source.Contains($"\"{k}\"", StringComparison.Ordinal)
            && !groups.Any(g => k.StartsWith(g, StringComparison.Ordinal))
        );
        unused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", 0, "0 minutes ago")]
    [InlineData("en", 1, "1 minute ago")]
    [InlineData("fr", 0, "il y a 0 minute")]
    [InlineData("fr", 2, "il y a 2 minutes")]
    [InlineData("de", 0, "vor 0 Minuten")]
    public void Numbers_choose_the_plural_of_the_language(string language, long number, string expected) =>
        new Texts(new TextBook(strict: true)).In(language).Count("Shared.Ago.Minutes", number).ShouldBe(expected);

    [Fact]
    public void A_missing_text_is_an_error_while_developing_and_English_or_the_key_later()
    {
        Should.Throw<KeyNotFoundException>(() => new TextBook(strict: true).Find("Shared.Nothing", "fr"));
        new TextBook(strict: false).Find("Shared.Nothing", "fr").ShouldBe("Shared.Nothing");
        new TextBook(strict: false).Find("Shared.Search", "it").ShouldBe("Search everywhere");
    }

    [Fact]
    public void French_is_set_with_no_break_spaces() =>
        Typography.Set("fr", "L'avis : « oui » ?").ShouldBe("L’avis\u00A0: «\u00A0oui\u00A0»\u00A0?");

    private static IEnumerable<(string Key, string File)> Asked() =>
        from file in Sources()
        from Match match in Lookup().Matches(File.ReadAllText(file))
        select (match.Groups["key"].Value, Path.GetFileName(file));

    private static string Root(string folder = "", [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Paraphe", folder);

    private static IEnumerable<string> Sources() =>
        // The Domain names the rules it breaks by the keys of their texts.
        new[] { Root(), Root("../Paraphe.Domain") }
            .SelectMany(root => Directory.EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories))
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // T["Quotes.Send"], texts["…", x], T.Count("…", n), T.Html("…"), this["…"]; not T["Quotes." + x].
    [GeneratedRegex(
        """(\b[Tt](exts)?|this|\.In\([^)]*\)|[^.\w])(\[|\bCount\(|\.Count\(|\.Html\()"(?<key>[A-Z]\w*(\.\w+)+)"\s*[\],)]""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Lookup();

    [GeneratedRegex("""\$?"(?<key>[A-Z]\w*\.(\w+\.)*)("|\{)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Group();

    [GeneratedRegex(@"\{\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
