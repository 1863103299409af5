using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes.Comparing;

/// <summary>
/// What changed from one content of a quote to another, entry by entry (by key) and field by field. It is a full description:
/// <see cref="Apply"/> on the first gives the second. Costs are not compared.
/// </summary>
public sealed record ContentDiff
{
    /// <summary>Fields of the quote itself.</summary>
    public required ImmutableArray<FieldChange> Fields { get; init; }

    /// <summary>In the order of the new content; what was removed stands where it stood.</summary>
    public required ImmutableArray<ItemChange> Items { get; init; }

    public required PriceEffect Effect { get; init; }

    public bool IsEmpty => Fields.IsEmpty && Items.IsEmpty;

    /// <param name="choice">Counted in both where both have the options; base prices when left out.</param>
    /// <exception cref="BrokenRuleException">As <see cref="Pricing.Compute"/> for either.</exception>
    public static ContentDiff Between(QuoteContent before, QuoteContent after, Choice? choice = null)
    {
        var effect = PriceEffect.Between(before, after, choice ?? Choice.None);
        return new ContentDiff
        {
            Fields = [.. Field<QuoteContent>.Changes(Comparing.Fields.Of, before, after)],
            Items = ItemChanges.Between(before.Items, after.Items, effect),
            Effect = effect,
        };
    }

    /// <exception cref="InvalidOperationException">The content is not the one that was compared.</exception>
    public QuoteContent Apply(QuoteContent before) =>
        Field<QuoteContent>.Apply(Comparing.Fields.Of, before, Fields) with
        {
            Items = ItemChanges.Apply(before.Items, Items),
        };
}

/// <summary>A field with its two values, as the property has them.</summary>
public sealed record FieldChange(string Field, object? Before, object? After)
{
    /// <summary>Of a text, word by word; empty for other values.</summary>
    public ImmutableArray<Words> Words =>
        Before is string || After is string ? WordDiff.Of(Before as string ?? "", After as string ?? "") : [];
}

/// <summary>A section, text or line that was added, removed, changed or only moved.</summary>
public sealed record ItemChange
{
    public required Guid Key { get; init; }

    public required ItemChangeKind Kind { get; init; }

    /// <summary>Stands elsewhere among the entries that both have; may go with <see cref="ItemChangeKind.Changed"/>.</summary>
    public bool Moved { get; init; }

    /// <summary>The entry it stands behind now, when added or moved; null at the top.</summary>
    public Guid? Behind { get; init; }

    /// <summary>The entry added or removed, else as it was before; without cost.</summary>
    public required QuoteItem Item { get; init; }

    public ImmutableArray<FieldChange> Fields { get; init; } = [];

    /// <summary>The line's amount before and after, counted or not; null where it is no line.</summary>
    public decimal? AmountBefore { get; init; }

    public decimal? AmountAfter { get; init; }
}

public enum ItemChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>Nothing but its place.</summary>
    Moved,
}
