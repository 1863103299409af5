using System.Globalization;

namespace Paraphe.Domain.Json;

/// <summary>Number::toString of ECMA-262, which RFC 8785 section 3.2.2.3 takes over: the shortest digits that read back as the same double.</summary>
public static class EcmaScriptNumber
{
    /// <exception cref="FormatException">Not a number, or infinite.</exception>
    public static string Format(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new FormatException("JSON has no such number.");
        }

        if (number == 0)
        {
            return "0"; // also minus zero
        }

        var sign = number < 0 ? "-" : "";
        var (digits, point) = Shortest(Math.Abs(number));
        return sign + Place(digits, point);
    }

    /// <summary>The digits without leading or trailing zeros, and where the decimal point stands from their left.</summary>
    private static (string Digits, int Point) Shortest(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }

    private static string Place(string digits, int point)
    {
        if (point is > 21 or <= -6)
        {
            var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
            return digits.Length == 1 ? $"{digits}e{exponent}" : $"{digits[0]}.{digits[1..]}e{exponent}";
        }

        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
    }
}
