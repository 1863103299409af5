using System.Text.RegularExpressions;

namespace Paraphe.Features.Requests.Words;

/// <summary>A text parted into what was written now and the older messages under it.</summary>
public sealed partial record Quoted(string Own, string History)
{
    public static Quoted Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var cut = Cut(lines);
        // All of it quoted: then the quote is what there is to read.
        if (cut >= lines.Length || !lines[..cut].Any(line => line.Trim().Length > 0))
            return new Quoted(text.TrimEnd(), "");
        return new Quoted(string.Join('\n', lines[..cut]).TrimEnd(), string.Join('\n', lines[cut..]).Trim('\n'));
    }

    private static int Cut(string[] lines)
    {
        var (quoted, filled) = CountFromEnd(lines);
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (Divider().IsMatch(line) || (line.StartsWith("____", StringComparison.Ordinal) && Near(lines, at)))
                return at;
            if (HeaderLines.At(lines, at) is not null || Attribution(lines, at))
                return at;
            // Nothing but quoted lines to the end, save one.
            if (line.StartsWith('>') && quoted[at] >= 2 && quoted[at] >= filled[at] - 1)
                return at;
        }
        return lines.Length;
    }

    // How many lines from each on are quoted, and how many have words: counted once, as strangers send texts of any length.
    private static (int[] Quoted, int[] Filled) CountFromEnd(string[] lines)
    {
        var (quoted, filled) = (new int[lines.Length + 1], new int[lines.Length + 1]);
        for (var at = lines.Length - 1; at >= 0; at--)
        {
            quoted[at] = quoted[at + 1] + (lines[at].TrimStart().StartsWith('>') ? 1 : 0);
            filled[at] = filled[at + 1] + (string.IsNullOrWhiteSpace(lines[at]) ? 0 : 1);
        }
        return (quoted, filled);
    }

    // "On Monday … wrote:" may break into two or three lines.
    private static bool Attribution(string[] lines, int at)
    {
        var joined = "";
        for (var next = at; next < Math.Min(at + 3, lines.Length); next++)
        {
            joined = (joined + " " + lines[next].Trim()).Trim();
            if (lines[next].Trim().Length == 0)
                return false;
            if (joined.Length >= 300)
                return false;
            if (Wrote().IsMatch(joined))
                return Array.Find(lines[(next + 1)..Math.Min(next + 5, lines.Length)], line => line.Trim().Length > 0) is { } first
                    && (first.TrimStart().StartsWith('>') || Opening().IsMatch(joined));
        }
        return false;
    }

    private static bool Near(string[] lines, int at) =>
        HeaderLines.At(lines, at + 1) is not null || HeaderLines.At(lines, at + 2) is not null;

    [GeneratedRegex(
        @"^-{2,}\s*(original message|message d'origine|message original|ursprüngliche nachricht|originalnachricht|mensaje original|oorspronkelijk bericht|originele bericht)\s*-{2,}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Divider();

    [GeneratedRegex(
        @"(wrote|a écrit|schrieb( .{0,120})?|escribió|schreef( .{0,80})?|het volgende geschreven|geschreven|ha scritto)\s?[:：]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Wrote();

    [GeneratedRegex(
        @"^>?\s*(on|le|am|el|op|en)\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Opening();
}
