using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>An identifier with the code of the list that it is taken from: ISO/IEC 6523 for registers, EAS for electronic addresses.</summary>
public sealed record PartyId(string Scheme, string Id)
{
    /// <summary>BT-30, BT-47: the number of the company's register. The scheme is empty where the country has none in the list.</summary>
    public static PartyId? Register(string country, string companyNumber)
    {
        var bare = Checksum.Bare(companyNumber);
        if (bare.Length == 0)
            return null;
        return country switch
        {
            // SIREN; the establishment stands beside it.
            "FR" when bare.Length >= 9 => new("0002", bare[..9]),
            "BE" when Belgian(bare) is { } number => new("0208", number),
            "NL" when bare.Length == 8 => new("0106", bare),
            "CH" or "LI" when bare.StartsWith("CHE", StringComparison.Ordinal) => new("0183", bare),
            "SE" when bare.Length == 10 => new("0007", bare),
            "NO" when bare.Length == 9 => new("0192", bare),
            "DK" when bare.TrimStart('D', 'K').Length == 8 => new("0184", bare.TrimStart('D', 'K')),
            "FI" when bare.Length == 8 => new("0212", $"{bare[..7]}-{bare[7]}"),
            "EE" when bare.Length == 8 => new("0191", bare),
            "LT" when bare.Length is 7 or 9 => new("0200", bare),
            "IS" when bare.Length == 10 => new("0196", bare),
            _ => new("", companyNumber.Trim()),
        };
    }

    /// <summary>BT-29, BT-46: SIRET, the establishment.</summary>
    public static PartyId? Establishment(string country, string companyNumber) =>
        country == "FR" && Checksum.Bare(companyNumber) is { Length: 14 } siret ? new("0009", siret) : null;

    /// <summary>
    /// BT-34, BT-49: where a structured invoice is delivered. What the country's companies are registered with comes first, then the VAT number,
    /// then the mail address, which no network delivers to but every invoice may name.
    /// </summary>
    public static PartyId? Electronic(string country, string companyNumber, string vatNumber, string email) =>
        ByRegister(country, companyNumber, vatNumber)
        ?? ByVat(country, vatNumber)
        ?? (email.Trim() is { Length: > 0 } address ? new("EM", address) : null);

    private static PartyId? ByRegister(string country, string companyNumber, string vatNumber)
    {
        var bare = Checksum.Bare(companyNumber);
        var vat = Checksum.Bare(vatNumber);
        return country switch
        {
            // The French directory: SIREN, which also ends the VAT number.
            "FR" when bare.Length >= 9 => new("0225", bare[..9]),
            "FR" when vat.Length == 13 => new("0225", vat[4..]),
            "BE" when Belgian(bare) is { } number => new("0208", number),
            "BE" when Belgian(vat) is { } number => new("0208", number),
            "NL" when bare.Length == 8 => new("0106", bare),
            "SE" when bare.Length == 10 => new("0007", bare),
            "SE" when vat.Length == 14 => new("0007", vat[2..12]),
            "NO" when bare.Length == 9 => new("0192", bare),
            "DK" when vat.Length == 10 => new("0184", vat[2..]),
            "DK" when bare.Length == 8 => new("0184", bare),
            "FI" when vat.Length == 10 => new("0216", "0037" + vat[2..]),
            "EE" when bare.Length == 8 => new("0191", bare),
            "LT" when bare.Length is 7 or 9 => new("0200", bare),
            "IS" when bare.Length == 10 => new("0196", bare),
            "IT" when vat.Length == 13 => new("0211", vat),
            "CH" or "LI" when bare.StartsWith("CHE", StringComparison.Ordinal) => new("0183", bare),
            _ => null,
        };
    }

    private static PartyId? ByVat(string country, string vatNumber)
    {
        if (VatNumber.Find(vatNumber, country) is not { Text: var vat })
            return null;
        var scheme = vat[..2] switch
        {
            "HU" => "9910",
            "AT" => "9914",
            "ES" => "9920",
            "BE" => "9925",
            "BG" => "9926",
            "CH" => "9927",
            "CY" => "9928",
            "CZ" => "9929",
            "DE" => "9930",
            "EE" => "9931",
            "GB" or "XI" => "9932",
            "EL" => "9933",
            "HR" => "9934",
            "IE" => "9935",
            "LT" => "9937",
            "LU" => "9938",
            "LV" => "9939",
            "MT" => "9943",
            "NL" => "9944",
            "PL" => "9945",
            "PT" => "9946",
            "RO" => "9947",
            "SI" => "9949",
            "SK" => "9950",
            "FR" => "9957",
            _ => null,
        };
        return scheme is null ? null : new(scheme, vat);
    }

    private static string? Belgian(string bare)
    {
        bare = bare.StartsWith("BE", StringComparison.Ordinal) ? bare[2..] : bare;
        bare = bare.Length == 9 ? "0" + bare : bare;
        return CompanyNumbers.IsBelgian(bare) ? bare : null;
    }
}
