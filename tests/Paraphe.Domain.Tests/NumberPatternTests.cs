namespace Paraphe.Domain.Tests;

[Trait("Spec", "QU 4")]
public sealed class NumberPatternTests
{
    private static readonly DateOnly Day = new(2026, 3, 9);

    [Theory]
    [InlineData("Q-{yyyy}-{0000}", 7, "Q-2026-0007", "2026")]
    [InlineData("{yy}{MM}-{000}", 12345, "2603-12345", "2026-03")]
    [InlineData("Devis {0}", 7, "Devis 7", "")]
    [InlineData("{00}/{yyyy}", 123, "123/2026", "2026")]
    public void A_pattern_numbers_documents(string text, long counter, string number, string period)
    {
        var pattern = new NumberPattern(text);
        pattern.Format(counter, Day).ShouldBe(number);
        pattern.Period(Day).ShouldBe(period);
        pattern.ShouldBe(new NumberPattern(text));
    }

    [Theory]
    [InlineData("", "Rules.NumberPatternLength")]
    [InlineData("{0}12345678901234567890123456789012345678901", "Rules.NumberPatternLength")]
    [InlineData("Q-{yyyy}", "Rules.NumberPatternCounter")]
    [InlineData("{0}-{00}", "Rules.NumberPatternCounter")]
    [InlineData("{MM}-{00}", "Rules.NumberPatternMonth")]
    [InlineData("{dd}-{00}", "Rules.NumberPatternCharacter")]
    [InlineData("{0", "Rules.NumberPatternCharacter")]
    [InlineData("{0}\n", "Rules.NumberPatternCharacter")]
    [InlineData("<{0}>", "Rules.NumberPatternCharacter")]
    [InlineData("{0000000000}", "Rules.NumberPatternCharacter")]
    public void A_pattern_that_cannot_number_is_refused(string text, string rule) =>
        Should.Throw<BrokenRuleException>(() => new NumberPattern(text)).Rule.ShouldBe(rule);

    [Fact]
    public void Counters_start_at_one() => Should.Throw<ArgumentOutOfRangeException>(() => new NumberPattern("{0}").Format(0, Day));
}
