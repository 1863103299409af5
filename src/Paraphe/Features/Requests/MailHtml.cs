using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Paraphe.Features.Requests;

/// <summary>
/// HTML of strangers made safe: elements, attributes and style properties that are known to be harmless are kept, all else goes. It is shown
/// in a sandboxed frame with a policy of its own besides.
/// </summary>
public sealed partial class MailHtml
{
    private const int Deepest = 200;

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "SCRIPT",
        "STYLE",
        "HEAD",
        "TITLE",
        "META",
        "LINK",
        "BASE",
        "IFRAME",
        "FRAME",
        "FRAMESET",
        "OBJECT",
        "EMBED",
        "APPLET",
        "FORM",
        "INPUT",
        "BUTTON",
        "SELECT",
        "TEXTAREA",
        "SVG",
        "MATH",
        "TEMPLATE",
        "NOSCRIPT",
        "AUDIO",
        "VIDEO",
        "CANVAS",
        "DIALOG",
        "PORTAL",
        "XML",
        "O:P",
    };

    private static readonly Dictionary<string, string[]> Kept = new(StringComparer.Ordinal)
    {
        ["A"] = ["href", "title"],
        ["IMG"] = ["alt", "width", "height", "title"],
        ["TABLE"] = ["width", "border", "cellpadding", "cellspacing", "align", "bgcolor"],
        ["TD"] = ["width", "height", "colspan", "rowspan", "align", "valign", "bgcolor"],
        ["TH"] = ["width", "height", "colspan", "rowspan", "align", "valign", "bgcolor"],
        ["TR"] = ["align", "valign", "bgcolor"],
        ["COL"] = ["width", "span"],
        ["OL"] = ["start", "type"],
        ["FONT"] = ["color", "face", "size"],
        ["P"] = ["align"],
        ["DIV"] = ["align"],
    };

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "A",
        "ABBR",
        "ADDRESS",
        "ARTICLE",
        "B",
        "BIG",
        "BLOCKQUOTE",
        "BR",
        "CAPTION",
        "CENTER",
        "CITE",
        "CODE",
        "COL",
        "COLGROUP",
        "DD",
        "DEL",
        "DFN",
        "DIV",
        "DL",
        "DT",
        "EM",
        "FIGCAPTION",
        "FIGURE",
        "FONT",
        "FOOTER",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "HEADER",
        "HR",
        "I",
        "IMG",
        "INS",
        "KBD",
        "LI",
        "MAIN",
        "MARK",
        "OL",
        "P",
        "PRE",
        "Q",
        "S",
        "SAMP",
        "SECTION",
        "SMALL",
        "SPAN",
        "STRIKE",
        "STRONG",
        "SUB",
        "SUP",
        "TABLE",
        "TBODY",
        "TD",
        "TFOOT",
        "TH",
        "THEAD",
        "TR",
        "TT",
        "U",
        "UL",
        "VAR",
        "WBR",
    };

    private static readonly HashSet<string> Properties = new(StringComparer.Ordinal)
    {
        "background-color",
        "border",
        "border-bottom",
        "border-collapse",
        "border-color",
        "border-left",
        "border-radius",
        "border-right",
        "border-spacing",
        "border-style",
        "border-top",
        "border-width",
        "color",
        "font",
        "font-family",
        "font-size",
        "font-style",
        "font-variant",
        "font-weight",
        "height",
        "letter-spacing",
        "line-height",
        "list-style-type",
        "margin",
        "margin-bottom",
        "margin-left",
        "margin-right",
        "margin-top",
        "max-width",
        "min-width",
        "padding",
        "padding-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "text-align",
        "text-decoration",
        "text-indent",
        "text-transform",
        "vertical-align",
        "white-space",
        "width",
        "word-break",
    };

    private readonly Func<string, string?> pictureOf;
    private readonly bool remotePictures;

    /// <param name="pictureOf">Address of the picture with a content id; null when there is none.</param>
    /// <param name="remotePictures">A member asked for those from elsewhere.</param>
    public MailHtml(Func<string, string?> pictureOf, bool remotePictures) =>
        (this.pictureOf, this.remotePictures) = (pictureOf, remotePictures);

    public static bool AsksForPictures(string html) => RemotePicture().IsMatch(html);

    /// <returns>The inside of a body.</returns>
    /// <param name="foldQuotes">The word under which older messages are folded away; null leaves them open.</param>
    public string Clean(string html, string? foldQuotes = null)
    {
        var document = new HtmlParser().ParseDocument(html);
        if (document.Body is not { } body)
            return "";
        Prune(body);
        if (foldQuotes is not null)
            HtmlQuotes.Fold(body, foldQuotes);
        Clean(body);
        return body.InnerHtml;
    }

    // What is nested deeper than anybody writes goes first: everything after this walks the tree by calling itself.
    private static void Prune(INode body)
    {
        var open = new Stack<(INode Node, int Depth)>([(body, 0)]);
        while (open.TryPop(out var at))
            foreach (var child in at.Node.ChildNodes.ToArray())
                if (at.Depth >= Deepest)
                    at.Node.RemoveChild(child);
                else
                    open.Push((child, at.Depth + 1));
    }

    private void Clean(INode parent)
    {
        foreach (var node in parent.ChildNodes.ToList())
        {
            switch (node)
            {
                case IText:
                    break;
                case IElement element when Dropped.Contains(element.TagName.ToUpperInvariant()):
                    element.Remove();
                    break;
                case IElement element:
                    Clean(element);
                    Tidy(element);
                    break;
                default:
                    parent.RemoveChild(node);
                    break;
            }
        }
    }

    private void Tidy(IElement element)
    {
        var name = element.TagName.ToUpperInvariant();
        if (name is "DETAILS" or "SUMMARY" && element.HasAttribute(HtmlQuotes.Mark))
        {
            foreach (var attribute in element.Attributes.ToList())
                element.RemoveAttribute(attribute.Name);
            return;
        }
        if (!Plain.Contains(name))
        {
            // An element we do not know gives way to what is in it.
            element.Replace([.. element.ChildNodes]);
            return;
        }
        var allowed = Kept.GetValueOrDefault(name, []);
        var source = element.GetAttribute("src");
        foreach (var attribute in element.Attributes.ToList())
        {
            if (attribute.Name == "style" && Style(attribute.Value) is { Length: > 0 } style)
                element.SetAttribute("style", style);
            else if (attribute.Name is "dir" or "lang" && attribute.Value.Length < 20)
                continue;
            else if (!allowed.Contains(attribute.Name, StringComparer.Ordinal))
                element.RemoveAttribute(attribute.Name);
        }
        if (name == "A")
            Link(element);
        if (name == "IMG")
            Picture(element, source);
    }

    private static void Link(IElement link)
    {
        var href = link.GetAttribute("href")?.Trim() ?? "";
        if (!Uri.TryCreate(href, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "mailto" or "tel"))
        {
            link.RemoveAttribute("href");
            return;
        }
        link.SetAttribute("target", "_blank");
        link.SetAttribute("rel", "noopener noreferrer nofollow");
        // Where it really goes, whatever it says.
        link.SetAttribute("title", uri.OriginalString.Length > 300 ? uri.OriginalString[..300] : uri.OriginalString);
    }

    private void Picture(IElement picture, string? source)
    {
        source = source?.Trim() ?? "";
        if (source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && pictureOf(Uri.UnescapeDataString(source[4..])) is { } own)
            picture.SetAttribute("src", own);
        else if (source.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) && Inline().IsMatch(source))
            picture.SetAttribute("src", source);
        else if (remotePictures && Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            picture.SetAttribute("src", source);
        else if (picture.GetAttribute("alt") is not { Length: > 0 })
            picture.Remove();
    }

    private static string Style(string style)
    {
        var kept = new List<string>();
        foreach (var rule in style.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(60))
        {
            var colon = rule.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
                continue;
            var (name, value) = (rule[..colon].Trim().ToLowerInvariant(), rule[(colon + 1)..].Trim());
            if (name == "background")
                name = "background-color";
            // No addresses, no escapes, nothing that computes: only plain values.
            if (Properties.Contains(name) && value.Length < 200 && PlainValue().IsMatch(value) && !IsPageColour(name, value))
                kept.Add(string.Create(CultureInfo.InvariantCulture, $"{name}:{value}"));
        }
        return string.Join(';', kept);
    }

    // Black on white is what every page is: left out, so that a dark page may be dark.
    private static bool IsPageColour(string name, string value)
    {
        var colour = value.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        return name == "color"
            ? colour is "black" or "#000" or "#000000" or "windowtext" or "rgb(0,0,0)" or "#212121" or "#222222" or "#222" or "inherit"
            : name == "background-color" && colour is "white" or "#fff" or "#ffffff" or "rgb(255,255,255)" or "transparent" or "none";
    }

    [GeneratedRegex(
        @"^(?!.*(?:url|expression|image|var|attr|env)\s*\()[\w\s#%.,'""()!+-]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PlainValue();

    [GeneratedRegex(
        @"^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Inline();

    [GeneratedRegex(
        @"<img\b[^<>]{0,2000}?\bsrc\s{0,9}=\s{0,9}[""']?\s{0,9}https?:",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RemotePicture();
}
