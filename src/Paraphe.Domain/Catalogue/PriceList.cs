namespace Paraphe.Domain.Catalogue;

/// <summary>Prices for a group of customers: those who bear its tag.</summary>
public sealed class PriceList : Aggregate
{
    public const int Most = 30;
    public const int NameLength = 80;

    private PriceList() { }

    public PriceList(Guid id, Guid accountId, PriceTerms terms)
    {
        (Id, AccountId) = (id, accountId);
        Change(terms);
    }

    public PriceTerms Terms { get; private set; } = new();

    /// <summary>For lists.</summary>
    public string Name { get; private set; } = "";

    public void Change(PriceTerms terms)
    {
        var name = terms.Name.Trim();
        if (name.Length is 0 or > NameLength)
            throw new BrokenRuleException(name.Length == 0 ? "Rules.NameMissing" : "Rules.TooLong", nameof(terms.Name), NameLength);
        if (terms.Percent is < -100 or > 1000)
            throw new BrokenRuleException("Rules.ListPercent", nameof(terms.Percent));
        var currency = Currency.Of(terms.Currency).Code;
        Terms = terms with { Name = name, Tag = terms.Tag.Trim(), Currency = currency };
        Name = name;
    }

    /// <summary>What an item costs on this list; null when it has no price in the list's currency.</summary>
    /// <param name="currency">The account's: the item's own price is in it.</param>
    public decimal? PriceOf(CatalogueDetails item, string currency) =>
        item.ListPrices.TryGetValue(Id, out var own) ? own
        : Terms.Currency == currency ? Currency.Of(currency).Round(item.Price * (100 + Terms.Percent) / 100)
        : null;

    /// <summary>Whether it is meant for a customer with these tags.</summary>
    public bool IsFor(IEnumerable<string> tags) =>
        SearchText.Fold(Terms.Tag) is { Length: > 0 } mine && tags.Any(tag => SearchText.Fold(tag) == mine);
}

public sealed record PriceTerms
{
    public string Name { get; init; } = "";

    /// <summary>The customers' tag.</summary>
    public string Tag { get; init; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Added to an item's price where the list has none of its own; -10 is ten per cent less.</summary>
    public decimal Percent { get; init; }
}
