using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Paraphe.Features.Documents;

/// <summary>A paragraph of formatted text. Kind is <c>paragraph</c>, <c>heading</c>, <c>bullet</c> or <c>number</c>.</summary>
public sealed record TextBlock(string Kind, IReadOnlyList<TextRun> Runs)
{
    /// <summary>Plain text (a blank line parts paragraphs) or sanitised HTML, as the editor stores it.</summary>
    public static IReadOnlyList<TextBlock> From(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        if (!text.TrimStart().StartsWith('<'))
            return [.. Paragraphs(text).Select(paragraph => new TextBlock("paragraph", [new TextRun(paragraph)]))];
        var blocks = new Blocks();
        blocks.Read(new HtmlParser().ParseDocument(text).Body!, new TextRun(""), depth: 0);
        return blocks.Close();
    }

    private static IEnumerable<string> Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private sealed class Blocks
    {
        private const int Deepest = 60;
        private readonly List<TextBlock> done = [];
        private List<TextRun> runs = [];
        private string kind = "paragraph";

        public void Read(INode node, TextRun style, int depth)
        {
            if (depth > Deepest)
                return;
            foreach (var child in node.ChildNodes)
                ReadOne(child, style, depth);
        }

        private void ReadOne(INode node, TextRun style, int depth)
        {
            if (node is IText text)
            {
                runs.Add(style with { Text = string.Join(' ', text.Data.Split(['\n', '\r', '\t', ' '])) });
                return;
            }
            switch (node.NodeName)
            {
                case "BR":
                    runs.Add(style with { Text = "\n" });
                    break;
                case "B" or "STRONG":
                    Read(node, style with { Bold = true }, depth + 1);
                    break;
                case "I" or "EM":
                    Read(node, style with { Italic = true }, depth + 1);
                    break;
                case "A" when node is IElement link && Link(link) is { } href:
                    Read(node, style with { Link = href }, depth + 1);
                    break;
                case "P" or "DIV" or "BLOCKQUOTE" or "PRE" or "TR":
                    Block(node, "paragraph", style, depth);
                    break;
                case "H1" or "H2" or "H3" or "H4" or "H5" or "H6":
                    Block(node, "heading", style, depth);
                    break;
                case "LI":
                    Block(node, node.Parent?.NodeName == "OL" ? "number" : "bullet", style, depth);
                    break;
                case "SCRIPT" or "STYLE" or "HEAD" or "TEMPLATE":
                    break;
                default:
                    Read(node, style, depth + 1);
                    break;
            }
        }

        private void Block(INode node, string its, TextRun style, int depth)
        {
            // <li><p>…</p></li> is one entry of the list.
            if (node.Parent?.NodeName == "LI" && runs.Count == 0)
            {
                Read(node, style, depth + 1);
                return;
            }
            Close();
            kind = its;
            Read(node, style, depth + 1);
            Close();
        }

        public List<TextBlock> Close()
        {
            if (runs.Exists(run => !string.IsNullOrWhiteSpace(run.Text)))
                done.Add(new TextBlock(kind, runs));
            runs = [];
            kind = "paragraph";
            return done;
        }

        private static string? Link(IElement link) =>
            link.GetAttribute("href") is { } href
            && Uri.TryCreate(href, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" or "mailto" or "tel"
                ? href
                : null;
    }
}

public sealed record TextRun(string Text, bool Bold = false, bool Italic = false, string? Link = null);
