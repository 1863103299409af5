using FsCheck;
using FsCheck.Fluent;
using Paraphe.Domain.Quotes;
using static Paraphe.Domain.Tests.Quotes.Sample;

namespace Paraphe.Domain.Tests.Quotes;

public sealed class PricingProperties
{
    [Fact]
    public void Sums_hold_as_EN_16931_asks() => Always((content, totals) => SumsHold(totals.Total, content, totals.Currency));

    [Fact]
    public void The_lines_that_count_add_up() =>
        Always(
            (content, totals) =>
            {
                var counted = totals.Lines.Where(x => x.Counts).ToList();
                counted.Sum(x => x.Amount).ShouldBe(totals.Total.Lines);
                counted.Sum(x => x.Net).ShouldBe(totals.Total.LinesNet);
                totals.Sections.Sum(x => x.Amount).ShouldBe(totals.Total.Lines);
                totals.Lines.ShouldAllBe(x => x.Before - x.Discount == x.Amount);
                totals.Lines.ShouldAllBe(x => (content.Prices == PriceMode.WithVat ? x.Gross : x.Net) == x.Amount);
            }
        );

    [Fact]
    public void The_base_and_the_maximum_are_totals_like_the_others() =>
        Always(
            (content, totals) =>
            {
                SumsHold(totals.Base, content, totals.Currency);
                SumsHold(totals.Maximum, content, totals.Currency);
            }
        );

    [Fact]
    public void Adding_the_steps_again_gives_the_totals() =>
        Prop.ForAll(
                AnyQuote().ToArbitrary(),
                quote =>
                {
                    var explanation = Explanation.Of(quote.Content, quote.Choice);
                    decimal Of(params StepKind[] kinds) => explanation.Steps.Where(x => kinds.Contains(x.Kind)).Sum(x => x.Amount);
                    var totals = explanation.Totals;
                    var lines = Of(StepKind.LinePrice, StepKind.LineDiscount);
                    Of(StepKind.Lines).ShouldBe(lines);
                    (lines + Of(StepKind.QuoteDiscount)).ShouldBe(quote.Content.Prices == PriceMode.WithVat ? totals.Gross : totals.Net);
                    Of(StepKind.VatBase).ShouldBe(totals.Net);
                    Of(StepKind.VatTax).ShouldBe(totals.Tax);
                    Of(StepKind.Net, StepKind.Tax).ShouldBe(totals.Gross);
                    Of(StepKind.Gross).ShouldBe(totals.Gross);
                    Of(StepKind.Deposit).ShouldBe(totals.Deposit ?? 0);
                    if (explanation.Steps.Any(x => x.Kind == StepKind.DiscountShare))
                    {
                        Of(StepKind.DiscountShare).ShouldBe(Of(StepKind.QuoteDiscount));
                    }

                    explanation
                        .Steps.Where(x => x.Kind == StepKind.LinePrice)
                        .ShouldAllBe(x => totals.Currency.Round(x.Left!.Value * x.Right!.Value) == x.Amount);
                }
            )
            .Check(Fixed());

    [Fact]
    public void Splitting_loses_nothing() =>
        Prop.ForAll(
                Gen.Choose(-10_000, 10_000).ArrayOf().ToArbitrary(),
                Gen.Choose(-100_000, 100_000).ToArbitrary(),
                (weights, cents) =>
                {
                    var parts = Rounding.Split(cents / 100m, weights.Select(x => (decimal)x).ToArray(), 0.01m);
                    parts.Length.ShouldBe(weights.Length);
                    (weights.Length == 0 || parts.Sum() == cents / 100m).ShouldBeTrue();
                    var sum = weights.Sum(x => (decimal)x);
                    if (sum != 0)
                    {
                        parts.Zip(weights).ShouldAllBe(x => Math.Abs(x.First - (cents / 100m * x.Second / sum)) < 0.01m);
                    }
                }
            )
            .Check(Fixed());

    private static void Always(Action<QuoteContent, Totals> holds) =>
        Prop.ForAll(AnyQuote().ToArbitrary(), quote => holds(quote.Content, Pricing.Compute(quote.Content, quote.Choice))).Check(Fixed());

    private static void SumsHold(Sum sum, QuoteContent content, Currency currency)
    {
        (sum.LinesNet - sum.DiscountNet).ShouldBe(sum.Net); // BR-CO-13
        (sum.Net + sum.Tax).ShouldBe(sum.Gross); // BR-CO-15
        sum.Vat.Sum(x => x.Tax).ShouldBe(sum.Tax); // BR-CO-14
        sum.Vat.Sum(x => x.Base).ShouldBe(sum.Net);
        sum.Vat.Sum(x => x.Discount).ShouldBe(sum.Discount);
        (sum.Lines - sum.Discount).ShouldBe(content.Prices == PriceMode.WithVat ? sum.Gross : sum.Net);
        sum.Vat.ShouldAllBe(x => currency.Holds(x.Base) && currency.Holds(x.Tax) && currency.Holds(x.DiscountNet));
        sum.Vat.ShouldAllBe(x => x.LinesNet - x.DiscountNet == x.Base);
        sum.Vat.ShouldAllBe(x => x.Base != 0 || Math.Abs(x.Tax) <= currency.Unit);
        if (content is { Rounding: RoundingMode.PerRate })
        {
            // BR-CO-17: exact without VAT in the prices, within one unit with it.
            var tolerance = content.Prices == PriceMode.WithVat ? currency.Unit : 0;
            sum.Vat.ShouldAllBe(x => Math.Abs(x.Tax - currency.Round(x.Base * x.Rate / 100)) <= tolerance);
        }
    }
}
