using System.Collections.Frozen;

namespace Paraphe.Domain;

/// <summary>
/// A currency in use and the number of decimals its amounts have. Source: ISO 4217 list one; funds, metals and test codes are left out.
/// </summary>
public sealed record Currency
{
    private static readonly FrozenDictionary<string, Currency> Known = List().ToFrozenDictionary(x => x.Code, StringComparer.Ordinal);

    private Currency(string code, int digits)
    {
        Code = code;
        Digits = digits;
        Unit = new decimal(1, 0, 0, isNegative: false, (byte)digits);
    }

    public string Code { get; }

    public int Digits { get; }

    /// <summary>The smallest amount: 0.01 in EUR, 1 in JPY, 0.001 in KWD.</summary>
    public decimal Unit { get; }

    public static IReadOnlyList<Currency> All { get; } = [.. Known.Values.OrderBy(x => x.Code, StringComparer.Ordinal)];

    /// <exception cref="BrokenRuleException">Rules.CurrencyUnknown: no such code, or not in capitals.</exception>
    public static Currency Of(string code) => Find(code) ?? throw new BrokenRuleException("Rules.CurrencyUnknown", "Currency", code);

    public static Currency? Find(string? code) => code is null ? null : Known.GetValueOrDefault(code);

    public decimal Round(decimal amount) => Rounding.Round(amount, Digits);

    /// <summary>True when the amount has no more decimals than the currency.</summary>
    public bool Holds(decimal amount) => Round(amount) == amount;

    public override string ToString() => Code;

    private static IEnumerable<Currency> List() =>
        new[]
        {
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (
                2,
                "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP "
                    + "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR "
                    + "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
                    + "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD "
                    + "TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG"
            ),
        }.SelectMany(group => group.Item2.Split(' ').Select(code => new Currency(code, group.Item1)));
}
