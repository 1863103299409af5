using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes;

/// <summary>Everything <see cref="Pricing.Compute"/> knows about what a quote costs. All amounts are rounded to the currency.</summary>
public sealed record Totals
{
    private readonly Dictionary<Guid, LineTotal> byKey = [];
    private readonly ImmutableArray<LineTotal> lines = [];

    public required Currency Currency { get; init; }

    public required PriceMode Prices { get; init; }

    /// <summary>Every priced line and option in the order of the quote, counted or not.</summary>
    public required ImmutableArray<LineTotal> Lines
    {
        get => lines;
        init
        {
            lines = value;
            byKey = value.ToDictionary(line => line.Key);
        }
    }

    /// <summary>In order; the first has no key when lines stand before the first section.</summary>
    public required ImmutableArray<SectionTotal> Sections { get; init; }

    /// <summary>What is offered with the choice: the lines and the chosen options.</summary>
    public required Sum Total { get; init; }

    /// <summary>Without any option.</summary>
    public required Sum Base { get; init; }

    /// <summary>With every option that can be had together: of a group the dearest that its rule allows.</summary>
    public required Sum Maximum { get; init; }

    /// <summary>What recurs, by how often; empty unless a counted line recurs.</summary>
    public required ImmutableArray<PeriodTotal> Periods { get; init; }

    /// <summary>Share of <see cref="Gross"/> asked at signing; null when none is asked.</summary>
    public required decimal? Deposit { get; init; }

    /// <summary>Without VAT, of the counted lines whose cost is known.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Counted lines that have no cost: the margin takes their cost as zero.</summary>
    public required int LinesWithoutCost { get; init; }

    public decimal Margin => Net - Cost;

    /// <summary>Of the net total, one decimal; null when that is zero.</summary>
    public decimal? MarginPercent => Net == 0 ? null : Rounding.Round(Margin / Net * 100, 1);

    public decimal Net => Total.Net;

    public decimal Tax => Total.Tax;

    public decimal Gross => Total.Gross;

    /// <exception cref="KeyNotFoundException">The content has no such line.</exception>
    public LineTotal Line(Guid key) => byKey[key];

    public LineTotal? Find(Guid key) => byKey.GetValueOrDefault(key);
}

/// <summary>
/// One line: <see cref="Before"/> - <see cref="Discount"/> = <see cref="Amount"/>, with or without VAT as the quote says. The tax of a single
/// line is its own rounding: with <see cref="RoundingMode.PerRate"/> only the tax of the VAT groups adds up to the total.
/// </summary>
public sealed record LineTotal
{
    public required Guid Key { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal UnitPrice { get; init; }

    /// <summary>Quantity × price, rounded.</summary>
    public required decimal Before { get; init; }

    /// <summary>What the discount takes off; negative on a credit line.</summary>
    public required decimal Discount { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>EN 16931 BT-131.</summary>
    public required decimal Net { get; init; }

    public required decimal Tax { get; init; }

    /// <summary>Null while no VAT is chosen.</summary>
    public required Vat? Vat { get; init; }

    public required bool IsOption { get; init; }

    public required bool Chosen { get; init; }

    public required decimal? Cost { get; init; }

    public decimal Gross => Net + Tax;

    /// <summary>Part of the total: a line, or a chosen option.</summary>
    public bool Counts => !IsOption || Chosen;
}

/// <summary>Sum of a section's counted lines, before the quote's discount.</summary>
public sealed record SectionTotal(Guid? Key, string Title, decimal Amount, decimal Net);

/// <summary>What the lines of one rhythm cost at each occurrence; a discount of the quote in percent is taken off, one in money is not.</summary>
public sealed record PeriodTotal(Recurrence Recurrence, Sum Each)
{
    public decimal NetPerYear => Each.Net * Recurrence.PerYear;

    public decimal GrossPerYear => Each.Gross * Recurrence.PerYear;
}
