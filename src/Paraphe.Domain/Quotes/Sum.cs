using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Paraphe.Domain.Quotes;

/// <summary>
/// The sum of some lines: EN 16931 document totals. <see cref="Lines"/> and <see cref="Discount"/> are with or without VAT as the quote's
/// prices are; the others say which.
/// </summary>
public sealed record Sum
{
    public required decimal Lines { get; init; }

    /// <summary>Taken off by the quote's discount; negative when the lines are a credit.</summary>
    public required decimal Discount { get; init; }

    /// <summary>BT-106: sum of the lines' nets.</summary>
    public required decimal LinesNet { get; init; }

    /// <summary>BT-107: sum of the allowances, one a VAT group.</summary>
    public required decimal DiscountNet { get; init; }

    /// <summary>BT-109 = BT-106 - BT-107.</summary>
    public required decimal Net { get; init; }

    /// <summary>BT-110: sum of the groups' tax.</summary>
    public required decimal Tax { get; init; }

    /// <summary>One entry a VAT category and rate, highest rate first.</summary>
    public required ImmutableArray<VatTotal> Vat { get; init; }

    /// <summary>BT-112 = BT-109 + BT-110.</summary>
    public decimal Gross => Net + Tax;

    internal static Sum Of(IReadOnlyList<LineTotal> lines, Discount? discount, QuoteContent content, Currency currency)
    {
        var groups = new Dictionary<(string, decimal), VatGroup>();
        var total = 0m;
        foreach (var line in lines)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, Key(line.Vat), out _);
            (group ??= new VatGroup(line.Vat)).Add(line);
            total += line.Amount;
        }

        var ordered = groups.Values.OrderByDescending(x => x.Rate).ThenBy(x => x.Category, StringComparer.Ordinal).ToList();
        var reduction = discount.Of(total, currency);
        var shares = Rounding.Split(reduction, ordered.Select(x => x.Amount).ToArray(), currency.Unit);
        var vat = ordered.Select((group, i) => group.Total(shares[i], content, currency)).ToImmutableArray();
        return new Sum
        {
            Lines = total,
            Discount = reduction,
            LinesNet = vat.Sum(x => x.LinesNet),
            DiscountNet = vat.Sum(x => x.DiscountNet),
            Net = vat.Sum(x => x.Base),
            Tax = vat.Sum(x => x.Tax),
            Vat = vat,
        };
    }

    internal static (string Category, decimal Rate) Key(Vat? vat) => (vat?.Category ?? "", vat?.Rate ?? 0);
}

/// <summary>EN 16931 VAT breakdown (BG-23) with the allowance of its category (BG-20).</summary>
public sealed record VatTotal
{
    /// <summary>BT-118; empty for lines whose VAT is not chosen yet.</summary>
    public required string Category { get; init; }

    /// <summary>BT-119, in percent.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The different reasons given on its lines (BT-120).</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>Sum of its lines, as the quote's prices are.</summary>
    public required decimal Lines { get; init; }

    /// <summary>Its share of the quote's discount, as the quote's prices are.</summary>
    public required decimal Discount { get; init; }

    public required decimal LinesNet { get; init; }

    /// <summary>BT-92: its share of the quote's discount without VAT.</summary>
    public required decimal DiscountNet { get; init; }

    /// <summary>BT-116 = lines' nets - allowance.</summary>
    public required decimal Base { get; init; }

    /// <summary>BT-117.</summary>
    public required decimal Tax { get; init; }

    public decimal Gross => Base + Tax;
}
