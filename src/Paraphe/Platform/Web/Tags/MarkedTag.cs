using Microsoft.AspNetCore.Razor.TagHelpers;
using Paraphe.Domain;

namespace Paraphe.Platform.Web.Tags;

/// <summary><c>&lt;marked text="Élodie" by="elo" /&gt;</c>: a text with what a search found in it marked.</summary>
[HtmlTargetElement("marked", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MarkedTag : TagHelper
{
    public required string Text { get; set; }

    public string? By { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        foreach (var (piece, found) in SearchMarks.Of(Text, By))
            if (found)
                output.Content.AppendHtml("<mark>").Append(piece).AppendHtml("</mark>");
            else
                output.Content.Append(piece);
    }
}
