using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Tests.Numbers;

public sealed class RegisteredNumberTests
{
    [Theory]
    [InlineData("be68 5390 0754 7034", "BE68 5390 0754 7034")]
    [InlineData("FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606")]
    [InlineData("DE89-3704-0044-0532-0130-00", "DE89 3704 0044 0532 0130 00")]
    [InlineData("CH93 0076 2011 6238 5295 7", "CH93 0076 2011 6238 5295 7")]
    public void An_account_number_is_read_however_it_is_typed(string typed, string printed) =>
        Iban.Find(typed)!.ToString().ShouldBe(printed);

    [Theory]
    [InlineData("BE68 5390 0754 7035")]
    [InlineData("BE68 5390 0754 703")]
    [InlineData("XX68 5390 0754 7034")]
    [InlineData("")]
    [InlineData("BE")]
    public void A_wrong_digit_or_length_is_no_account_number(string typed) => Iban.Find(typed).ShouldBeNull();

    [Theory]
    [InlineData("FR", "73282932000074", "732 829 320 00074")]
    [InlineData("FR", "732 829 320", "732 829 320")]
    [InlineData("FR", "35600000049837", "356 000 000 49837")]
    [InlineData("BE", "BE 0403.019.261", "0403.019.261")]
    [InlineData("BE", "403019261", "0403.019.261")]
    [InlineData("CH", "CHE-109.322.551", "CHE-109.322.551")]
    [InlineData("NL", "12345678", "12345678")]
    [InlineData("PT", "501442600", "501442600")]
    [InlineData("DE", "HRB 12345 B", "HRB 12345 B")]
    [InlineData("FR", "", "")]
    public void A_company_number_is_written_as_its_country_does(string country, string typed, string written) =>
        CompanyNumbers.Find(country, typed).ShouldBe(written);

    [Theory]
    [InlineData("FR", "73282932000075")]
    [InlineData("FR", "732829321")]
    [InlineData("FR", "7328293200007")]
    [InlineData("BE", "0403.019.262")]
    [InlineData("BE", "2403019261")]
    [InlineData("CH", "CHE-109.322.552")]
    [InlineData("NL", "1234567")]
    [InlineData("PT", "501442601")]
    public void A_company_number_with_a_wrong_digit_is_refused(string country, string typed) =>
        Should.Throw<BrokenRuleException>(() => CompanyNumbers.Parse(country, typed)).Rule.ShouldBe("Rules.CompanyNumber." + country);

    [Theory]
    [InlineData("FR 40 303265045", "FR", "FR40303265045")]
    [InlineData("40303265045", "FR", "FR40303265045")]
    [InlineData("BE0403.019.261", "BE", "BE0403019261")]
    [InlineData("0403019261", "BE", "BE0403019261")]
    [InlineData("DE136695976", "DE", "DE136695976")]
    [InlineData("LU15027442", "LU", "LU15027442")]
    [InlineData("IT00743110157", "IT", "IT00743110157")]
    [InlineData("NL004495445B01", "NL", "NL004495445B01")]
    [InlineData("CHE-109.322.551 MWST", "CH", "CHE109322551MWST")]
    [InlineData("EL094259216", "GR", "EL094259216")]
    [InlineData("IE6433435F", "IE", "IE6433435F")]
    [InlineData("ESB58378431", "ES", "ESB58378431")]
    public void A_VAT_number_carries_its_country(string typed, string country, string text) =>
        VatNumber.Find(typed, country)!.Text.ShouldBe(text);

    [Theory, Trait("Spec", "CU 3")]
    [InlineData("ATU13585627")]
    [InlineData("BG175074752")]
    [InlineData("CY10259033P")]
    [InlineData("CZ25123891")]
    [InlineData("DK13585628")]
    [InlineData("EE100931558")]
    [InlineData("EL094259216")]
    [InlineData("ESB58378431")]
    [InlineData("FI20774740")]
    [InlineData("GB980780684")]
    [InlineData("HR33392005961")]
    [InlineData("HU12892312")]
    [InlineData("IE6433435F")]
    [InlineData("LT119511515")]
    [InlineData("LV40003009497")]
    [InlineData("MT15121333")]
    [InlineData("PL8567346215")]
    [InlineData("RO18547290")]
    [InlineData("SE556188840401")]
    [InlineData("SI50223054")]
    [InlineData("SK2022749619")]
    public void A_digit_changed_is_noticed_in_every_country(string number)
    {
        VatNumber.Find(number, "").ShouldNotBeNull(number);
        var last =
            number.Length
            - (
                number.StartsWith("SE", StringComparison.Ordinal) ? 3
                : char.IsAsciiDigit(number[^1]) ? 1
                : 2
            );
        var wrong = $"{number[..last]}{(char)('0' + (number[last] - '0' + 1) % 10)}{number[(last + 1)..]}";
        VatNumber.Find(wrong, "").ShouldBeNull(wrong);
    }

    [Theory]
    [InlineData("FR41303265045", "FR")]
    [InlineData("FR4030326504", "FR")]
    [InlineData("BE0403019262", "BE")]
    [InlineData("DE136695977", "DE")]
    [InlineData("LU15027443", "LU")]
    [InlineData("IT00743110158", "IT")]
    [InlineData("XX12345678", "US")]
    [InlineData("", "FR")]
    public void A_VAT_number_out_of_shape_or_check_is_refused(string typed, string country) =>
        Should.Throw<BrokenRuleException>(() => VatNumber.Parse(typed, country)).Rule.ShouldBe("Rules.VatNumber");
}
