using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Paraphe.Platform.Web.Tags;

/// <summary><c>&lt;empty icon="inbox" heading="No request yet"&gt;</c> around a sentence and the first step as a button.</summary>
[HtmlTargetElement("empty")]
public sealed class EmptyTag(Icons icons) : TagHelper
{
    public required string Icon { get; set; }

    public required string Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "empty");
        output.Content.SetHtmlContent(icons[Icon]);
        output.Content.AppendHtml("<h2>").Append(Heading).AppendHtml("</h2>").AppendHtml(inner);
    }
}
