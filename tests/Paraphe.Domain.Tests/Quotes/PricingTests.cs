using System.Globalization;
using Paraphe.Domain.Quotes;
using static Paraphe.Domain.Tests.Quotes.Sample;

namespace Paraphe.Domain.Tests.Quotes;

public sealed class PricingTests
{
    [Fact]
    public void Tax_is_rounded_once_a_rate()
    {
        // 3 × 0.33 of 21 %: on each line 0.07, together 0.21; once 0.2079.
        var totals = Pricing.Compute(Quote(Line(1, 0.33m, 21), Line(1, 0.33m, 21), Line(1, 0.35m, 21)), Choice.None);
        (totals.Net, totals.Tax, totals.Gross).ShouldBe((1.01m, 0.21m, 1.22m));
    }

    [Fact]
    public void Tax_is_rounded_on_each_line_when_the_quote_says_so()
    {
        var lines = Enumerable.Range(0, 4).Select(_ => Line(1, 0.12m, 21)).ToArray<QuoteItem>();
        var content = Quote(lines) with { Rounding = RoundingMode.PerLine };
        Pricing.Compute(content, Choice.None).Tax.ShouldBe(0.12m);
        Pricing.Compute(content with { Rounding = RoundingMode.PerRate }, Choice.None).Tax.ShouldBe(0.10m);
    }

    [Fact]
    public void Prices_with_vat_stay_what_the_customer_sees()
    {
        var content = Quote(Line(3, 9.99m, 21), Line(1, 5m, 6)) with { Prices = PriceMode.WithVat };
        var totals = Pricing.Compute(content, Choice.None);
        totals.Gross.ShouldBe(34.97m);
        totals.Total.Vat.Select(x => (x.Rate, x.Base, x.Tax)).ShouldBe([(21m, 24.77m, 5.20m), (6m, 4.72m, 0.28m)]);
        totals.Lines.Sum(x => x.Net).ShouldBe(totals.Net);
    }

    [Fact]
    public void The_nets_of_lines_with_vat_are_settled_to_their_group()
    {
        // 3 × 0.10 of 20 %: 0.0833 each rounds to 0.24, together it is 0.25.
        var content = Quote(Line(1, 0.1m), Line(1, 0.1m), Line(1, 0.1m)) with
        {
            Prices = PriceMode.WithVat,
        };
        var totals = Pricing.Compute(content, Choice.None);
        totals.Net.ShouldBe(0.25m);
        totals.Lines.Select(x => x.Net).ShouldBe([0.09m, 0.08m, 0.08m]);
        totals.Lines.ShouldAllBe(x => x.Gross == 0.10m);
    }

    [Fact]
    public void The_discount_of_the_quote_is_an_allowance_on_each_vat_group()
    {
        var content = Quote(Line(1, 100, 21), Line(1, 50, 6), Line(1, 50, 12)) with { Discount = Discount.OfAmount(10.01m) };
        var sum = Pricing.Compute(content, Choice.None).Total;
        sum.Vat.Select(x => (x.Rate, x.DiscountNet)).ShouldBe([(21m, 5.01m), (12m, 2.50m), (6m, 2.50m)]);
        (sum.LinesNet, sum.DiscountNet, sum.Net).ShouldBe((200m, 10.01m, 189.99m));
        sum.Tax.ShouldBe(19.95m + 5.70m + 2.85m);
    }

    [Theory]
    [InlineData("1.005", "1", "1.01")]
    [InlineData("-1.005", "1", "-1.01")]
    [InlineData("0.333", "3.33", "1.11")]
    public void Lines_are_rounded_half_away_from_zero(string quantity, string price, string net) =>
        Pricing.Compute(Quote(Line(Number(quantity), Number(price))), Choice.None).Net.ShouldBe(Number(net));

    [Fact]
    public void Decimals_follow_the_currency()
    {
        Pricing.Compute(Quote(Line(1, 1234.5m, 10)) with { Currency = "JPY" }, Choice.None).Gross.ShouldBe(1359m);
        Pricing.Compute(Quote(Line(1, 1.2345m, 10)) with { Currency = "KWD" }, Choice.None).Gross.ShouldBe(1.359m);
        Should
            .Throw<BrokenRuleException>(() => Pricing.Compute(Quote() with { Currency = "EUX" }, Choice.None))
            .Rule.ShouldBe("Rules.CurrencyUnknown");
    }

    [Fact]
    public void A_discount_never_goes_past_zero_and_makes_a_credit_smaller()
    {
        var totals = Pricing.Compute(
            Quote(
                Line(1, 10) with
                {
                    Discount = Discount.OfAmount(50),
                },
                Line(-1, 10) with
                {
                    Discount = Discount.OfAmount(3),
                },
                Line(-1, 10) with
                {
                    Discount = Discount.OfPercent(50),
                }
            ),
            Choice.None
        );
        totals.Lines.Select(x => x.Amount).ShouldBe([0m, -7m, -5m]);
        (totals.Net, totals.Tax).ShouldBe((-12m, -2.40m));
    }

    [Fact]
    public void Nothing_costs_nothing()
    {
        var totals = Pricing.Compute(Quote() with { Discount = Discount.OfAmount(5), DepositPercent = 30 }, Choice.None);
        (totals.Gross, totals.Deposit, totals.MarginPercent).ShouldBe((0m, 0m, null));
    }

    [Fact]
    public void Options_count_when_chosen()
    {
        var option = Option(50);
        var content = Quote(Line(1, 100), option);
        var open = Pricing.Compute(content, Choice.None);
        (open.Net, open.Base.Net, open.Maximum.Net).ShouldBe((100m, 100m, 150m));
        open.Line(option.Key).Counts.ShouldBeFalse();
        var chosen = Pricing.Compute(content, Choose(option));
        (chosen.Net, chosen.Base.Net, chosen.Gross).ShouldBe((150m, 100m, 180m));
    }

    [Fact]
    public void The_maximum_takes_the_dearest_that_groups_allow()
    {
        var one = new OptionGroup { Key = Guid.NewGuid(), Rule = GroupRule.ExactlyOne };
        var two = new OptionGroup
        {
            Key = Guid.NewGuid(),
            Rule = GroupRule.AtMost,
            Most = 2,
        };
        var many = Option(1) with
        {
            Option = new OptionTerms { MinQuantity = 0, MaxQuantity = 5 },
        };
        QuoteItem[] items =
        [
            Option(10, one.Key),
            Option(20, one.Key),
            Option(1, two.Key),
            Option(2, two.Key),
            Option(3, two.Key),
            Option(-7),
            many,
        ];
        var content = Quote(items) with { Groups = [one, two] };
        Pricing.Compute(content, Choice.None).Maximum.Net.ShouldBe(20m + 5m + 5m);
    }

    [Fact]
    public void Sections_sum_what_counts()
    {
        var content = Quote(
            Line(1, 1),
            new QuoteSection { Key = Guid.NewGuid(), Title = "Roof" },
            Line(2, 10),
            Option(5),
            new QuoteText { Key = Guid.NewGuid() },
            Line(1, 7)
        );
        Pricing.Compute(content, Choice.None).Sections.Select(x => (x.Title, x.Amount)).ShouldBe([("", 1m), ("Roof", 27m)]);
    }

    [Fact]
    public void Cost_and_margin_follow_the_quantity()
    {
        var totals = Pricing.Compute(Quote(Line(2, 10) with { Cost = 6 }, Line(1, 4)), Choice.None);
        (totals.Cost, totals.Margin, totals.MarginPercent, totals.LinesWithoutCost).ShouldBe((12m, 12m, 50m, 1));
    }

    [Fact]
    public void What_recurs_is_summed_by_its_rhythm()
    {
        var monthly = new Recurrence { Frequency = Frequency.Monthly };
        var content = Quote(
            Line(1, 100) with
            {
                Recurrence = monthly,
            },
            Line(1, 50) with
            {
                Recurrence = monthly with { Times = 9 },
            },
            Line(1, 30) with
            {
                Recurrence = new Recurrence { Frequency = Frequency.Times, Times = 3 },
            },
            Line(1, 999)
        ) with
        {
            Discount = Discount.OfPercent(10),
        };
        var periods = Pricing.Compute(content, Choice.None).Periods;
        periods
            .Select(x => (x.Recurrence.Frequency, x.Each.Net, x.NetPerYear))
            .ShouldBe([(Frequency.Monthly, 135m, 1620m), (Frequency.Times, 27m, 81m)]);
    }

    [Fact]
    public void A_line_without_vat_yet_is_priced_without_tax()
    {
        var totals = Pricing.Compute(Quote(Line(1, 10) with { Vat = null }), Choice.None);
        totals.Gross.ShouldBe(10m);
        totals.Total.Vat.ShouldHaveSingleItem().Category.ShouldBe("");
    }

    [Theory]
    [InlineData("S", 0, "Rules.VatStandardNotZero")]
    [InlineData("AE", 21, "Rules.VatRateMustBeZero")]
    [InlineData("E", 6, "Rules.VatRateMustBeZero")]
    [InlineData("S", -1, "Rules.VatRate")]
    [InlineData("X", 0, "Rules.VatCategory")]
    public void A_category_refuses_a_rate_it_cannot_have(string category, decimal rate, string rule) =>
        Refused(
                Line(1, 1) with
                {
                    Vat = new Vat { Category = category, Rate = rate },
                }
            )
            .ShouldBe((rule, "Vat"));

    [Fact]
    public void Numbers_out_of_bounds_are_refused()
    {
        Refused(Line(1_000_000_001, 1)).ShouldBe(("Rules.QuantityTooLarge", "Quantity"));
        Refused(Line(1.0001m, 1)).ShouldBe(("Rules.QuantityDecimals", "Quantity"));
        Refused(Line(1, -10_000_000_001m)).ShouldBe(("Rules.UnitPriceTooLarge", "UnitPrice"));
        Refused(Line(1, 1.00001m)).ShouldBe(("Rules.UnitPriceDecimals", "UnitPrice"));
        Refused(Line(1_000_000_000, 10_000_000_000)).ShouldBe(("Rules.LineTooLarge", "UnitPrice"));
        Refused(Line(decimal.MaxValue, decimal.MaxValue)).ShouldBe(("Rules.QuantityTooLarge", "Quantity"));
        Refused(Line(1, 1) with { Discount = Discount.OfPercent(101) }).ShouldBe(("Rules.DiscountPercent", "Discount"));
        Refused(Line(1, 1) with { Discount = Discount.OfAmount(0.001m) }).ShouldBe(("Rules.DiscountAmount", "Discount"));
        Refused(Line(1, 1) with { Discount = new Discount() }).ShouldBe(("Rules.DiscountEither", "Discount"));
        Refused(Line(1000, 10_000_000_000), Line(1000, 10_000_000_000)).ShouldBe(("Rules.TotalTooLarge", null));
        var twice = Line(1, 1);
        Refused(twice, twice).ShouldBe(("Rules.LineTwice", "Items"));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static (string Rule, string? Field) Refused(params QuoteItem[] items)
    {
        var broken = Should.Throw<BrokenRuleException>(() => Pricing.Compute(Quote(items), Choice.None));
        return (broken.Rule, broken.Field);
    }
}
