using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>
/// A line's numbers as the norm wants them: quantity × price ÷ base quantity − reduction is the line's net (PEPPOL-EN16931-R120), rounded half away
/// from zero, to the cent; no price is negative (BR-27), a deduction has a negative quantity.
/// </summary>
/// <param name="Quantity">BT-129.</param>
/// <param name="Price">BT-146, without VAT.</param>
/// <param name="BaseQuantity">BT-149.</param>
/// <param name="Reduction">BT-136; negative is a charge (BT-141): what makes a deduction smaller.</param>
/// <param name="Percent">BT-138, when the discount was typed so.</param>
public sealed record LinePrice(decimal Quantity, decimal Price, decimal BaseQuantity, decimal Reduction, decimal? Percent)
{
    private const int MostDecimals = 6;

    /// <summary>BT-137, BT-142.</summary>
    public decimal Before { get; private init; }

    public static LinePrice Of(InvoiceLine line, PriceMode prices, Currency currency)
    {
        var factor = prices == PriceMode.WithVat ? 100 / (100 + line.Vat.Rate) : 1;
        var before = line.Discount is null ? line.Net : currency.Round(line.Quantity * line.UnitPrice * factor);
        var reduction = before - line.Net;
        // With VAT in the price a discount of a cent may be lost in rounding; then there is none to tell.
        if (reduction != 0 && (Math.Sign(reduction) != Math.Sign(before) || Math.Abs(reduction) > Math.Abs(before)))
            (before, reduction) = (line.Net, 0);
        var sign = line.UnitPrice < 0 ? -1 : 1;
        var (price, by) = Exact(line, before, factor, currency);
        return new LinePrice(sign * line.Quantity, price, by, reduction, reduction == 0 ? null : line.Discount?.Percent)
        {
            Before = before,
        };
    }

    private static (decimal Price, decimal By) Exact(InvoiceLine line, decimal before, decimal factor, Currency currency)
    {
        var quantity = Math.Abs(line.Quantity);
        var typed = Math.Abs(line.UnitPrice) * factor;
        if (factor == 1 && currency.Round(quantity * typed) == Math.Abs(before))
            return (typed, 1);
        if (quantity == 0)
            return (Rounding.Round(typed, MostDecimals), 1);
        for (var digits = currency.Digits; digits <= MostDecimals; digits++)
        {
            var price = Rounding.Round(Math.Abs(before) / quantity, digits);
            if (currency.Round(quantity * price) == Math.Abs(before))
                return (price, 1);
        }
        // A price of the whole quantity is exact whatever the division leaves.
        return (Math.Abs(before), quantity);
    }
}
