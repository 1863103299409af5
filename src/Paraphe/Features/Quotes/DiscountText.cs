using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>A discount in one field: "10%" or "25".</summary>
public static class DiscountText
{
    public static string? Show(Discount? discount, string currency, CultureInfo culture) =>
        discount switch
        {
            { Percent: { } percent } => Format.Percent(percent, culture),
            { Amount: { } amount } => TypedNumber.Show(amount, culture, Currency.Of(currency).Digits),
            _ => null,
        };

    /// <exception cref="BrokenRuleException">Neither a percentage nor an amount.</exception>
    public static Discount? Read(string? text, CultureInfo culture)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
            return null;
        // A discount is taken off whether or not its minus is written.
        var isPercent = typed.EndsWith('%');
        var number = TypedNumber.Parse((isPercent ? typed[..^1] : typed).TrimStart('-', '\u2212'), culture);
        return number switch
        {
            null => throw new BrokenRuleException("Quotes.Error.Discount", "Discount"),
            0 => null,
            { } value when isPercent => Discount.OfPercent(value),
            { } value => Discount.OfAmount(value),
        };
    }
}
