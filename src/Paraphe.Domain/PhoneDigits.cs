namespace Paraphe.Domain;

/// <summary>Telephone numbers reduced to what is dialled; no country rules, as no list of them stays true.</summary>
public static class PhoneDigits
{
    /// <summary>
    /// "+32 (0)2 555 01 99" gives "+3225550199", "0032 2…" the same, "02/555.01.99" gives "025550199". Empty when there is no digit.
    /// </summary>
    public static string Of(string? phone)
    {
        var text = phone ?? "";
        var international = text.TrimStart().StartsWith('+') || text.TrimStart().StartsWith("00", StringComparison.Ordinal);
        if (international)
        {
            text = text.Replace("(0)", "", StringComparison.Ordinal);
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return international && digits.TrimStart('0').Length > 0 ? "+" + digits.TrimStart('0') : digits;
    }

    /// <summary>
    /// For search: the digits without plus and without leading zeros, so that "02 555 01 99" is found within "+32 2 555 01 99".
    /// </summary>
    public static string Tail(string? phone) => Of(phone).TrimStart('+', '0');
}
