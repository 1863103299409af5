using FsCheck;
using FsCheck.Fluent;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using static Paraphe.Domain.Tests.Quotes.Sample;

namespace Paraphe.Domain.Tests.Invoices;

[Trait("Spec", "IN 1")]
public sealed class BillingTests
{
    private static string Refused(Action act) => Should.Throw<BrokenRuleException>(act).Rule;

    [Fact]
    public void Deposit_and_balance_come_to_the_quote()
    {
        var won = new Won(Quote(Line(3, 33.33m, 21), Line(1, 1000.01m, 6), Line(2, 49.99m, 21)));
        var deposit = won.Issue(won.Billing.Deposit(new Share(30, null), "Acompte 30 %", Won.Making));
        deposit.Gross.ShouldBe(won.Billing.Totals.Currency.Round(won.Billing.Gross * 0.3m));
        deposit.Kind.ShouldBe(InvoiceKind.Deposit);
        deposit.Lines.Select(line => line.Vat.Rate).ShouldBe([21, 6]);
        var balance = won.Balance().Read();
        balance.Lines.Count(line => line.Quantity < 0).ShouldBe(2);
        balance.Preceding.ShouldHaveSingleItem().Number.ShouldBe(deposit.Number);
        won.Sum().ShouldBe((won.Billing.Totals.Net, won.Billing.Totals.Tax));
        won.Billing.Left.ShouldBe(0);
    }

    [Fact]
    public void Options_that_were_not_chosen_never_appear()
    {
        var (taken, left) = (Option(50) with { Quantity = 2 }, Option(70));
        var won = new Won(Quote(Line(1, 100), taken, left), Choose(taken));
        var whole = won.Issue(won.Billing.Whole(Won.Making));
        whole.Lines.Select(line => line.Key).ShouldNotContain(left.Key);
        whole.Net.ShouldBe(200);
        whole.OrderReference.ShouldBe("PO-7");
        whole.QuoteNumber.ShouldBe("Q-2026-0001");
    }

    [Theory]
    [InlineData("30")]
    [InlineData("33.3333")]
    [InlineData("100")]
    public void A_deposit_is_what_the_quote_asked_at_signing(string share)
    {
        var percent = decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture);
        var content = Quote(Line(7, 12.37m, 21), Line(1, 99.95m, 6)) with { DepositPercent = percent, Discount = Discount.OfPercent(2.5m) };
        var won = new Won(content);
        won.Deposit(percent).Gross.ShouldBe(Pricing.Compute(content, Choice.None).Deposit!.Value);
    }

    [Fact]
    public void Progress_by_lines_takes_no_more_than_is_left_of_a_line()
    {
        var (roof, gutter) = (Line(10, 45.55m, 21) with { Discount = Discount.OfAmount(10) }, Line(4, 12.5m, 21));
        var won = new Won(Quote(roof, gutter));
        won.Issue(won.Billing.Progress(new Dictionary<Guid, decimal> { [roof.Key] = 6 }, Won.Making)).Net.ShouldBe(267.30m);
        won.Billing.Done(roof.Key).ShouldBe(6);
        Refused(() => won.Billing.Progress(new Dictionary<Guid, decimal> { [roof.Key] = 5 }, Won.Making))
            .ShouldBe("Rules.QuantityAboveLeft");
        won.Issue(won.Billing.Progress(new Share(null, 50), "Situation 2", Won.Making)).Gross.ShouldBe(50);
        won.Balance();
        won.Sum().ShouldBe((won.Billing.Totals.Net, won.Billing.Totals.Tax));
    }

    [Fact]
    public void Nothing_goes_over_what_is_left_of_the_quote()
    {
        var won = new Won(Quote(Line(1, 100, 21)));
        won.Deposit(60);
        Refused(() => won.Billing.Deposit(new Share(41, null), "More", Won.Making)).ShouldBe("Rules.AboveQuote");
        Refused(() => won.Billing.Whole(Won.Making)).ShouldBe("Rules.InvoicedInPart");
        var (one, two) = (
            won.Keep(won.Billing.Deposit(new Share(30, null), "One", Won.Making)),
            won.Keep(won.Billing.Deposit(new Share(30, null), "Two", Won.Making))
        );
        won.Issue(one);
        Refused(() => won.Issue(two)).ShouldBe("Rules.AboveQuote");
        two.IsDraft.ShouldBeTrue();
        two.Number.ShouldBeNull();
    }

    [Fact]
    public void There_is_one_balance_until_it_is_taken_back()
    {
        var won = new Won(Quote(Line(1, 100, 21)));
        won.Deposit(20);
        var draft = won.Keep(won.Billing.Balance(_ => "Deposit", Won.Making));
        Refused(() => won.Billing.Balance(_ => "Deposit", Won.Making)).ShouldBe("Rules.BalanceDrafted");
        won.Issue(draft);
        Refused(() => won.Billing.Balance(_ => "Deposit", Won.Making)).ShouldBe("Rules.BalanceStands");
        won.Credit(draft).Gross.ShouldBe(96.8m);
        won.Balance().Gross.ShouldBe(96.8m);
        won.Sum().ShouldBe((100, 21));
    }

    [Fact]
    public void A_balance_that_was_overtaken_is_brought_up_to_date_first()
    {
        var won = new Won(Quote(Line(1, 100, 21)));
        var balance = won.Keep(won.Billing.Balance(_ => "Deposit", Won.Making));
        // The deposit was begun before the balance was.
        var deposit = won.Without(balance).Deposit(new Share(10, null), "Late", Won.Making);
        won.Issue(deposit);
        Refused(() => won.Issue(balance)).ShouldBe("Rules.InvoicedMeanwhile");
        balance.Deduct(won.Billing, _ => "Deposit", Guid.NewGuid, Won.Now);
        won.Issue(balance).Gross.ShouldBe(108.9m);
    }

    [Fact]
    public void A_credited_deposit_is_not_taken_off()
    {
        var won = new Won(Quote(Line(1, 100, 21), Line(1, 50, 6)));
        var (kept, gone) = (won.Deposit(20), won.Deposit(10));
        won.Credit(gone);
        won.Balance().Read().Preceding.Select(before => before.InvoiceId).ShouldBe([kept.Id]);
        won.Sum().ShouldBe((won.Billing.Totals.Net, won.Billing.Totals.Tax));
    }

    [Fact]
    public void A_quote_that_is_not_won_and_a_contract_are_not_invoiced()
    {
        var quote = new Quote(Guid.NewGuid(), Guid.NewGuid(), QuoteKind.Offer, "D-1", Quote(Line(1, 1)), Won.Anna, Won.Now);
        Refused(() => Billing.Of(quote, null!, Choice.None, [])).ShouldBe("Rules.InvoiceNotWon");
    }

    [Fact]
    public void Whatever_the_quote_its_invoices_come_to_it_to_the_cent() =>
        FsCheck
            .Fluent.Prop.ForAll(
                AnyQuote().ToArbitrary(),
                made =>
                {
                    var (content, choice) = made;
                    content = content with
                    {
                        Items =
                        [
                            .. content.Items.Select(item =>
                                item is QuoteLine line ? line with { Name = "Line", Vat = line.Vat ?? Vat.Standard(21) } : item
                            ),
                        ],
                    };
                    var totals = Pricing.Compute(content, choice);
                    if (totals.Gross <= 0 || !content.Lines.Any(line => !line.IsOption || choice.Has(line.Key)))
                        return;
                    var whole = new Won(content, choice);
                    whole.Issued(whole.Billing.Whole(Won.Making));
                    whole.Sum().ShouldBe((totals.Net, totals.Tax));
                    var parts = new Won(content, choice);
                    foreach (var percent in new[] { 30m, 7.77m })
                        if (totals.Currency.Round(totals.Gross * percent / 100) > 0)
                            parts.Issued(parts.Billing.Progress(new Share(percent, null), "Part", Won.Making));
                    var balance = parts.Balance();
                    parts.Sum().ShouldBe((totals.Net, totals.Tax));
                    Holds(balance.Read());
                    if (balance.Gross > 0)
                    {
                        parts.Credit(balance);
                        parts.Balance();
                        parts.Sum().ShouldBe((totals.Net, totals.Tax));
                    }
                }
            )
            .Check(Fixed(150));

    // BR-CO-10, BR-CO-13, BR-CO-14, BR-CO-15.
    private static void Holds(FrozenInvoice invoice)
    {
        invoice.LinesNet.ShouldBe(invoice.Lines.Sum(line => line.Net));
        invoice.Net.ShouldBe(invoice.LinesNet - invoice.AllowancesNet);
        invoice.Tax.ShouldBe(invoice.Vat.Sum(group => group.Tax));
        invoice.Gross.ShouldBe(invoice.Net + invoice.Tax);
        foreach (var group in invoice.Vat)
            group.Base.ShouldBe(
                invoice.Lines.Where(line => (line.Vat.Category, line.Vat.Rate) == (group.Category, group.Rate)).Sum(line => line.Net)
                    - invoice.Allowances.Where(off => (off.Category, off.Rate) == (group.Category, group.Rate)).Sum(off => off.Net)
            );
    }
}
