using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Paraphe.Platform.Web.Tags;

/// <summary><c>&lt;pager newer="…" older="…" /&gt;</c>: the two ways on from a page of a list; nothing when there is only one page.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTag(Icons icons, Texts texts) : TagHelper
{
    public string? Newer { get; set; }

    public string? Older { get; set; }

    /// <summary>Says previous and next: the list is not sorted by time.</summary>
    public bool Plain { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Razor writes null as an empty text.
        if (string.IsNullOrEmpty(Newer) && string.IsNullOrEmpty(Older))
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "row pager");
        output.Attributes.SetAttribute("aria-label", texts["Shared.Pages"]);
        if (!string.IsNullOrEmpty(Newer))
            Link(output, Newer, "prev", c => c.AppendHtml(icons["left"]).Append(texts[Plain ? "Shared.Previous" : "Shared.Newer"]));
        if (!string.IsNullOrEmpty(Older))
            Link(output, Older, "next", c => c.Append(texts[Plain ? "Shared.Next" : "Shared.Older"]).AppendHtml(icons["right"]));
    }

    private static void Link(TagHelperOutput output, string href, string rel, Func<TagHelperContent, object> inner)
    {
        var side = rel == "next" ? " push" : "";
        output.Content.AppendHtml($"<a class=\"btn bare{side}\" rel=\"{rel}\" href=\"").Append(href).AppendHtml("\">");
        inner(output.Content);
        output.Content.AppendHtml("</a>");
    }
}
