using System.Collections.Frozen;
using System.Globalization;

namespace Paraphe.Domain.Numbers;

/// <summary>A bank account number of ISO 13616: length by country, remainder 1 of 97. Source of the lengths: SWIFT's IBAN registry.</summary>
public sealed record Iban
{
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 "
        + "FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 "
        + "MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 "
        + "SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    )
        .Split(' ')
        .ToFrozenDictionary(
            entry => entry[..2],
            entry => int.Parse(entry.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );

    private Iban(string text) => Text = text;

    /// <summary>Without blanks, in capitals.</summary>
    public string Text { get; }

    /// <exception cref="BrokenRuleException">Rules.Iban</exception>
    public static Iban Parse(string text, string field = "Iban") => Find(text) ?? throw new BrokenRuleException("Rules.Iban", field);

    public static Iban? Find(string? text)
    {
        var bare = Checksum.Bare(text ?? "");
        return bare.Length > 4 && Lengths.TryGetValue(bare[..2], out var length) && bare.Length == length && Remainder(bare) == 1
            ? new Iban(bare)
            : null;
    }

    /// <summary>In groups of four, as it is printed.</summary>
    public override string ToString() => string.Join(' ', Text.Chunk(4).Select(group => new string(group)));

    /// <summary>As it is printed; what is no IBAN stays as it was written.</summary>
    public static string Print(string text) => Find(text)?.ToString() ?? text;

    private static int Remainder(string bare) =>
        Checksum.Modulo(
            string.Concat(
                (bare[4..] + bare[..4]).Select(letter =>
                    char.IsAsciiDigit(letter) ? letter.ToString() : (letter - 'A' + 10).ToString(CultureInfo.InvariantCulture)
                )
            ),
            97
        );
}
