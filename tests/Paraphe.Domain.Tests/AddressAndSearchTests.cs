namespace Paraphe.Domain.Tests;

public sealed class AddressAndSearchTests
{
    [Theory]
    [InlineData(" Ann.Smith+x@Example.COM ", "Ann.Smith+x@example.com", "ann.smith+x@example.com")]
    [InlineData("o'neil@café.fr", "o'neil@xn--caf-dma.fr", "o'neil@xn--caf-dma.fr")]
    public void An_address_keeps_its_name_and_folds_its_domain(string typed, string text, string key)
    {
        var address = EmailAddress.Parse(typed);
        (address.Text, address.Key).ShouldBe((text, key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("@example.com")]
    [InlineData("ann@")]
    [InlineData("ann@localhost")]
    [InlineData("ann@example.c")]
    [InlineData("ann@exa_mple.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@example..com")]
    [InlineData("ann..b@example.com")]
    [InlineData("a nn@example.com")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann@example.com\r\nBcc: eve@example.com")]
    [InlineData("ann\r\n@example.com")]
    [InlineData("\"ann\"@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345@example.com")]
    public void What_is_no_address_is_refused(string? text) => EmailAddress.Find(text).ShouldBeNull();

    [Theory]
    [InlineData("+32 (0)2 555 01 99", "+3225550199", "3225550199")]
    [InlineData("0032 2 555 01 99", "+3225550199", "3225550199")]
    [InlineData("02/555.01.99", "025550199", "25550199")]
    [InlineData("(02) 555 01 99", "025550199", "25550199")]
    [InlineData("none", "", "")]
    [InlineData("00", "00", "")]
    [InlineData(null, "", "")]
    public void A_telephone_number_is_its_digits(string? typed, string digits, string tail) =>
        (PhoneDigits.Of(typed), PhoneDigits.Tail(typed)).ShouldBe((digits, tail));

    [Theory]
    [InlineData("Élodie  Müßig\t", "elodie mussig")]
    [InlineData("Cœur Ægir Ørsted Łódź", "coeur aegir orsted lodz")]
    [InlineData("L’île – «œuvre»", "l'ile - \"oeuvre\"")]
    [InlineData("ĲSSEL ﬁn İstanbul", "ijssel fin istanbul")]
    [InlineData("A\u0000B\u200bC", "abc")]
    [InlineData("Straße 12 €", "strasse 12 €")]
    [InlineData(null, "")]
    [InlineData("   ", "")]
    public void Search_does_not_care_for_accents_or_capitals(string? text, string folded)
    {
        SearchText.Fold(text).ShouldBe(folded);
        SearchText.Fold(folded).ShouldBe(folded);
    }

    [Fact]
    public void A_text_cut_within_a_character_can_be_folded() => SearchText.Fold("Ab\ud83d").ShouldBe("ab\ufffd");

    [Fact]
    public void A_row_is_searched_as_one_text() => SearchText.Of("Été", null, " ", "Q-1").ShouldBe("ete q-1");

    [Fact]
    public void Currencies_know_their_digits()
    {
        (Currency.Of("EUR").Unit, Currency.Of("JPY").Unit, Currency.Of("TND").Unit).ShouldBe((0.01m, 1m, 0.001m));
        Currency.Find("eur").ShouldBeNull();
        Currency.Find(null).ShouldBeNull();
        Currency.All.Count.ShouldBeGreaterThan(140);
        Currency.All.ShouldAllBe(x => x.Code.Length == 3);
    }
}
