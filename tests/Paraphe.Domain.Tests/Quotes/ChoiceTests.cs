using System.Collections.Immutable;
using Paraphe.Domain.Quotes;
using static Paraphe.Domain.Tests.Quotes.Sample;

namespace Paraphe.Domain.Tests.Quotes;

[Trait("Spec", "OP 2")]
public sealed class ChoiceTests
{
    private static readonly OptionGroup One = new()
    {
        Key = Guid.NewGuid(),
        Title = "One",
        Rule = GroupRule.ExactlyOne,
    };

    private static readonly OptionGroup Two = new()
    {
        Key = Guid.NewGuid(),
        Title = "Two",
        Rule = GroupRule.AtMost,
        Most = 2,
    };

    [Fact]
    public void Only_options_of_the_quote_can_be_chosen()
    {
        var line = Line(1, 1);
        var option = Option(1);
        var content = Quote(line, option);
        content.CheckChoice(Choose(option));
        content.CheckChoice(Choice.None);
        Refused(content, Choose(Option(1))).ShouldBe("Rules.OptionUnknown");
        Refused(content, Choose(line)).ShouldBe("Rules.OptionNotOffered");
        Should.Throw<BrokenRuleException>(() => Pricing.Compute(content, Choose(Option(1)))).Rule.ShouldBe("Rules.OptionUnknown");
        Should.Throw<BrokenRuleException>(() => Pricing.Compute(content, Choose(line))).Rule.ShouldBe("Rules.OptionNotOffered");
    }

    [Fact]
    public void Quantities_stay_within_their_bounds()
    {
        var fixedOne = Option(1);
        var some = Option(1) with { Option = new OptionTerms { MaxQuantity = 5 } };
        var content = Quote(fixedOne, some);
        Refused(content, Of(fixedOne, 2)).ShouldBe("Rules.OptionQuantity");
        Refused(content, Of(some, 0.5m)).ShouldBe("Rules.OptionQuantity");
        Refused(content, Of(some, 5.001m)).ShouldBe("Rules.OptionQuantity");
        content.CheckChoice(Of(some, 5));
        Pricing.Compute(content, Of(some, 5)).Net.ShouldBe(5m);
        Should.Throw<BrokenRuleException>(() => Pricing.Compute(content, Of(some, 6))).Rule.ShouldBe("Rules.OptionQuantity");
        Should.Throw<BrokenRuleException>(() => Pricing.Compute(content, Of(some, 2.0001m))).Rule.ShouldBe("Rules.QuantityDecimals");
    }

    [Fact]
    public void Bounds_that_cross_are_refused()
    {
        var crossed = Option(1) with
        {
            Option = new OptionTerms { MinQuantity = 3, MaxQuantity = 2 },
        };
        Refused(Quote(crossed), Choose(crossed)).ShouldBe("Rules.OptionBounds");
    }

    [Fact]
    public void Groups_are_kept()
    {
        QuoteLine[] one = [Option(1, One.Key), Option(2, One.Key)];
        QuoteLine[] two = [Option(1, Two.Key), Option(2, Two.Key), Option(3, Two.Key)];
        var content = Quote([.. one, .. two]) with { Groups = [One, Two] };
        Refused(content, Choice.None).ShouldBe("Rules.GroupExactlyOne");
        Refused(content, Choose(one)).ShouldBe("Rules.GroupExactlyOne");
        Refused(content, Choose([one[0], .. two])).ShouldBe("Rules.GroupAtMost");
        content.CheckChoice(Choose(one[1], two[0], two[2]));
    }

    [Fact]
    public void A_group_without_options_asks_nothing() => (Quote(Line(1, 1)) with { Groups = [One] }).CheckChoice(Choice.None);

    [Fact]
    public void On_a_contract_nothing_is_chosen()
    {
        var option = Option(1, One.Key);
        var content = Quote(option) with { Groups = [One] };
        content.CheckChoice(Choice.None, choosable: false);
        Should
            .Throw<BrokenRuleException>(() => content.CheckChoice(Choose(option), choosable: false))
            .Rule.ShouldBe("Rules.OptionsNotChoosable");
    }

    [Fact]
    public void Preselected_options_respect_their_groups()
    {
        QuoteLine[] options =
        [
            Option(1, One.Key, preselected: true),
            Option(2, One.Key, preselected: true),
            Option(3, preselected: true),
            Option(4),
            Option(5, Two.Key, preselected: true),
            Option(6, preselected: true) with
            {
                Option = new OptionTerms
                {
                    Preselected = true,
                    MinQuantity = 2,
                    MaxQuantity = 3,
                },
            },
        ];
        var content = Quote([.. options]) with { Groups = [One, Two] };
        var choice = content.Preselected();
        choice.Quantities.Keys.ShouldBe(new[] { options[0], options[2], options[4], options[5] }.Select(x => x.Key).Order());
        choice.Quantities[options[5].Key].ShouldBe(2m);
        content.CheckChoice(choice);
    }

    private static Choice Of(QuoteLine line, decimal quantity) =>
        new() { Quantities = ImmutableSortedDictionary<Guid, decimal>.Empty.Add(line.Key, quantity) };

    private static string Refused(QuoteContent content, Choice choice) =>
        Should.Throw<BrokenRuleException>(() => content.CheckChoice(choice)).Rule;
}
