using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Paraphe.Platform.Web.Tags;

/// <summary><c>&lt;face name="Léa Morel" /&gt;</c>: a person as two letters; the colour follows the name. Always beside or instead of a label.</summary>
[HtmlTargetElement("face", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FaceTag : TagHelper
{
    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var hue = Name.Aggregate(7, (sum, letter) => (sum * 31 + letter) % 9973) % 5 + 1;
        output.Attributes.SetAttribute("class", string.Create(CultureInfo.InvariantCulture, $"face f{hue}"));
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetContent(Initials(Name));
    }

    public static string Initials(string name)
    {
        var words = name.Split((char[])[' ', '-', '.', '@'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => "?",
            1 => words[0][..1].ToUpperInvariant(),
            _ => string.Concat(words[0][..1], words[^1][..1]).ToUpperInvariant(),
        };
    }
}
