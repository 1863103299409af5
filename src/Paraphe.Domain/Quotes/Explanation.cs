using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes;

/// <summary>
/// How the total was computed, step by step, as the page prints it. Adding the steps again gives the totals: line prices and line discounts
/// give <see cref="StepKind.Lines"/>; that and the quote's discount give the net, or with VAT in the prices the gross; the bases give the
/// net, the taxes the tax, both together the gross.
/// </summary>
public sealed record Explanation(Totals Totals, ImmutableArray<Step> Steps)
{
    public static Explanation Of(QuoteContent content, Choice choice)
    {
        var totals = Pricing.Compute(content, choice);
        return new Explanation(totals, [.. Lines(content, totals), .. Sums(content, totals), .. Vat(totals), .. End(content, totals)]);
    }

    private static IEnumerable<Step> Lines(QuoteContent content, Totals totals)
    {
        foreach (var (line, total) in content.Lines.Zip(totals.Lines))
        {
            if (!total.Counts)
            {
                yield return new Step(StepKind.OptionLeftOut, total.Amount) { Line = line.Key, Label = line.Name };
                continue;
            }

            yield return new Step(StepKind.LinePrice, total.Before)
            {
                Line = line.Key,
                Label = line.Name,
                Left = total.Quantity,
                Right = total.UnitPrice,
            };
            if (total.Discount != 0)
            {
                yield return new Step(StepKind.LineDiscount, -total.Discount)
                {
                    Line = line.Key,
                    Label = line.Name,
                    Left = line.Discount!.Percent is null ? null : total.Before,
                    Right = line.Discount.Percent,
                };
            }
        }
    }

    private static IEnumerable<Step> Sums(QuoteContent content, Totals totals)
    {
        var sum = totals.Total;
        yield return new Step(StepKind.Lines, sum.Lines);
        if (sum.Discount == 0)
        {
            yield break;
        }

        var percent = content.Discount!.Percent;
        yield return new Step(StepKind.QuoteDiscount, -sum.Discount) { Left = percent is null ? null : sum.Lines, Right = percent };
        foreach (var group in sum.Vat.Where(group => sum.Vat.Length > 1 && group.Discount != 0))
        {
            yield return new Step(StepKind.DiscountShare, -group.Discount)
            {
                Label = group.Category,
                Left = group.Lines,
                Right = group.Rate,
            };
        }
    }

    private static IEnumerable<Step> Vat(Totals totals)
    {
        foreach (var group in totals.Total.Vat)
        {
            var from = group.Lines - group.Discount;
            yield return new Step(StepKind.VatBase, group.Base)
            {
                Label = group.Category,
                Left = from,
                Right = group.Rate,
            };
            yield return new Step(StepKind.VatTax, group.Tax)
            {
                Label = group.Category,
                Left = group.Base,
                Right = group.Rate,
            };
        }
    }

    private static IEnumerable<Step> End(QuoteContent content, Totals totals)
    {
        yield return new Step(StepKind.Net, totals.Net);
        yield return new Step(StepKind.Tax, totals.Tax);
        yield return new Step(StepKind.Gross, totals.Gross);
        if (totals.Deposit is { } deposit)
        {
            yield return new Step(StepKind.Deposit, deposit) { Left = totals.Gross, Right = content.DepositPercent };
        }
    }
}

/// <summary>One step: what it gives, and the two numbers it comes from where it does.</summary>
public sealed record Step(StepKind Kind, decimal Amount)
{
    /// <summary>The line it speaks of.</summary>
    public Guid? Line { get; init; }

    /// <summary>The line's name, or the VAT category's code.</summary>
    public string Label { get; init; } = "";

    public decimal? Left { get; init; }

    public decimal? Right { get; init; }
}

/// <summary>What a step does with its two numbers.</summary>
public enum StepKind
{
    /// <summary>Quantity × unit price.</summary>
    LinePrice,

    /// <summary>Amount × percent, or a sum of money; negative.</summary>
    LineDiscount,

    /// <summary>An option that is not chosen; told, not added.</summary>
    OptionLeftOut,

    Lines,

    /// <summary>Sum of the lines × percent, or a sum of money; negative.</summary>
    QuoteDiscount,

    /// <summary>A VAT group's part of the quote's discount: lines of the group, rate; negative. Only when there are several groups.</summary>
    DiscountShare,

    /// <summary>What the group's lines cost after discount, and the rate: the same without VAT.</summary>
    VatBase,

    /// <summary>Base and rate; rounded once, or on each line, or what is left of prices with VAT.</summary>
    VatTax,

    Net,
    Tax,
    Gross,

    /// <summary>Gross × percent.</summary>
    Deposit,
}
