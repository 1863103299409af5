using AngleSharp.Dom;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests;

/// <summary>Folds the older messages at the end of an HTML mail, as the big mail programs mark them.</summary>
public static class HtmlQuotes
{
    /// <summary>Tells our folds from what a sender calls one.</summary>
    public const string Mark = "data-paraphe-fold";

    private const string Starts =
        ".gmail_quote, .gmail_quote_container, blockquote[type=cite], .moz-cite-prefix, .yahoo_quoted, #divRplyFwdMsg, #appendonsend, "
        + "#OLK_SRC_BODY_SECTION, .protonmail_quote, .zmail_extra, #mail-editor-reference-message-container";

    public static void Fold(IElement body, string word)
    {
        if (Find(body) is not { } start || !HasWordsBefore(body, start))
            return;
        var document = body.Owner!;
        var (fold, summary) = (document.CreateElement("details"), document.CreateElement("summary"));
        fold.SetAttribute(Mark, "");
        summary.SetAttribute(Mark, "");
        summary.TextContent = word;
        var rest = new List<INode>();
        for (INode? next = start; next is not null; next = next.NextSibling)
            rest.Add(next);
        start.Parent!.InsertBefore(fold, start);
        fold.AppendChild(summary);
        foreach (var node in rest)
            fold.AppendChild(node);
    }

    private static IElement? Find(IElement body)
    {
        if (body.QuerySelector(Starts) is { } marked)
            return marked;
        // Outlook draws a line above the header it quotes.
        return body.QuerySelectorAll("div[style*='border-top'], hr")
            .Take(50)
            .FirstOrDefault(element =>
                HeaderLines.Find([
                    .. HtmlText
                        .From((element.ChildElementCount > 0 ? element : element.NextElementSibling)?.OuterHtml ?? "")
                        .Split('\n')
                        .Take(20),
                ])
                    is { Start: < 4 }
            );
    }

    private static bool HasWordsBefore(IElement body, IElement start)
    {
        foreach (var node in body.Descendants<IText>())
        {
            if (start.Contains(node))
                return false;
            if (node.Data.Trim().Length > 0)
                return true;
        }
        return false;
    }
}
