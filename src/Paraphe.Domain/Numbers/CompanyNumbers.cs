namespace Paraphe.Domain.Numbers;

/// <summary>The number under which a country's register knows a company. Countries without a rule here take what is typed.</summary>
public static class CompanyNumbers
{
    /// <summary>Checks a number and writes it as its country does: 123 456 789 00012, 0123.456.749, CHE-123.456.788.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, upper case.</param>
    /// <exception cref="BrokenRuleException">Rules.CompanyNumber.FR, .BE, .CH, .NL, .LU, .PT or .CA</exception>
    public static string Parse(string country, string text, string field = "CompanyNumber") =>
        Find(country, text) ?? throw new BrokenRuleException("Rules.CompanyNumber." + country, field);

    /// <summary>Null when it breaks the country's rule.</summary>
    public static string? Find(string country, string text)
    {
        var bare = Checksum.Bare(text);
        return country switch
        {
            _ when bare.Length == 0 => "",
            "FR" => French(bare),
            "BE" => Belgian(bare),
            "CH" => Swiss(bare),
            // KvK: eight digits, no check digit.
            "NL" => Checksum.IsDigits(bare, 8) ? bare : null,
            // RCS: a letter for the section, then up to six digits.
            "LU" => bare.Length is > 1 and <= 7 && char.IsAsciiLetter(bare[0]) && bare[1..].All(char.IsAsciiDigit) ? bare : null,
            "PT" => IsPortuguese(bare) ? bare : null,
            // Business number, with or without its programme account.
            "CA" => bare.Length is 9 or 15 && Checksum.IsDigits(bare[..9], 9) && Checksum.Luhn(bare[..9]) ? bare : null,
            _ => text.Trim(),
        };
    }

    /// <summary>SIREN of nine digits or SIRET of fourteen, both by Luhn; La Poste's many SIRET add up to a multiple of five instead.</summary>
    private static string? French(string bare)
    {
        if (Checksum.IsDigits(bare, 9) && Checksum.Luhn(bare))
            return $"{bare[..3]} {bare[3..6]} {bare[6..]}";
        if (!Checksum.IsDigits(bare, 14) || !Checksum.Luhn(bare[..9]))
            return null;
        var post = bare.StartsWith("356000000", StringComparison.Ordinal) && bare.Sum(digit => digit - '0') % 5 == 0;
        return Checksum.Luhn(bare) || post ? $"{bare[..3]} {bare[3..6]} {bare[6..9]} {bare[9..]}" : null;
    }

    /// <summary>BCE/KBO: ten digits from 0 or 1; the last two are 97 less the remainder of the first eight.</summary>
    private static string? Belgian(string bare)
    {
        bare = bare.StartsWith("BE", StringComparison.Ordinal) ? bare[2..] : bare;
        bare = bare.Length == 9 ? "0" + bare : bare;
        return IsBelgian(bare) ? $"{bare[..4]}.{bare[4..7]}.{bare[7..]}" : null;
    }

    internal static bool IsBelgian(string bare) =>
        Checksum.IsDigits(bare, 10) && bare[0] is '0' or '1' && 97 - Checksum.Modulo(bare[..8], 97) == Checksum.Modulo(bare[8..], 100);

    /// <summary>UID: nine digits after CHE, mod 11.</summary>
    private static string? Swiss(string bare)
    {
        bare = bare.StartsWith("CHE", StringComparison.Ordinal) ? bare[3..] : bare;
        return IsSwiss(bare) ? $"CHE-{bare[..3]}.{bare[3..6]}.{bare[6..]}" : null;
    }

    internal static bool IsSwiss(string bare) =>
        Checksum.IsDigits(bare, 9) && (11 - Checksum.Weighted(bare, 5, 4, 3, 2, 7, 6, 5, 4) % 11) % 11 == bare[8] - '0';

    internal static bool IsPortuguese(string bare) =>
        Checksum.IsDigits(bare, 9)
        && Checksum.Weighted(bare, 9, 8, 7, 6, 5, 4, 3, 2) % 11 is var rest
        && (rest < 2 ? 0 : 11 - rest) == bare[8] - '0';
}
