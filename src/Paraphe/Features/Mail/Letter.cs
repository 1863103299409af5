using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Paraphe.Features.Mail;

/// <summary>
/// What a mail of ours says, as plain text and as HTML for old mail programs too: tables, inlined styles, no pictures from elsewhere, and a
/// dark side for programs that have one.
/// </summary>
public sealed record Letter
{
    public required string Language { get; init; }

    /// <summary>Whose letter it is: the company's name stands on top and at its foot.</summary>
    public required string Company { get; init; }

    /// <summary>Colour of the first button, <c>#rrggbb</c>.</summary>
    public string Brand { get; init; } = "#1d4f7c";

    public string Heading { get; init; } = "";

    /// <summary>Plain text; a blank line parts paragraphs.</summary>
    public string Body { get; init; } = "";

    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>The first is the main one.</summary>
    public IReadOnlyList<(string Word, string Url)> Buttons { get; init; } = [];

    /// <summary>Small print: why this came, who sent it.</summary>
    public string Foot { get; init; } = "";

    /// <summary>Address of a picture that nobody sees, asked for when the mail is displayed; null carries none.</summary>
    public string? Pixel { get; init; }

    public string ToText()
    {
        var text = new StringBuilder();
        if (Heading.Length > 0)
            text.Append(Heading).Append("\n\n");
        text.Append(Body.ReplaceLineEndings("\n").Trim()).Append('\n');
        foreach (var (label, value) in Facts)
            text.Append('\n').Append(label).Append(" : ").Append(value);
        if (Facts.Count > 0)
            text.Append('\n');
        foreach (var (word, url) in Buttons)
            text.Append('\n').Append(word).Append(":\n").Append(url).Append('\n');
        return text.Append("\n-- \n").Append(Company).Append('\n').Append(Foot).ToString();
    }

    public string ToHtml()
    {
        var html = new StringBuilder(8_000);
        html.Append("<!doctype html><html lang=\"")
            .Append(Encode(Language))
            .Append("\"><head><meta charset=\"utf-8\">")
            .Append(
                "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
            )
            .Append("<meta name=\"supported-color-schemes\" content=\"light dark\"><title>")
            .Append(Encode(Heading))
            .Append("</title><style>")
            .Append(
                "@media(prefers-color-scheme:dark){.bg{background:#1b1a18!important}.card{background:#252422!important}.ink{color:#edebe6!important}"
            )
            .Append(
                ".soft{color:#bdbab3!important}.rule{border-color:#45433f!important}}@media(max-width:480px){.pad{padding:24px 20px!important}.b{display:block!important;margin:0 0 8px!important;text-align:center!important}}</style></head>"
            )
            .Append(
                "<body class=\"bg\" style=\"margin:0;padding:0;background:#f6f5f1\"><table role=\"presentation\" class=\"bg\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f6f5f1\"><tr><td align=\"center\" style=\"padding:28px 12px\">"
            )
            .Append(
                "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:560px\"><tr><td class=\"ink\" style=\"padding:0 4px 14px;"
            )
            .Append(Font(15))
            .Append("font-weight:600;color:#22211e\">")
            .Append(Encode(Company))
            .Append("</td></tr>")
            .Append("<tr><td class=\"card pad\" style=\"padding:32px 36px;background:#ffffff;border-radius:12px\">");
        if (Heading.Length > 0)
            html.Append("<h1 class=\"ink\" style=\"margin:0 0 18px;")
                .Append(Font(22))
                .Append("font-weight:600;color:#22211e\">")
                .Append(Encode(Heading))
                .Append("</h1>");
        foreach (
            var paragraph in Body.ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
            html.Append("<p class=\"ink\" style=\"margin:0 0 14px;")
                .Append(Font(16))
                .Append("color:#22211e\">")
                .Append(Encode(paragraph).Replace("&#xA;", "<br>", StringComparison.Ordinal))
                .Append("</p>");
        AppendFacts(html);
        AppendButtons(html);
        if (Pixel is not null)
            html.Append("<img src=\"")
                .Append(Encode(Pixel))
                .Append("\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">");
        return html.Append("</td></tr><tr><td class=\"soft\" style=\"padding:18px 4px 0;")
            .Append(Font(13))
            .Append("color:#6a6862\">")
            .Append(Encode(Foot))
            .Append("</td></tr></table></td></tr></table></body></html>")
            .ToString();
    }

    private void AppendFacts(StringBuilder html)
    {
        if (Facts.Count == 0)
            return;
        html.Append(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" class=\"rule\" style=\"margin:8px 0 22px;border-top:1px solid #e6e4de;border-bottom:1px solid #e6e4de\">"
        );
        foreach (var (label, value) in Facts)
            html.Append("<tr><td class=\"soft\" style=\"padding:8px 12px 8px 0;")
                .Append(Font(14))
                .Append("color:#6a6862\">")
                .Append(Encode(label))
                .Append("</td><td class=\"ink\" align=\"right\" style=\"padding:8px 0;")
                .Append(Font(14))
                .Append("font-weight:600;color:#22211e\">")
                .Append(Encode(value))
                .Append("</td></tr>");
        html.Append("</table>");
    }

    private void AppendButtons(StringBuilder html)
    {
        for (var place = 0; place < Buttons.Count; place++)
        {
            var (word, url) = Buttons[place];
            var look =
                place == 0
                    ? $"background:{Accent(Brand)};color:#ffffff;border:1px solid {Accent(Brand)}"
                    : "background:transparent;color:inherit;border:1px solid #8d8a83";
            html.Append("<a class=\"b ink\" href=\"")
                .Append(Encode(url))
                .Append("\" style=\"display:inline-block;margin:0 8px 8px 0;padding:12px 20px;border-radius:8px;")
                .Append(Font(16))
                .Append("font-weight:600;text-decoration:none;")
                .Append(look);
            // The main button keeps its own ink on the dark side.
            html.Append(place == 0 ? ";color:#ffffff!important\">" : "\">").Append(Encode(word)).Append("</a>");
        }
    }

    private static string Font(int size) =>
        string.Create(CultureInfo.InvariantCulture, $"font:400 {size}px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;");

    /// <summary>The brand, darkened until white text on it can be read.</summary>
    private static string Accent(string brand)
    {
        if (brand.Length != 7 || !int.TryParse(brand.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var colour))
            return "#1d4f7c";
        var (r, g, b) = ((colour >> 16) & 255, (colour >> 8) & 255, colour & 255);
        while (Luminance(r, g, b) > 0.18)
            (r, g, b) = (r * 9 / 10, g * 9 / 10, b * 9 / 10);
        return string.Create(CultureInfo.InvariantCulture, $"#{r:x2}{g:x2}{b:x2}");
    }

    private static double Luminance(int r, int g, int b) => 0.2126 * Linear(r) + 0.7152 * Linear(g) + 0.0722 * Linear(b);

    private static double Linear(int channel) => Math.Pow(channel / 255.0, 2.2);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
