using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Paraphe.Domain.Quotes;

/// <summary>
/// What a quote offers: the working copy that a seller edits, and what a revision freezes. A value: every change makes a new one.
/// </summary>
public sealed record QuoteContent
{
    public string Title { get; init; } = "";

    /// <summary>Plain text or sanitised HTML shown before the lines.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>Rich text (sanitised HTML) after the lines.</summary>
    public string Details { get; init; } = "";

    public string Scope { get; init; } = "";

    public string Terms { get; init; } = "";

    /// <summary>BCP 47, e.g. <c>fr-BE</c>: the language of the document and of everything the customer reads.</summary>
    public string Language { get; init; } = "en";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "EUR";

    public PriceMode Prices { get; init; } = PriceMode.WithoutVat;

    public RoundingMode Rounding { get; init; } = RoundingMode.PerRate;

    public Discount? Discount { get; init; }

    /// <summary>Proposed start and end of the work, local to the account's time zone.</summary>
    public DateTime? StartsAt { get; init; }

    public DateTime? EndsAt { get; init; }

    /// <summary>Other times on offer, local to the account's time zone, the earliest first (PO 6).</summary>
    public ImmutableArray<DateTime> Slots { get; init; } = [];

    /// <summary>Where the work is done, as printed, one address an entry.</summary>
    public ImmutableArray<ServiceAddress> ServiceAddresses { get; init; } = [];

    /// <summary>Sections, lines and texts in their order; a section reaches to the next one.</summary>
    public ImmutableArray<QuoteItem> Items { get; init; } = [];

    public ImmutableArray<OptionGroup> Groups { get; init; } = [];

    /// <summary>Share of the total asked at signing, in percent.</summary>
    public decimal? DepositPercent { get; init; }

    /// <summary>Supporting documents in their order, all kinds together.</summary>
    public ImmutableArray<Enclosure> Enclosures { get; init; } = [];

    /// <summary>Legal blocks switched on for this quote, by key.</summary>
    public ImmutableArray<string> Blocks { get; init; } = [];

    /// <summary>Printed with the block of that name.</summary>
    public WasteTerms? Waste { get; init; }

    [JsonIgnore]
    public IEnumerable<QuoteLine> Lines => Items.OfType<QuoteLine>();

    public QuoteLine? Line(Guid key) => Lines.FirstOrDefault(line => line.Key == key);

    /// <summary>What may be frozen and shown outside: costs are for members only.</summary>
    public QuoteContent WithoutCosts() =>
        this with
        {
            Items = [.. Items.Select(item => item is QuoteLine { Cost: not null } line ? line with { Cost = null } : item)],
        };
}

public enum PriceMode
{
    WithoutVat,
    WithVat,
}

/// <summary>Where cents are rounded: VAT once per rate (EN 16931), or on each line.</summary>
public enum RoundingMode
{
    PerRate,
    PerLine,
}

/// <summary>A percentage (0–100) or an amount in the quote's currency; exactly one of the two.</summary>
public sealed record Discount
{
    public decimal? Percent { get; init; }

    public decimal? Amount { get; init; }

    public static Discount OfPercent(decimal percent) => new() { Percent = percent };

    public static Discount OfAmount(decimal amount) => new() { Amount = amount };
}

/// <summary>One entry of a quote. Its key survives editing and revisions: change requests, diffs and choices hang on it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(QuoteSection), "section")]
[JsonDerivedType(typeof(QuoteText), "text")]
[JsonDerivedType(typeof(QuoteLine), "line")]
public abstract record QuoteItem
{
    public required Guid Key { get; init; }
}

public sealed record QuoteSection : QuoteItem
{
    public string Title { get; init; } = "";

    /// <summary>False shows the section's total alone to the customer.</summary>
    public bool ShowLines { get; init; } = true;
}

public sealed record QuoteText : QuoteItem
{
    public string Text { get; init; } = "";
}

public sealed record QuoteLine : QuoteItem
{
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Up to three decimals.</summary>
    public decimal Quantity { get; init; } = 1;

    public string Unit { get; init; } = "";

    /// <summary>Up to four decimals; with or without VAT as the quote says.</summary>
    public decimal UnitPrice { get; init; }

    public Discount? Discount { get; init; }

    /// <summary>Null until chosen: a quote cannot be sent then.</summary>
    public Vat? Vat { get; init; }

    /// <summary>Cost a unit without VAT; for members only, never part of a revision.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Set on an option: outside the price until chosen.</summary>
    public OptionTerms? Option { get; init; }

    /// <summary>How often a service of a contract recurs; null on one-time lines.</summary>
    public Recurrence? Recurrence { get; init; }

    public Guid? CatalogueItemId { get; init; }

    /// <summary>Content hash of the line's picture in the file store.</summary>
    public string? Picture { get; init; }

    [JsonIgnore]
    public bool IsOption => Option is not null;
}

/// <summary>EN 16931 VAT category (S, Z, E, AE, K, G, O) with its rate in percent and, where the category needs one, the reason.</summary>
public sealed record Vat
{
    public string Category { get; init; } = "S";

    public decimal Rate { get; init; }

    public string? Reason { get; init; }

    /// <summary>Category S, or Z at zero per cent (BR-S-5).</summary>
    public static Vat Standard(decimal rate) => new() { Category = rate == 0 ? "Z" : "S", Rate = rate };
}

public sealed record OptionTerms
{
    /// <summary>Key of an <see cref="OptionGroup"/>, or null for an option of its own.</summary>
    public Guid? Group { get; init; }

    /// <summary>Ticked when the customer first opens the quote.</summary>
    public bool Preselected { get; init; }

    /// <summary>Bounds within which the customer may choose the quantity; both null fixes it.</summary>
    public decimal? MinQuantity { get; init; }

    public decimal? MaxQuantity { get; init; }
}

public sealed record OptionGroup
{
    public required Guid Key { get; init; }

    public string Title { get; init; } = "";

    public GroupRule Rule { get; init; }

    /// <summary>With <see cref="GroupRule.AtMost"/>.</summary>
    public int Most { get; init; } = 1;
}

public enum GroupRule
{
    Any,
    AtMost,
    ExactlyOne,
}

public sealed record Recurrence
{
    public Frequency Frequency { get; init; }

    /// <summary>Occurrences in the contract's term, for <see cref="Frequency.Times"/>.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Occurrences a year, a term being a year; seasonal is once in each of four seasons.</summary>
    [JsonIgnore]
    public int PerYear =>
        Frequency switch
        {
            Frequency.Weekly => 52,
            Frequency.Monthly => 12,
            Frequency.Seasonal => 4,
            _ => Times,
        };

    /// <summary>The same rhythm written one way: only <see cref="Frequency.Times"/> has a number.</summary>
    [JsonIgnore]
    public Recurrence Normal => Frequency == Frequency.Times || Times == 1 ? this : this with { Times = 1 };
}

public enum Frequency
{
    Weekly,
    Monthly,
    Seasonal,
    Times,
}

public sealed record ServiceAddress
{
    public Guid? PropertyId { get; init; }

    public string Text { get; init; } = "";
}

/// <summary>What the customer chose: keys of options with their quantities.</summary>
public sealed record Choice
{
    public static readonly Choice None = new();

    public ImmutableSortedDictionary<Guid, decimal> Quantities { get; init; } = ImmutableSortedDictionary<Guid, decimal>.Empty;

    public bool Has(Guid line) => Quantities.ContainsKey(line);
}
