using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Paraphe.Tests.Web;

/// <summary>What every page must keep to, read from the views themselves.</summary>
public sealed partial class PagesTests
{
    [Fact]
    public void No_page_needs_an_inline_script_or_style() => Found(Inline()).ShouldBeEmpty("the content security policy allows neither");

    [Fact]
    public void Every_sign_a_page_shows_is_drawn()
    {
        using var icons = JsonDocument.Parse(File.ReadAllText(Root("Assets/icons.json")));
        Found(Sign()).Where(f => !icons.RootElement.TryGetProperty(f.What, out _)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_asset_a_page_names_is_built()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Root("wwwroot/built/manifest.json")));
        Found(Asset()).Where(f => !manifest.RootElement.TryGetProperty(f.What, out _)).ShouldBeEmpty();
    }

    private static IEnumerable<(string File, string What)> Found(Regex sought) =>
        from file in Directory.EnumerateFiles(Root("Features"), "*.cshtml", SearchOption.AllDirectories)
        from Match match in sought.Matches(File.ReadAllText(file))
        select (Path.GetRelativePath(Root("Features"), file), match.Groups["what"].Value);

    private static string Root(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Paraphe", path);

    [GeneratedRegex(
        """(?<what>\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\ssrc=)|javascript:|hx-on|["']js:)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Inline();

    [GeneratedRegex("<(icon name|bar [^>]*icon|empty [^>]*icon)=\"(?<what>[a-z]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sign();

    [GeneratedRegex("""Files\.Href\("(?<what>[^"]+)"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
