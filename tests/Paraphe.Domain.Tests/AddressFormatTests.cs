namespace Paraphe.Domain.Tests;

public sealed class AddressFormatTests
{
    [Theory, Trait("Spec", "CU 4")]
    [InlineData("FR", "74 000", "74000")]
    [InlineData("FR", "F-74000", "74000")]
    [InlineData("BE", "B-1000", "1000")]
    [InlineData("LU", "L-1009", "1009")]
    [InlineData("CH", "CH-8001", "8001")]
    [InlineData("CA", "h2x1y4", "H2X 1Y4")]
    [InlineData("US", "941031234", "94103-1234")]
    [InlineData("US", "94103", "94103")]
    [InlineData("GB", "sw1a1aa", "SW1A 1AA")]
    [InlineData("GB", "m1 1ae", "M1 1AE")]
    [InlineData("IE", "d02af30", "D02 AF30")]
    [InlineData("DE", "D-10115", "10115")]
    [InlineData("AT", "1010", "1010")]
    [InlineData("NL", "1012ab", "1012 AB")]
    [InlineData("ES", "28001", "28001")]
    [InlineData("IT", "00184", "00184")]
    [InlineData("PT", "1000205", "1000-205")]
    [InlineData("SE", "anything", "anything")]
    public void A_postal_code_is_written_as_its_country_does(string country, string typed, string written) =>
        AddressFormat.Of(country).PostalCode(typed).ShouldBe(written);

    [Theory, Trait("Spec", "CU 4")]
    [InlineData("FR", "7400")]
    [InlineData("BE", "0999")]
    [InlineData("LU", "100")]
    [InlineData("CH", "0801")]
    [InlineData("CA", "D2X 1Y4")]
    [InlineData("US", "9410")]
    [InlineData("GB", "SW1A 1A")]
    [InlineData("IE", "B02 AF30")]
    [InlineData("DE", "1011")]
    [InlineData("AT", "10100")]
    [InlineData("NL", "1012 A")]
    [InlineData("ES", "53001")]
    [InlineData("IT", "0018")]
    [InlineData("PT", "1000")]
    [InlineData("FR", "74000; x")]
    public void Another_countrys_code_is_refused(string country, string typed) =>
        new Address { PostalCode = typed, Country = country }
            .Flaws(whole: false)
            .Single()
            .Rule.ShouldBe("Rules.PostalCode");

    [Theory, Trait("Spec", "CU 4")]
    [InlineData("FR", "", "12 rue|74000 Lieu")]
    [InlineData("LU", "", "12 rue|L-1009 Lieu")]
    [InlineData("US", "CA", "12 rue|Lieu, CA 94103")]
    [InlineData("CA", "QC", "12 rue|Lieu QC H2X 1Y4")]
    [InlineData("GB", "", "12 rue|Lieu|SW1A 1AA")]
    [InlineData("IE", "", "12 rue|Lieu|D02 AF30")]
    [InlineData("NL", "", "12 rue|1012 AB Lieu")]
    [InlineData("PT", "", "12 rue|1000-205 Lieu")]
    [InlineData("ES", "Madrid", "12 rue|28001 Lieu")]
    public void Each_country_prints_its_way(string country, string state, string lines) =>
        string.Join(
                '|',
                new Address
                {
                    Line1 = " 12 rue ",
                    PostalCode = AddressFormat.Of(country).Example,
                    City = "Lieu",
                    State = state,
                    Country = country,
                }
                    .Tidied()
                    .Lines
            )
            .ShouldBe(lines);

    [Fact, Trait("Spec", "CU 4")]
    public void What_is_missing_leaves_no_sign_behind()
    {
        new Address
        {
            Line1 = "1 Main St",
            State = "CA",
            PostalCode = "94103",
            Country = "US",
        }.OneLine.ShouldBe("1 Main St, CA 94103");
        new Address { City = "Esch", Country = "LU" }.OneLine.ShouldBe("Esch");
    }

    [Theory, Trait("Spec", "CU 4")]
    [InlineData("FR", "Line1 PostalCode City")]
    [InlineData("US", "Line1 City State PostalCode")]
    [InlineData("CA", "Line1 City State PostalCode")]
    [InlineData("IE", "Line1 City")]
    [InlineData("SE", "")]
    public void Each_country_asks_for_its_parts_of_an_address_once_one_is_there(string country, string parts)
    {
        var asked = AddressFormat.Of(country).Missing(new Address { Line2 = "Bât. C", Country = country });
        string.Join(' ', asked).ShouldBe(parts);
        AddressFormat.Of(country).Missing(new Address { Country = country }).ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "CU 4")]
    public void Only_two_countries_have_a_state() =>
        AddressFormat.Countries.Where(country => AddressFormat.Of(country).HasState).ShouldBe(["CA", "US"], ignoreOrder: true);
}
