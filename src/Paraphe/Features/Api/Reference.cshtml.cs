using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Paraphe.Features.Api.Describing;

namespace Paraphe.Features.Api;

/// <summary>The reference of the API for people: every operation with its fields and an example, without script. It tells no account's data.</summary>
[AllowAnonymous]
public sealed partial class ReferenceModel(Reference reference) : PageModel
{
    public Reference.Chapters Chapters { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => Chapters = await reference.Read(stop);

    /// <summary>The little Markdown of descriptions: bold, emphasis, code.</summary>
    public static IHtmlContent Words(string text) =>
        new HtmlString(
            Emphasis()
                .Replace(
                    Bold().Replace(Code().Replace(HtmlEncoder.Default.Encode(text), "<code>${text}</code>"), "<b class=\"b\">${text}</b>"),
                    "<em>$1</em>"
                )
        );

    // The encoder writes the backtick as a reference.
    [GeneratedRegex("(?:`|&#x60;)(?<text>.+?)(?:`|&#x60;)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*(?<text>.+?)\*\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\*(?<text>.+?)\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Emphasis();
}
