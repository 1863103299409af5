using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Paraphe.Platform.Web.Tags;

/// <summary>
/// <c>&lt;bar tone="change" icon="pencil"&gt;</c>: one line across the page. Tones: change waits for us, resent was answered, open is to
/// know, rejected failed, accepted went well. A button goes into <c>&lt;bar-action&gt;</c>.
/// </summary>
[HtmlTargetElement("bar")]
public sealed class BarTag(Icons icons) : TagHelper
{
    public required string Tone { get; set; }

    public required string Icon { get; set; }

    /// <summary>Hangs under the tabs without a gap.</summary>
    public bool Under { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // What a child puts into the items stays with the child, so it fills a box of ours.
        var action = new DefaultTagHelperContent();
        context.Items[typeof(BarActionTag)] = action;
        var inner = await output.GetChildContentAsync();
        output.TagName = "div";
        var more = output.Attributes.TryGetAttribute("class", out var given) ? $" {given.Value}" : "";
        output.Attributes.SetAttribute("class", $"bar tone {Tone}{(Under ? " under" : "")}{more}");
        output.Content.AppendHtml("<span>").AppendHtml(icons[Icon]).AppendHtml("</span><div>").AppendHtml(inner).AppendHtml("</div>");
        output.Content.AppendHtml(action);
    }
}

/// <summary>The button of a bar; its place in the markup does not matter.</summary>
[HtmlTargetElement("bar-action", ParentTag = "bar")]
public sealed class BarActionTag : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((TagHelperContent)context.Items[typeof(BarActionTag)]).SetHtmlContent(await output.GetChildContentAsync());
        output.SuppressOutput();
    }
}
