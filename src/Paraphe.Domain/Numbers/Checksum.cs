namespace Paraphe.Domain.Numbers;

/// <summary>The check digits that registers use.</summary>
internal static class Checksum
{
    /// <summary>ISO/IEC 7812: doubled every second digit from the right, the sum a multiple of ten.</summary>
    public static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum +=
                i % 2 == 0 ? digit
                : digit > 4 ? 2 * digit - 9
                : 2 * digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>The remainder of a number too long for an integer.</summary>
    public static int Modulo(string digits, int divisor) => digits.Aggregate(0, (rest, digit) => (rest * 10 + digit - '0') % divisor);

    /// <summary>The sum of the digits, each times its weight.</summary>
    public static int Weighted(string digits, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += (digits[i] - '0') * weights[i];
        return sum;
    }

    /// <summary>ISO 7064 mod 11,10: the last digit checks the others.</summary>
    public static bool Mod11And10(string digits)
    {
        var product = 10;
        foreach (var digit in digits[..^1])
        {
            var sum = (digit - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        return (11 - product) % 10 == digits[^1] - '0';
    }

    /// <summary>As typed, without blanks, dots, slashes and hyphens, in capitals.</summary>
    public static string Bare(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    public static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);
}
