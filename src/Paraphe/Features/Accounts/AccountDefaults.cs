using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Accounts;

/// <summary>What a new account starts with, by its country and language, so that its first quote needs no settings.</summary>
public static class AccountDefaults
{
    private static readonly Dictionary<string, string> TimeZones = new(StringComparer.Ordinal)
    {
        ["FR"] = "Europe/Paris",
        ["BE"] = "Europe/Brussels",
        ["LU"] = "Europe/Luxembourg",
        ["CH"] = "Europe/Zurich",
        ["CA"] = "America/Toronto",
        ["US"] = "America/New_York",
        ["GB"] = "Europe/London",
        ["IE"] = "Europe/Dublin",
        ["DE"] = "Europe/Berlin",
        ["AT"] = "Europe/Vienna",
        ["NL"] = "Europe/Amsterdam",
        ["ES"] = "Europe/Madrid",
        ["IT"] = "Europe/Rome",
        ["PT"] = "Europe/Lisbon",
    };

    /// <summary>Countries whose rates and conventions are known; a company of another one starts with euros, UTC and no tax.</summary>
    public static IReadOnlyCollection<string> Countries => TimeZones.Keys;

    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="language">Two letters; one that Paraphe does not speak becomes English.</param>
    public static (AccountSettings Settings, string Locale, string TimeZone, string Currency) For(string country, string language)
    {
        country = country.ToUpperInvariant();
        language = Languages.Get(language).TwoLetterISOLanguageName;
        var locale = LocaleOf(country, language);
        var texts = TextsIn(locale);
        var settings = new AccountSettings
        {
            Numbering = NumberingOf(texts),
            VatRates = CountryTaxes.Of(country, texts),
            Units = texts["Accounts.Units"].Split(", "),
            Texts = Languages.All.ToDictionary(known => known.Code, known => StandardTexts(known.Code), StringComparer.Ordinal),
        };
        return (settings, locale, TimeZones.GetValueOrDefault(country, "Etc/UTC"), CurrencyOf(country));
    }

    /// <summary>The texts a company starts with in a language; placeholders such as {recipient} are filled in when they are used.</summary>
    public static SavedTexts StandardTexts(string language)
    {
        var texts = TextsIn(language);
        return new SavedTexts
        {
            MailSubject = texts["Accounts.Standard.MailSubject"],
            MailBody = texts["Accounts.Standard.MailBody"],
            Introduction = texts["Accounts.Standard.Introduction"],
            Terms = texts["Accounts.Standard.Terms"],
            Scope = texts["Accounts.Standard.Scope"],
        };
    }

    private static string LocaleOf(string country, string language) =>
        Languages.Locales.FirstOrDefault(known => known == $"{language}-{country}")
        // English in a country of its own money and dates: the Irish write euros and days first.
        ?? (language == "en" ? "en-IE" : Languages.Get(language).Name);

    private static string CurrencyOf(string country) =>
        country.Length == 2
        && country.All(char.IsAsciiLetterUpper)
        && CultureInfo
            .GetCultures(CultureTypes.SpecificCultures)
            .Any(culture => culture.Name.EndsWith("-" + country, StringComparison.Ordinal))
        && Currency.Find(new RegionInfo(country).ISOCurrencySymbol) is { } currency
            ? currency.Code
            : "EUR";

    private static Numbering NumberingOf(Texts texts)
    {
        var prefixes = texts["Accounts.NumberPrefixes"].Split(", ");
        string Pattern(int which) => prefixes[which] + "-{yyyy}-{0000}";
        return new Numbering
        {
            Offer = Pattern(0),
            WorkOrderQuote = Pattern(1),
            ContractQuote = Pattern(2),
            WorkOrder = Pattern(3),
            Contract = Pattern(4),
            Invoice = Pattern(5),
            CreditNote = Pattern(6),
        };
    }

    private static Texts TextsIn(string locale) => new(new TextBook(strict: true), null, Languages.Get(locale));
}
