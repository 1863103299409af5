using System.Globalization;

namespace Paraphe.Platform.Web;

/// <summary>A number as people type it: 1.234,56 and 1,234.56, 1234.5 and 1 234,5, 1’234.50; never an exponent.</summary>
public static class TypedNumber
{
    private const int MostCharacters = 40;

    /// <summary>Null when it is not a number.</summary>
    /// <param name="culture">The reader's: decides what a single separator before three figures means.</param>
    public static decimal? Parse(string? text, CultureInfo culture)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length is 0 or > MostCharacters)
            return null;
        var negative = typed[0] is '-' or '\u2212';
        typed = string.Concat(
            (negative || typed[0] == '+' ? typed[1..] : typed).Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’'))
        );
        if (typed.Length == 0 || typed.Any(c => !char.IsAsciiDigit(c) && c is not ('.' or ',')) || !typed.Any(char.IsAsciiDigit))
            return null;
        var comma = Decimal(typed, culture);
        var plain = comma is { } place ? Digits(typed[..place]) + "." + typed[(place + 1)..] : Digits(typed);
        if (comma is null ? !IsGrouped(typed) : !IsGrouped(typed[..comma.Value]))
            return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (negative ? -number : number)
            : null;
    }

    /// <summary>As it stands in a field: read back to the same number in the same culture.</summary>
    /// <param name="decimals">At least so many.</param>
    public static string Show(decimal number, CultureInfo culture, int decimals = 0) =>
        number.ToString($"#,##0.{new string('0', decimals)}{new string('#', Math.Max(0, 4 - decimals))}", culture);

    // The place of the decimal separator: the last of two kinds; of one kind, a single one that does not stand for thousands.
    private static int? Decimal(string typed, CultureInfo culture)
    {
        var (dot, comma) = (typed.LastIndexOf('.'), typed.LastIndexOf(','));
        if (dot >= 0 && comma >= 0)
            return Math.Max(dot, comma);
        var only = Math.Max(dot, comma);
        if (only < 0 || typed.Count(c => c == typed[only]) > 1)
            return null;
        var isThousands =
            culture.NumberFormat.NumberGroupSeparator == typed[only].ToString()
            && typed.Length - only == 4
            && only is >= 1 and <= 3
            && typed[0] != '0';
        return isThousands ? null : only;
    }

    // Separators of thousands stand before three figures each: "1.23.4" is a slip, not a number.
    private static bool IsGrouped(string whole)
    {
        var groups = whole.Split('.', ',');
        return groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
    }

    private static string Digits(string whole) => string.Concat(whole.Where(char.IsAsciiDigit));
}
