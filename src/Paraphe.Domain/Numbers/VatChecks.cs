namespace Paraphe.Domain.Numbers;

/// <summary>The check digits of VAT numbers, as each country publishes them; numbers of private persons that have a scheme of their own pass.</summary>
internal static class VatChecks
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <param name="letters">Of the country; the number's shape is known to be right.</param>
    public static bool Hold(string letters, string rest) =>
        letters switch
        {
            "AT" => Austrian(rest[1..]),
            "BE" => CompanyNumbers.IsBelgian(rest),
            "BG" => rest.Length == 10 || TwiceMod11(rest, [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 10]),
            "CHE" => CompanyNumbers.IsSwiss(rest[..9]),
            "CY" => Cypriot(rest),
            "CZ" => rest.Length > 8
                || Last(
                    rest,
                    (11 - Checksum.Weighted(rest, 8, 7, 6, 5, 4, 3, 2) % 11) switch
                    {
                        10 => 0,
                        11 => 1,
                        var c => c,
                    }
                ),
            "DE" or "HR" => Checksum.Mod11And10(rest),
            "DK" => Checksum.Weighted(rest, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0,
            "EE" => Last(rest, (10 - Checksum.Weighted(rest, 3, 7, 1, 3, 7, 1, 3, 7) % 10) % 10),
            "EL" => Last(rest, Checksum.Weighted(rest, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10),
            "ES" => Spanish(rest),
            "FI" => Last(rest, (11 - Checksum.Weighted(rest, 7, 9, 10, 5, 8, 4, 2) % 11) % 11),
            // The key is of the SIREN; letters in it belong to a scheme whose rule is not published.
            "FR" => !rest[..2].All(char.IsAsciiDigit) || (12 + 3 * Checksum.Modulo(rest[2..], 97)) % 97 == Checksum.Modulo(rest[..2], 100),
            "GB" or "XI" => !char.IsAsciiDigit(rest[0]) || British(rest),
            "HU" => Last(rest, (10 - Checksum.Weighted(rest, 9, 7, 3, 1, 9, 7, 3) % 10) % 10),
            "IE" => Irish(rest),
            "IT" => Checksum.Luhn(rest),
            "LT" => rest.Length == 9
                ? TwiceMod11(rest, [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 1])
                : TwiceMod11(rest, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4]),
            "LU" => Checksum.Modulo(rest[..6], 89) == Checksum.Modulo(rest[6..], 100),
            // A digit up to three begins the number of a person.
            "LV" => rest[0] <= '3' || Last(rest, (14 - Checksum.Weighted(rest, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6) % 11) % 11),
            "MT" => 37 - Checksum.Weighted(rest, 3, 4, 6, 7, 8, 9) % 37 == Checksum.Modulo(rest[6..], 100),
            "NL" => Dutch(rest),
            "PL" => Last(rest, Checksum.Weighted(rest, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11),
            "PT" => CompanyNumbers.IsPortuguese(rest),
            "RO" => Romanian(rest),
            "SE" => Checksum.Luhn(rest[..10]),
            "SI" => Last(
                rest,
                (11 - Checksum.Weighted(rest, 8, 7, 6, 5, 4, 3, 2) % 11) switch
                {
                    10 => 0,
                    var c => c,
                }
            ),
            "SK" => Checksum.Modulo(rest, 11) == 0,
            _ => true,
        };

    private static bool Last(string rest, int check) => rest[^1] - '0' == check;

    private static bool Austrian(string digits)
    {
        var sum = 4;
        for (var i = 0; i < 7; i++)
            sum += i % 2 == 0 ? digits[i] - '0' : Doubled(digits[i]);
        return Last(digits, (10 - sum % 10) % 10);
    }

    // When the first weights give ten, the second ones count, and ten of these is nought.
    private static bool TwiceMod11(string rest, int[] weights, int[] second) =>
        Last(rest, Checksum.Weighted(rest, weights) % 11 is < 10 and var check ? check : Checksum.Weighted(rest, second) % 11 % 10);

    private static bool Cypriot(string rest)
    {
        int[] odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
        var sum = 0;
        for (var i = 0; i < 8; i++)
            sum += i % 2 == 0 ? odd[rest[i] - '0'] : rest[i] - '0';
        return rest[8] == 'A' + sum % 26;
    }

    /// <summary>NIF of a person, NIE of a foreigner, CIF of a company.</summary>
    private static bool Spanish(string rest)
    {
        var number = rest[0] is >= 'X' and <= 'Z' ? (char)('0' + rest[0] - 'X') + rest[1..8] : rest[..8];
        if (number.All(char.IsAsciiDigit))
            return rest[8] == SpanishLetters[Checksum.Modulo(number, 23)];
        if (rest[0] is 'K' or 'L' or 'M' && rest[8] == SpanishLetters[Checksum.Modulo(rest[1..8], 23)])
            return true;
        var sum = 0;
        for (var i = 1; i < 8; i++)
            sum += i % 2 == 0 ? rest[i] - '0' : Doubled(rest[i]);
        var check = (10 - sum % 10) % 10;
        return rest[8] == '0' + check || rest[8] == "JABCDEFGHI"[check];
    }

    private static bool British(string rest)
    {
        var sum = Checksum.Weighted(rest, 8, 7, 6, 5, 4, 3, 2) + Checksum.Modulo(rest[7..9], 100);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }

    private static bool Irish(string rest)
    {
        // Numbers before 2013 may carry a letter in the second place.
        var digits = char.IsAsciiDigit(rest[1]) ? rest[..7] : "0" + rest[2..7] + rest[0];
        var sum = Checksum.Weighted(digits, 8, 7, 6, 5, 4, 3, 2) + (rest.Length > 8 ? 9 * (rest[8] - 'A' + 1) : 0);
        return rest[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23];
    }

    /// <summary>The eleven test of the tax number, or the 97 test of those given to sole traders since 2020.</summary>
    private static bool Dutch(string rest) =>
        Last(rest[..9], Checksum.Weighted(rest, 9, 8, 7, 6, 5, 4, 3, 2) % 11) || Checksum.Modulo($"2321{rest[..9]}11{rest[10..]}", 97) == 1;

    private static bool Romanian(string rest)
    {
        var padded = rest.PadLeft(10, '0');
        return Last(padded, Checksum.Weighted(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10);
    }

    private static int Doubled(char digit) => (digit - '0') * 2 is > 9 and var big ? big - 9 : (digit - '0') * 2;
}
