namespace Paraphe.Domain.Quotes;

/// <summary>What one line costs, and which numbers a line may hold.</summary>
internal static class LinePricing
{
    public static LineTotal Price(this QuoteLine line, decimal quantity, bool chosen, PriceMode prices, Currency currency)
    {
        Check(line, quantity, currency);
        var before = currency.Round(quantity * line.UnitPrice);
        if (Math.Abs(before) > Pricing.MaxAmount)
        {
            throw new BrokenRuleException("Rules.LineTooLarge", nameof(line.UnitPrice), line.Name, line.Key);
        }

        var discount = line.Discount.Of(before, currency);
        var (net, tax) = Pricing.Parts(before - discount, line.Vat?.Rate ?? 0, prices, currency);
        return new LineTotal
        {
            Key = line.Key,
            Quantity = quantity,
            UnitPrice = line.UnitPrice,
            Before = before,
            Discount = discount,
            Amount = before - discount,
            Net = net,
            Tax = tax,
            Vat = line.Vat,
            IsOption = line.IsOption,
            Chosen = chosen,
            Cost = line.Cost is { } cost ? currency.Round(quantity * cost) : null,
        };
    }

    /// <summary>What the discount takes off; as far from zero as the amount is, at most.</summary>
    public static decimal Of(this Discount? discount, decimal amount, Currency currency) =>
        discount switch
        {
            { Percent: { } percent } => currency.Round(amount * percent / 100),
            { Amount: { } money } => Math.Sign(amount) * Math.Min(money, Math.Abs(amount)),
            _ => 0,
        };

    public static void Check(this Discount? discount, Currency currency, QuoteLine? line)
    {
        object[] args = line is null ? [] : [line.Name, line.Key];
        switch (discount)
        {
            case null:
                return;
            case { Percent: not null, Amount: not null } or { Percent: null, Amount: null }:
                throw new BrokenRuleException("Rules.DiscountEither", "Discount", args);
            case { Percent: < 0 or > 100 }:
            case { Percent: { } percent } when Rounding.Round(percent, 4) != percent:
                throw new BrokenRuleException("Rules.DiscountPercent", "Discount", args);
            case { Amount: < 0 or > Pricing.MaxAmount }:
            case { Amount: { } amount } when !currency.Holds(amount):
                throw new BrokenRuleException("Rules.DiscountAmount", "Discount", args);
        }
    }

    private static void Check(QuoteLine line, decimal quantity, Currency currency)
    {
        Check(line, quantity, Pricing.MaxQuantity, 3, nameof(line.Quantity));
        Check(line, line.UnitPrice, Pricing.MaxUnitPrice, 4, nameof(line.UnitPrice));
        Check(line, line.Cost ?? 0, Pricing.MaxUnitPrice, 4, nameof(line.Cost));
        line.Discount.Check(currency, line);
        line.Vat?.Check(line);
        if (line.Recurrence is { Times: < 1 or > 1000 })
        {
            throw new BrokenRuleException("Rules.RecurrenceTimes", nameof(line.Recurrence), line.Name, line.Key);
        }
    }

    private static void Check(QuoteLine line, decimal value, decimal max, int decimals, string field)
    {
        if (Math.Abs(value) > max)
        {
            throw new BrokenRuleException($"Rules.{field}TooLarge", field, line.Name, line.Key);
        }

        if (Rounding.Round(value, decimals) != value)
        {
            throw new BrokenRuleException($"Rules.{field}Decimals", field, line.Name, line.Key);
        }
    }

    private static void Check(this Vat vat, QuoteLine line)
    {
        if (vat.Rate is < 0 or > 100 || Rounding.Round(vat.Rate, 4) != vat.Rate)
        {
            throw new BrokenRuleException("Rules.VatRate", "Vat", line.Name, line.Key);
        }

        switch (vat.Category)
        {
            // BR-S-5: a standard rate is above zero; zero per cent is category Z.
            case "S" when vat.Rate == 0:
                throw new BrokenRuleException("Rules.VatStandardNotZero", "Vat", line.Name, line.Key);
            case "S":
                return;
            case "Z" or "E" or "AE" or "K" or "G" or "O" when vat.Rate != 0:
                throw new BrokenRuleException("Rules.VatRateMustBeZero", "Vat", line.Name, line.Key, vat.Category);
            case "Z" or "E" or "AE" or "K" or "G" or "O":
                return;
            default:
                throw new BrokenRuleException("Rules.VatCategory", "Vat", line.Name, line.Key);
        }
    }
}
