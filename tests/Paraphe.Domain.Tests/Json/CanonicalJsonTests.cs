using System.Globalization;
using System.Text;
using System.Text.Json;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Json;

/// <summary>The examples of RFC 8785, and our own policy on top of it.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_sample_of_section_3_2_2_gives_the_bytes_of_3_2_4()
    {
        const string sample = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string bytes = """
            7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
            5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
            5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
            """;
        var expected = bytes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(x => byte.Parse(x, NumberStyles.HexNumber));
        CanonicalJson.Bytes(Parse(sample)).ShouldBe(expected);
    }

    [Fact]
    public void Names_are_sorted_by_code_units()
    {
        const string sample = """
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """;
        var values = JsonDocument.Parse(CanonicalJson.Bytes(Parse(sample))).RootElement.EnumerateObject().Select(x => x.Value.GetString());
        values.ShouldBe([
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh",
        ]);
    }

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_in_appendix_B(ulong bits, string text) =>
        EcmaScriptNumber.Format(BitConverter.UInt64BitsToDouble(bits)).ShouldBe(text);

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"\u0062":1,"b":2}}""")]
    [InlineData("1e400")]
    [InlineData("9007199254740993")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    public void What_has_no_single_meaning_is_refused(string json) => Should.Throw<FormatException>(() => CanonicalJson.Bytes(Parse(json)));

    [Fact]
    public void The_names_of_appendix_B_that_are_no_numbers_are_refused()
    {
        Should.Throw<FormatException>(() => EcmaScriptNumber.Format(double.NaN));
        Should.Throw<FormatException>(() => EcmaScriptNumber.Format(double.PositiveInfinity));
    }

    [Fact]
    public void Decimals_are_text_without_trailing_zeros()
    {
        CanonicalJson
            .Text(
                new
                {
                    B = 1.50m,
                    A = -0.0m,
                    C = (decimal?)null,
                    D = 79228162514264337593543950335m,
                    E = 0.0000000000000000000000000001m,
                }
            )
            .ShouldBe("""{"a":"0","b":"1.5","d":"79228162514264337593543950335","e":"0.0000000000000000000000000001"}""");
    }

    [Fact]
    public void Times_say_whether_they_are_instants()
    {
        var utc = new DateTime(2026, 3, 1, 9, 30, 0, 120, DateTimeKind.Utc);
        CanonicalJson
            .Text(
                new
                {
                    At = utc,
                    Wall = DateTime.SpecifyKind(utc, DateTimeKind.Unspecified),
                    Day = new DateOnly(2026, 3, 1),
                }
            )
            .ShouldBe("""{"at":"2026-03-01T09:30:00.12Z","day":"2026-03-01","wall":"2026-03-01T09:30:00.12"}""");
        Should.Throw<FormatException>(() => CanonicalJson.Text(new { At = DateTime.SpecifyKind(utc, DateTimeKind.Local) }));
        JsonSerializer.Deserialize<DateTime>("\"2026-03-01T10:30:00.12+01:00\"", DomainJson.Options).ShouldBe(utc);
    }

    [Theory]
    [InlineData("""{"b":{"d":1,"c":[{"z":1,"y":{"b":2,"a":"x"}}]},"a":[]}""", """{"a":[],"b":{"c":[{"y":{"a":"x","b":2},"z":1}],"d":1}}""")]
    [InlineData("""{ "é" : 1, "e": 2, "\u0065a": 3 }""", """{"e":2,"ea":3,"é":1}""")]
    [InlineData("""{"a":{},"b":"\u00e9é\/"}""", """{"a":{},"b":"éé/"}""")]
    [InlineData("""[-0, 0, 10, -15, 1e2, 123456789012345, 9007199254740991]""", """[0,0,10,-15,100,123456789012345,9007199254740991]""")]
    public void Objects_within_objects_are_sorted_each(string json, string canonical) =>
        CanonicalJson.Text(Parse(json)).ShouldBe(canonical);

    [Fact]
    public void Many_names_in_any_order_are_sorted()
    {
        var names = Enumerable.Range(0, 5_000).Select(n => $"{n * 7919 % 5_000:0000}").ToList();
        var json = "{" + string.Join(',', names.Select(name => $"\"{name}\":{int.Parse(name)}")) + "}";
        CanonicalJson
            .Text(Parse(json))
            .ShouldBe("{" + string.Join(',', names.Order(StringComparer.Ordinal).Select(name => $"\"{name}\":{int.Parse(name)}")) + "}");
    }

    [Fact]
    public void Content_comes_back_as_it_was()
    {
        var group = new OptionGroup
        {
            Key = Guid.NewGuid(),
            Rule = GroupRule.AtMost,
            Most = 2,
            Title = "Été <b>",
        };
        var content = new QuoteContent
        {
            Title = "Toiture à Liège",
            StartsAt = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Unspecified),
            Groups = [group],
            Items =
            [
                new QuoteSection
                {
                    Key = Guid.NewGuid(),
                    Title = "One",
                    ShowLines = false,
                },
                new QuoteText { Key = Guid.NewGuid(), Text = "Text" },
                new QuoteLine
                {
                    Key = Guid.NewGuid(),
                    UnitPrice = 1.2300m,
                    Vat = Vat.Standard(6),
                    Option = new OptionTerms { Group = group.Key },
                },
            ],
        };
        var text = CanonicalJson.Text(content);
        var back = JsonSerializer.Deserialize<QuoteContent>(text, DomainJson.Options)!;
        CanonicalJson.Text(back).ShouldBe(text);
        back.Items.ShouldBe(content.Items);
        back.StartsAt.ShouldBe(content.StartsAt);
        CanonicalJson.Hash(content).ShouldBe(CanonicalJson.Sha256Hex(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_choice_comes_back_as_it_was()
    {
        var key = Guid.Parse("0198c0de-0000-7000-8000-000000000001");
        var choice = new Choice { Quantities = Choice.None.Quantities.Add(key, 2.50m) };
        var text = CanonicalJson.Text(choice);
        text.ShouldBe("""{"quantities":{"0198c0de-0000-7000-8000-000000000001":"2.5"}}""");
        JsonSerializer.Deserialize<Choice>(text, DomainJson.Options)!.Quantities.ShouldBe(choice.Quantities);
    }

    [Fact]
    public void A_list_never_set_is_empty()
    {
        CanonicalJson.Text(new QuoteContent { Blocks = default }).ShouldContain("\"blocks\":[]");
        JsonSerializer.Deserialize<QuoteContent>("""{"items":null}""", DomainJson.Options)!.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"title":null}""")]
    [InlineData("""{"title":"a","title":"b"}""")]
    [InlineData("""{"prices":1}""")]
    [InlineData("""{"depositPercent":"1,5"}""")]
    [InlineData("""{"items":[{"kind":"other","key":"0198c0de-0000-7000-8000-000000000001"}]}""")]
    public void Broken_content_is_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<QuoteContent>(json, DomainJson.Options));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
