using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Paraphe.Features.Documents;

namespace Paraphe.Features.Portal;

/// <summary>Formatted text as HTML of our own making: nothing of what an editor or an import left in it gets through but words and a few marks.</summary>
public static class RichText
{
    /// <param name="paragraph">Class of its paragraphs.</param>
    public static IHtmlContent Html(string? text, string? paragraph = null)
    {
        var html = new HtmlContentBuilder();
        string? list = null;
        foreach (var block in TextBlock.From(text))
        {
            var wanted = block.Kind switch
            {
                "bullet" => "ul",
                "number" => "ol",
                _ => null,
            };
            if (wanted != list)
                html.AppendHtml(list is null ? "" : $"</{list}>").AppendHtml(wanted is null ? "" : $"<{wanted} class=\"dots\">");
            list = wanted;
            var (open, close) = block.Kind switch
            {
                "bullet" or "number" => ("<li>", "</li>"),
                "heading" => ("<p class=\"b\">", "</p>"),
                _ => (paragraph is null ? "<p>" : $"<p class=\"{paragraph}\">", "</p>"),
            };
            html.AppendHtml(open);
            foreach (var run in block.Runs)
                Append(html, run);
            html.AppendHtml(close);
        }
        return html.AppendHtml(list is null ? "" : $"</{list}>");
    }

    /// <summary>As it is kept: plain text stays, HTML becomes ours with the few marks we know.</summary>
    public static string Clean(string text)
    {
        if (!text.TrimStart().StartsWith('<'))
            return text;
        using var written = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        Html(text).WriteTo(written, HtmlEncoder.Default);
        return
            written.ToString().Replace("<p class=\"b\">", "<h3>", StringComparison.Ordinal) is var html
            && html.Contains("<h3>", StringComparison.Ordinal)
            ? Headings(html)
            : html;
    }

    // What is shown as a bold paragraph is kept as the heading that it is.
    private static string Headings(string html)
    {
        for (var at = html.IndexOf("<h3>", StringComparison.Ordinal); at >= 0; at = html.IndexOf("<h3>", at + 4, StringComparison.Ordinal))
        {
            var end = html.IndexOf("</p>", at, StringComparison.Ordinal);
            html = string.Concat(html.AsSpan(0, end), "</h3>", html.AsSpan(end + 4));
        }
        return html;
    }

    /// <summary>The same text in one line, without marks.</summary>
    public static string Plain(string? text) =>
        string.Join(' ', TextBlock.From(text).Select(block => string.Concat(block.Runs.Select(run => run.Text)).Trim()));

    private static void Append(HtmlContentBuilder html, TextRun run)
    {
        var words = HtmlEncoder.Default.Encode(run.Text).Replace("&#xA;", "<br>", StringComparison.Ordinal);
        if (run.Bold)
            words = $"<strong>{words}</strong>";
        if (run.Italic)
            words = $"<em>{words}</em>";
        if (run.Link is { } link)
            words = $"<a href=\"{HtmlEncoder.Default.Encode(link)}\" rel=\"noopener nofollow\">{words}</a>";
        html.AppendHtml(words);
    }
}
