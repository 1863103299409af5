using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Paraphe.Platform.Web.Tags;

/// <summary>
/// <c>&lt;field asp-for="Input.Title" label="…" hint="…" /&gt;</c>: label, input, hint and error, tied together for screen readers. What was
/// typed stays after an error. Attributes the field does not know (maxlength, inputmode, autocomplete, required…) go to the input.
/// </summary>
[HtmlTargetElement("field", Attributes = "asp-for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTag(IHtmlGenerator html, Icons icons, Texts texts) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>text, email, tel, password, date, time, search, textarea; select when there are <see cref="Items"/>.</summary>
    public string Type { get; set; } = "text";

    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Says so behind the label; fields that must be filled say nothing.</summary>
    public bool Optional { get; set; }

    /// <summary>The label is for screen readers only, because the place says what the field is.</summary>
    public bool Quiet { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = context.AllAttributes["id"]?.Value.ToString() ?? TagBuilder.CreateSanitizedId(name, "_");
        var error =
            View.ViewData.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["class"] = "input", ["id"] = id };
        foreach (var attribute in output.Attributes.ToList())
            attributes[attribute.Name] = attribute.Name == "class" ? "input " + attribute.Value : Plain(attribute.Value) ?? attribute.Name;
        output.Attributes.Clear();
        if (error is not null)
            attributes["aria-invalid"] = "true";
        string?[] described = [error is null ? null : id + "-error", Hint is null ? null : id + "-hint"];
        if (described.Any(d => d is not null))
            attributes["aria-describedby"] = string.Join(' ', described.Where(d => d is not null));

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(LabelFor(id)).AppendHtml(Input(attributes));
        if (error is not null)
            output.Content.AppendHtml(Line("error", id + "-error", error, icons["warn"]));
        if (Hint is not null)
            output.Content.AppendHtml(Line("hint", id + "-hint", Hint));
    }

    // What Razor hands over is encoded already, and the input will encode it.
    private static string? Plain(object? value) =>
        value is HtmlString encoded ? System.Net.WebUtility.HtmlDecode(encoded.Value) : value?.ToString();

    private TagBuilder LabelFor(string id)
    {
        var label = new TagBuilder("label") { Attributes = { ["for"] = id } };
        if (Quiet)
            label.AddCssClass("vh");
        label.InnerHtml.Append(Label);
        if (Optional)
            label.InnerHtml.AppendHtml(" <span class=\"q\">").Append(texts["Shared.Optional"]).AppendHtml("</span>");
        return label;
    }

    private TagBuilder Input(Dictionary<string, object?> attributes)
    {
        var (explorer, name) = (For.ModelExplorer, For.Name);
        if (Items is not null)
            return html.GenerateSelect(View, explorer, optionLabel: null, name, Items, allowMultiple: false, attributes);
        if (Type == "textarea")
            return html.GenerateTextArea(View, explorer, name, rows: 4, columns: 0, attributes);
        if (Type == "password")
            return html.GeneratePassword(View, explorer, name, value: null, attributes);
        attributes["type"] = Type;
        return html.GenerateTextBox(View, explorer, name, explorer.Model, Format(), attributes);
    }

    // Browsers want these two in ISO 8601 whatever the language.
    private string? Format() =>
        Type switch
        {
            "date" => "{0:yyyy-MM-dd}",
            "time" => "{0:HH:mm}",
            _ => For.Metadata.EditFormatString,
        };

    private static TagBuilder Line(string kind, string id, string text, IHtmlContent? sign = null)
    {
        var line = new TagBuilder("p") { Attributes = { ["class"] = kind, ["id"] = id } };
        if (sign is not null)
            line.InnerHtml.AppendHtml(sign);
        line.InnerHtml.AppendHtml("<span>").Append(text).AppendHtml("</span>");
        return line;
    }
}
