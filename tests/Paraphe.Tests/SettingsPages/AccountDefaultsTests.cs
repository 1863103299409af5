using Paraphe.Domain;
using Paraphe.Features.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.SettingsPages;

[Trait("Spec", "AC 5")]
public sealed class AccountDefaultsTests
{
    public static TheoryData<string, string> Everywhere =>
        new(from country in AccountDefaults.Countries from language in Languages.All select (country, language.Code));

    [Theory, MemberData(nameof(Everywhere))]
    public void Every_country_and_language_starts_with_what_a_first_quote_needs(string country, string language)
    {
        var (settings, locale, zone, currency) = AccountDefaults.For(country, language);
        settings.VatRates.Count(rate => rate.Standard).ShouldBe(1);
        settings.VatRates.ShouldAllBe(rate => rate.Rate > 0 == (rate.Category == "S"));
        settings.VatRates.Select(rate => (rate.Category, rate.Rate)).ShouldBeUnique();
        settings.Units.Count.ShouldBeGreaterThan(5);
        settings.Texts.Keys.Count().ShouldBe(5);
        new NumberPattern(settings.Numbering.Offer).Yearly.ShouldBeTrue();
        // D- is the draft's.
        settings.Numbering.Offer.ShouldNotStartWith("D-");
        Languages.Locales.ShouldContain(locale);
        locale.ShouldStartWith(language);
        TimeZoneInfo.FindSystemTimeZoneById(zone).ShouldNotBeNull();
        Currency.Of(currency);
    }

    [Theory]
    [InlineData("be", "fr", "fr-BE", "EUR", "TVA 21 %")]
    [InlineData("CH", "de", "de-CH", "CHF", "MwSt. 8.1 %")]
    [InlineData("CA", "fr", "fr-CA", "CAD", "TPS 5 %")]
    [InlineData("US", "en", "en-US", "USD", "No tax")]
    [InlineData("IT", "en", "en-IE", "EUR", "VAT 22%")]
    [InlineData("ES", "es", "es-ES", "EUR", "IVA 21 %")]
    [InlineData("GB", "nl", "nl-NL", "GBP", "Btw 20%")]
    public void The_country_decides_money_and_rates_the_language_their_words(
        string country,
        string language,
        string locale,
        string currency,
        string standard
    )
    {
        var made = AccountDefaults.For(country, language);
        made.Locale.ShouldBe(locale);
        made.Currency.ShouldBe(currency);
        made.Settings.VatRates.Single(rate => rate.Standard).Name.Replace('\u00A0', ' ').ShouldBe(standard);
    }

    [Fact]
    public void An_unknown_country_starts_without_tax() =>
        AccountDefaults
            .For("JP", "en")
            .ShouldSatisfyAllConditions(
                made => made.Currency.ShouldBe("JPY"),
                made => made.Settings.VatRates.ShouldHaveSingleItem().Category.ShouldBe("O")
            );
}
