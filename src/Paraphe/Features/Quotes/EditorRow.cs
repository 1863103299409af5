using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>An entry as a row of the editor: as it stands, or as it was typed and not taken.</summary>
public sealed record EditorRow(EditorPage Page, QuoteItem Item, bool IsNew = false)
{
    public Guid Key => Item.Key;

    public string FormId => $"f-{Key}";

    public Refused? Refused => Page.Refused is { } refused && refused.Of == Key.ToString() ? refused : null;

    public string? ErrorAt(string field) =>
        Refused is { Conflict: null } refused && Places(refused.Field) == field ? refused.Message : null;

    // Every message has its place; what belongs to no field of the row stands under the name.
    private static string Places(string field) =>
        field is "Quantity" or "UnitPrice" or "Discount" or "Cost" or "Least" or "Most" or "Times" ? field : "Name";
}
