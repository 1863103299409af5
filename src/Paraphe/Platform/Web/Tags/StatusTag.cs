using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Paraphe.Platform.Web.Tags;

/// <summary><c>&lt;status of="quote.Status" /&gt;</c>: the glyph and word of a status or stage; with <c>pill</c> for headers.</summary>
[HtmlTargetElement("status", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StatusTag(Icons icons, Texts texts) : TagHelper
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["Draft"] = "ring",
        ["Open"] = "half",
        ["Accepted"] = "okring",
        ["Rejected"] = "xring",
        ["Expired"] = "clock",
        ["Delivered"] = "send",
        ["Won"] = "flag",
        ["Lost"] = "minus",
    };

    /// <summary>A status or stage of the Domain, or its name.</summary>
    public required object Of { get; set; }

    public bool Pill { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = Of.ToString()!;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"{(Pill ? "badge" : "state")} tone {name.ToLowerInvariant()}");
        output.Content.SetHtmlContent(icons[Signs[name]]);
        output.Content.Append(texts["Shared.Status." + name]);
    }
}
