using System.Net;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>The words of an HTML text, for searching, quoting and plain alternatives. One pass; not a sanitiser.</summary>
public static class HtmlText
{
    /// <summary>The text of <paramref name="html"/>: blocks on lines of their own, styles and scripts left out, entities decoded.</summary>
    public static string From(string html)
    {
        var text = new StringBuilder(html.Length);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            var run = html.AsSpan(at, (open < 0 ? html.Length : open) - at);
            AppendWords(text, run);
            if (open < 0)
                break;
            at = Tag(html, open, text, missing);
        }
        return Tidy(Texts.WithoutNul(WebUtility.HtmlDecode(text.ToString())));
    }

    /// <summary>Plain text as HTML that looks the same.</summary>
    public static string ToHtml(string text) =>
        $"<div>{WebUtility.HtmlEncode(text).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "<br>\n", StringComparison.Ordinal)}</div>";

    private static int Tag(string html, int open, StringBuilder text, HashSet<string> missing)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
            return After(html, open + 4, "-->", missing) is var end and >= 0 ? end : html.Length;
        var nameAt = open + 1 < html.Length && html[open + 1] == '/' ? open + 2 : open + 1;
        var isTag = nameAt < html.Length && (char.IsAsciiLetter(html[nameAt]) || html[nameAt] is '!' or '?');
        var close = isTag ? After(html, nameAt, ">", missing) : -1;
        if (close < 0)
        {
            text.Append("&lt;");
            return open + 1;
        }
        var length = 0;
        while (length < 12 && char.IsAsciiLetterOrDigit(html[nameAt + length]))
            length++;
        var name = html.Substring(nameAt, length).ToLowerInvariant();
        switch (name)
        {
            case "style" or "script" or "title" or "head" when nameAt == open + 1:
                return After(html, close, $"</{name}", missing) is var last and >= 0 && After(html, last, ">", missing) is var past and >= 0
                    ? past
                    : close;
            case "br" or "tr" or "li" or "hr" or "div":
                text.Append('\n');
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "ul" or "ol" or "table" or "blockquote" or "pre":
                text.Append("\n\n");
                break;
            case "td" or "th":
                text.Append(' ');
                break;
        }
        return close;
    }

    // What was not found once is not searched for again: that keeps the whole linear.
    private static int After(string html, int at, string mark, HashSet<string> missing)
    {
        if (missing.Contains(mark))
            return -1;
        var found = html.IndexOf(mark, at, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
            missing.Add(mark);
        return found < 0 ? -1 : found + mark.Length;
    }

    private static void AppendWords(StringBuilder text, ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (!char.IsWhiteSpace(c) || c == '\u00A0')
                text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }

    private static string Tidy(string text)
    {
        var result = new StringBuilder(text.Length);
        var blank = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].Trim();
            blank = line.IsEmpty ? blank + 1 : 0;
            if (blank <= 1 && (result.Length > 0 || !line.IsEmpty))
                result.Append(line).Append('\n');
        }
        return result.ToString().TrimEnd('\n');
    }
}
