using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Paraphe.Platform.Web;

/// <summary>The languages Paraphe speaks, and the regions whose way of writing dates and money it follows.</summary>
public static class Languages
{
    /// <summary>Claim of a signed-in member that holds the locale chosen for him, such as <c>fr-BE</c>.</summary>
    public const string Claim = "locale";

    /// <summary>Cookie with the language that a visitor picked from the menu.</summary>
    public const string Cookie = "language";

    /// <summary>Two-letter code and own name, in the order menus show them.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All =
    [
        ("en", "English"),
        ("fr", "Français"),
        ("es", "Español"),
        ("de", "Deutsch"),
        ("nl", "Nederlands"),
    ];

    // A language without a region still has to write a date: en alone would be American.
    private static readonly Dictionary<string, string> HomeRegions = new()
    {
        ["en"] = "en-GB",
        ["fr"] = "fr-FR",
        ["es"] = "es-ES",
        ["de"] = "de-DE",
        ["nl"] = "nl-NL",
    };

    private static readonly HashSet<string> Regions = new(StringComparer.OrdinalIgnoreCase)
    {
        "en-GB",
        "en-IE",
        "en-US",
        "en-CA",
        "en-AU",
        "en-NZ",
        "fr-FR",
        "fr-BE",
        "fr-CH",
        "fr-CA",
        "fr-LU",
        "es-ES",
        "es-MX",
        "es-AR",
        "es-CO",
        "es-CL",
        "de-DE",
        "de-AT",
        "de-CH",
        "de-LU",
        "nl-NL",
        "nl-BE",
    };

    /// <summary>Locales an account can choose, such as <c>en-IE</c>.</summary>
    public static IEnumerable<string> Locales => Regions;

    /// <summary>The culture of a language (<c>fr</c>) or locale (<c>fr-BE</c>); null when Paraphe does not speak it.</summary>
    public static CultureInfo? Find(string? locale)
    {
        if (string.IsNullOrWhiteSpace(locale) || locale.Length > 20)
            return null;
        if (Regions.TryGetValue(locale, out var region))
            return CultureInfo.GetCultureInfo(region);
        var language = locale.Split('-')[0].ToLowerInvariant();
        return HomeRegions.TryGetValue(language, out var home) ? CultureInfo.GetCultureInfo(home) : null;
    }

    /// <summary>As <see cref="Find"/>, with English where nothing fits.</summary>
    public static CultureInfo Get(string? locale) => Find(locale) ?? CultureInfo.GetCultureInfo("en-GB");

    /// <summary>
    /// Answers this request in the customer's language, unless he picked another from the menu. Called by portal pages
    /// before anything is written.
    /// </summary>
    public static void Speak(this HttpContext http, string? locale)
    {
        if (Find(http.Request.Cookies[Cookie]) is not null || Find(locale) is not { } culture)
            return;
        http.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(new RequestCulture(culture), null));
    }
}
