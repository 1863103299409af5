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
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (Divider().IsMatch(line) || (line.StartsWith("____", StringComparison.Ordinal) && Near(lines, at)))
                return at;
            if (HeaderLines.Find(lines, at) is { } block && block.Start == at)
                return at;
            if (Attribution(lines, at))
                return at;
            if (line.StartsWith('>') && OnlyQuoteFollows(lines, at))
                return at;
        }
        return lines.Length;
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
            if (joined.Length < 300 && Wrote().IsMatch(joined))
                return lines[(next + 1)..].FirstOrDefault(line => line.Trim().Length > 0) is { } first
                    && (first.TrimStart().StartsWith('>') || Opening().IsMatch(joined));
        }
        return false;
    }

    private static bool OnlyQuoteFollows(string[] lines, int at) =>
        lines[at..].Count(line => line.TrimStart().StartsWith('>')) is >= 2 and var quoted
        && quoted >= lines[at..].Count(line => line.Trim().Length > 0) - 1;

    private static bool Near(string[] lines, int at) => HeaderLines.Find(lines, at) is { } block && block.Start - at <= 2;

    [GeneratedRegex(
        @"^-{2,}\s*(original message|message d'origine|message original|ursprüngliche nachricht|originalnachricht|mensaje original|oorspronkelijk bericht|originele bericht)\s*-{2,}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Divider();

    [GeneratedRegex(
        @"(wrote|a écrit|schrieb|schrieb am .*|escribió|schreef( .{0,80})?|het volgende geschreven|geschreven|ha scritto)\s?[:：]$",
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
