using System.Collections.Concurrent;
using System.Globalization;

namespace Paraphe.Platform.Web;

/// <summary>The countries of the world by ISO 3166-1 alpha-2, named in the reader's language. Names come from the system's ICU.</summary>
public static class Countries
{
    private static readonly string[] Codes =
        "AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".Split(
            ' '
        );

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> ByLanguage = new(
        StringComparer.Ordinal
    );

    public static bool Exists(string? code) => code is not null && Array.BinarySearch(Codes, code, StringComparer.Ordinal) >= 0;

    /// <summary>All of them in the alphabet of the language.</summary>
    public static IReadOnlyList<(string Code, string Name)> All(CultureInfo culture) =>
        ByLanguage.GetOrAdd(
            culture.TwoLetterISOLanguageName,
            _ =>
                [
                    .. Codes
                        .Select(code => (code, Name(code, culture)))
                        .OrderBy(country => country.Item2, StringComparer.Create(culture, ignoreCase: true)),
                ]
        );

    /// <summary>The country's name; the code itself when it is none.</summary>
    public static string Name(string code, CultureInfo culture) =>
        // DisplayName depends on which language asked first in the process; the native name of a made-up locale does not.
        Exists(code) ? new RegionInfo($"{culture.TwoLetterISOLanguageName}-{code}").NativeName : code;

    /// <summary>A guess where the visitor is: the first region his browser names, else the home of his language.</summary>
    public static string Of(HttpRequest request, CultureInfo culture) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-') is [_, .., var region] ? region.ToUpperInvariant() : null)
            .FirstOrDefault(Exists)
        ?? culture.Name[^2..];
}
