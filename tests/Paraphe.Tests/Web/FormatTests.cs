using Paraphe.Platform.Web;

namespace Paraphe.Tests.Web;

public sealed class FormatTests
{
    [Theory]
    [InlineData("fr", "EUR", "12345.5", "12\u202F345,50\u00A0€")]
    [InlineData("fr", "EUR", "-12", "−12,00\u00A0€")]
    [InlineData("fr-BE", "EUR", "1234.5", "1\u202F234,50\u00A0€")]
    [InlineData("fr-CH", "CHF", "1234.5", "1\u202F234.50\u00A0CHF")]
    [InlineData("fr", "USD", "12", "12,00\u00A0$US")]
    [InlineData("en-IE", "EUR", "12192", "€12,192.00")]
    [InlineData("en-GB", "GBP", "-5", "−£5.00")]
    [InlineData("en-US", "USD", "1234.567", "$1,234.57")]
    [InlineData("en-GB", "USD", "12", "US$12.00")]
    [InlineData("en-GB", "CHF", "12", "CHF\u00A012.00")]
    [InlineData("en-GB", "JPY", "1200", "JPY\u00A01,200")]
    [InlineData("en-GB", "TND", "1.5", "TND\u00A01.500")]
    [InlineData("de", "EUR", "1234.5", "1.234,50\u00A0€")]
    [InlineData("de-CH", "CHF", "1234.5", "CHF\u00A01’234.50")]
    [InlineData("es", "EUR", "12345.5", "12.345,50\u00A0€")]
    [InlineData("nl", "EUR", "1234.5", "€\u00A01.234,50")]
    [InlineData("nl", "EUR", "-12", "€\u00A0−12,00")]
    [InlineData("en", "EUR", "-0.001", "€0.00")]
    public void Money_is_written_as_at_home(string locale, string currency, string amount, string expected) =>
        Format
            .Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency, Languages.Get(locale))
            .ShouldBe(expected);

    [Theory]
    [InlineData("fr", "lundi 8 mars 2027", "8 mars 2027", "8 mars")]
    [InlineData("en", "Monday 8 March 2027", "8 March 2027", "8 Mar")]
    [InlineData("en-US", "Monday, March 8, 2027", "March 8, 2027", "Mar 8")]
    [InlineData("de", "Montag, 8. März 2027", "8. März 2027", "8. März")]
    [InlineData("es", "lunes, 8 de marzo de 2027", "8 de marzo de 2027", "8 mar")]
    [InlineData("nl", "maandag 8 maart 2027", "8 maart 2027", "8 mrt")]
    public void Dates_are_written_as_at_home(string locale, string full, string date, string day)
    {
        var (when, culture) = (new DateOnly(2027, 3, 8), Languages.Get(locale));
        Format.LongDate(when, culture).ShouldBe(full);
        Format.Date(when, culture).ShouldBe(date);
        Format.Day(when, culture).ShouldBe(day);
    }

    [Theory]
    [InlineData(1, "1er mars 2027")]
    [InlineData(11, "11 mars 2027")]
    [InlineData(21, "21 mars 2027")]
    public void Only_the_first_of_the_month_is_an_ordinal_in_French(int day, string expected) =>
        Format.Date(new DateOnly(2027, 3, day), Languages.Get("fr")).ShouldBe(expected);

    [Theory]
    [InlineData("fr", 9, 31, "9\u00A0h\u00A031")]
    [InlineData("fr", 8, 0, "8\u00A0h")]
    [InlineData("en", 9, 31, "09:31")]
    [InlineData("en-US", 14, 5, "2:05\u202FPM")]
    [InlineData("de", 9, 31, "09:31")]
    public void Times_are_written_as_at_home(string locale, int hour, int minute, string expected) =>
        Format.Time(new TimeOnly(hour, minute), Languages.Get(locale)).ShouldBe(expected);

    [Theory]
    [InlineData("fr", "5.5", "5,5\u00A0%")]
    [InlineData("de", "19", "19\u00A0%")]
    [InlineData("en", "20.00", "20%")]
    public void Rates_are_written_as_at_home(string locale, string percent, string expected) =>
        Format.Percent(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture), Languages.Get(locale)).ShouldBe(expected);

    [Fact]
    public void How_long_ago_is_said_as_one_would()
    {
        var texts = new Texts(new TextBook(strict: true)).In("en-GB");
        var now = new DateTime(2026, 11, 21, 9, 31, 0, DateTimeKind.Utc);
        texts.Ago(now.AddSeconds(-20), now, TimeZoneInfo.Utc).ShouldBe("just now");
        texts.Ago(now.AddMinutes(-4), now, TimeZoneInfo.Utc).ShouldBe("4 minutes ago");
        texts.Ago(now.AddHours(-3), now, TimeZoneInfo.Utc).ShouldBe("3 hours ago");
        texts.Ago(now.AddHours(-12), now, TimeZoneInfo.Utc).ShouldBe("yesterday");
        texts.Ago(now.AddDays(-6), now, TimeZoneInfo.Utc).ShouldBe("6 days ago");
        texts.Ago(now.AddDays(-8), now, TimeZoneInfo.Utc).ShouldBe("13 November 2026");
    }

    [Theory]
    [InlineData("fr-BE", "fr-BE")]
    [InlineData("FR-be", "fr-BE")]
    [InlineData("fr", "fr-FR")]
    [InlineData("de-LI", "de-DE")]
    [InlineData("it", null)]
    [InlineData("", null)]
    public void A_locale_we_do_not_know_falls_back_to_its_language(string wanted, string? expected) =>
        Languages.Find(wanted)?.Name.ShouldBe(expected);
}
