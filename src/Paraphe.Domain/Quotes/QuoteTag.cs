namespace Paraphe.Domain.Quotes;

/// <summary>A tag of a quote as the list finds it; follows <see cref="Quote.Tags"/>.</summary>
public sealed class QuoteTag : IOwned
{
    public const int Most = 20;

    public const int Longest = 40;

    private QuoteTag() { }

    public Guid AccountId { get; private init; }

    public Guid QuoteId { get; private init; }

    /// <summary>Folded: tags that differ in accents or capitals are one.</summary>
    public string Key { get; private init; } = "";

    public string Name { get; private init; } = "";

    internal static IReadOnlyList<QuoteTag> Of(Quote quote, IEnumerable<string> tags) =>
        [
            .. tags.Select(tag => new QuoteTag
            {
                AccountId = quote.AccountId,
                QuoteId = quote.Id,
                Key = SearchText.Fold(tag),
                Name = tag,
            }),
        ];

    internal static IReadOnlyList<string> Read(IEnumerable<string> typed)
    {
        var tags = typed.Select(tag => tag.Trim()).Where(tag => SearchText.Fold(tag).Length > 0).DistinctBy(SearchText.Fold).ToList();
        if (tags.Count > Most)
            throw new BrokenRuleException("Rules.TooManyTags", "tags", Most);
        if (tags.Exists(tag => tag.Length > Longest))
            throw new BrokenRuleException("Rules.TooLong", "tags", Longest);
        return tags;
    }
}

public sealed record QuoteTagged(IReadOnlyList<QuoteTag> Added, IReadOnlyList<QuoteTag> Removed) : Happening;
