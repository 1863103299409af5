using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Portal;

namespace Paraphe.Features.Notes;

/// <summary>A note as it is typed.</summary>
public sealed record NoteInput
{
    [StringLength(QuoteNote.TitleLength)]
    public string? Title { get; init; }

    [StringLength(QuoteNote.TextLength)]
    public string? Text { get; init; }

    /// <summary>One address a line.</summary>
    [StringLength(20_000)]
    public string? Links { get; init; }

    /// <summary>Pictures that stay.</summary>
    public List<string> Keep { get; init; } = [];

    public static NoteInput Of(NoteContent content) =>
        new()
        {
            Title = content.Title,
            Text = content.Text,
            Links = string.Join('\n', content.Links),
            Keep = [.. content.Pictures],
        };

    /// <param name="old">Only pictures that were there before stay: a hash alone opens nothing.</param>
    /// <exception cref="Domain.BrokenRuleException">An address that is none of the web.</exception>
    public NoteContent Over(NoteContent old, IEnumerable<string> added) =>
        new()
        {
            Title = (Title ?? "").Trim(),
            Text = RichText.Clean((Text ?? "").ReplaceLineEndings("\n").Trim()),
            Links = [.. Lines().Select(line => Enclosure.OfLink(Guid.Empty, line, null).Url!).Distinct()],
            Pictures = [.. old.Pictures.Where(Keep.Contains).Concat(added).Distinct()],
        };

    private IEnumerable<string> Lines() =>
        (Links ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
