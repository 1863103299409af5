using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Catalogue;

public enum CatalogueKind
{
    Service,
    Product,
}

/// <summary>What the catalogue knows of an item.</summary>
public sealed record CatalogueDetails
{
    public const int CodeLength = 60;
    public const int MostExtras = 20;

    public CatalogueKind Kind { get; init; }

    public string Code { get; init; } = "";

    /// <summary>By language, two letters.</summary>
    public IReadOnlyDictionary<string, CatalogueText> Texts { get; init; } = new Dictionary<string, CatalogueText>();

    public string Unit { get; init; } = "";

    /// <summary>A unit, without VAT, in the account's currency.</summary>
    public decimal Price { get; init; }

    /// <summary>Prices of their own in price lists, by list; without VAT, in the list's currency.</summary>
    public IReadOnlyDictionary<Guid, decimal> ListPrices { get; init; } = new Dictionary<Guid, decimal>();

    /// <summary>Cost a unit without VAT; for members only.</summary>
    public decimal? Cost { get; init; }

    public Vat? Vat { get; init; }

    /// <summary>Content hash of the picture in the file store.</summary>
    public string? Picture { get; init; }

    /// <summary>Items that come along as options.</summary>
    public IReadOnlyList<Guid> Extras { get; init; } = [];

    /// <summary>In that language, else in any there is.</summary>
    /// <param name="language">BCP 47; its first two letters count.</param>
    public string NameIn(string language) => TextIn(language)?.Name ?? "";

    public string DescriptionIn(string language) => TextIn(language)?.Description ?? "";

    private CatalogueText? TextIn(string language) =>
        Texts.GetValueOrDefault(language[..2]) is { Name.Length: > 0 } own
            ? own
            : Texts
                .OrderBy(text => text.Key, StringComparer.Ordinal)
                .Select(text => text.Value)
                .FirstOrDefault(text => text.Name.Length > 0);

    /// <exception cref="BrokenRuleException">No name, something too long, a price out of bounds.</exception>
    internal CatalogueDetails Checked(Guid self)
    {
        var texts = Texts
            .Select(text => (text.Key, Value: new CatalogueText(text.Value.Name.Trim(), text.Value.Description.Trim())))
            .Where(text => text.Value != CatalogueText.Empty)
            .ToDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal);
        if (texts.Values.All(text => text.Name.Length == 0))
            throw new BrokenRuleException("Rules.NameMissing", "Name");
        foreach (var (name, description) in texts.Values)
        {
            Short(name, Lengths.LineName, "Name");
            Short(description, Lengths.Description, "Description");
        }
        Short(Code, CodeLength, nameof(Code));
        Short(Unit, Lengths.Unit, nameof(Unit));
        foreach (var price in ListPrices.Values.Append(Price))
            Bound(price, nameof(Price));
        Bound(Cost ?? 0, nameof(Cost));
        var extras = Extras.Where(extra => extra != self).Distinct().ToList();
        if (extras.Count > MostExtras)
            throw new BrokenRuleException("Rules.TooManyExtras", nameof(Extras), MostExtras);
        return this with { Texts = texts, Code = Code.Trim(), Unit = Unit.Trim(), Extras = extras };
    }

    private static void Short(string text, int most, string field)
    {
        if (text.Length > most)
            throw new BrokenRuleException("Rules.TooLong", field, most);
    }

    private static void Bound(decimal price, string field)
    {
        if (Math.Abs(price) > Pricing.MaxUnitPrice || decimal.Round(price, 4) != price)
            throw new BrokenRuleException("Rules.CataloguePrice", field);
    }
}

public sealed record CatalogueText(string Name, string Description)
{
    internal static readonly CatalogueText Empty = new("", "");
}
