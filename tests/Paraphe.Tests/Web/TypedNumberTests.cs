using System.Globalization;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.Web;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("fr-FR", "1 234,56", 1234.56)]
    [InlineData("fr-FR", "1 234,56", 1234.56)]
    [InlineData("fr-FR", "1.234,56", 1234.56)]
    [InlineData("fr-FR", "1,234.56", 1234.56)]
    [InlineData("fr-FR", "1234.5", 1234.5)]
    [InlineData("fr-FR", "1.234", 1.234)]
    [InlineData("fr-FR", "1,234", 1.234)]
    [InlineData("de-DE", "1.234", 1234)]
    [InlineData("de-DE", "1,234", 1.234)]
    [InlineData("de-DE", "0.125", 0.125)]
    [InlineData("de-DE", "1.5", 1.5)]
    [InlineData("en-GB", "1,234", 1234)]
    [InlineData("en-GB", "1.234", 1.234)]
    [InlineData("en-GB", "1,234,567", 1234567)]
    [InlineData("en-GB", "12,5", 12.5)]
    [InlineData("de-CH", "1’234.50", 1234.5)]
    [InlineData("de-CH", "1'234.50", 1234.5)]
    [InlineData("fr-FR", "-12,5", -12.5)]
    [InlineData("fr-FR", "−12,5", -12.5)]
    [InlineData("en-GB", ".5", 0.5)]
    public void A_number_is_read_as_people_type_it(string culture, string typed, double number) =>
        TypedNumber.Parse(typed, CultureInfo.GetCultureInfo(culture)).ShouldBe((decimal)number);

    [Theory]
    [InlineData("abc")]
    [InlineData("1e30")]
    [InlineData("1.2.3,4")]
    [InlineData("12,34,56")]
    [InlineData("--1")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1 €")]
    [InlineData("٣")]
    public void Anything_else_is_none(string typed) => TypedNumber.Parse(typed, CultureInfo.GetCultureInfo("fr-FR")).ShouldBeNull();

    [Theory]
    [InlineData("en-GB")]
    [InlineData("fr-FR")]
    [InlineData("de-DE")]
    [InlineData("nl-BE")]
    [InlineData("de-CH")]
    public void What_a_field_shows_is_read_back(string name)
    {
        var culture = CultureInfo.GetCultureInfo(name);
        foreach (var number in new[] { 0m, 1m, -1.5m, 0.125m, 1234m, 1234.5m, 1_234_567.8901m, 0.0001m })
        foreach (var decimals in new[] { 0, 2, 3 })
            TypedNumber.Parse(TypedNumber.Show(number, culture, decimals), culture).ShouldBe(number, $"{name} {decimals}");
    }
}
