using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using static Paraphe.Domain.Tests.Quotes.Sample;

namespace Paraphe.Domain.Tests.Invoices;

[Trait("Spec", "IN 2")]
public sealed class InvoiceTests
{
    private static string Refused(Action act) => Should.Throw<BrokenRuleException>(act).Rule;

    private static (Won Won, Invoice Invoice) Issued(decimal price = 100)
    {
        var won = new Won(Quote(Line(1, price, 21), Line(4, 10, 6)));
        return (won, won.Issued(won.Billing.Whole(Won.Making)));
    }

    private static PaymentTold Told(decimal amount, string currency = "EUR") => new(amount, currency, Won.Today, PaymentMethod.Transfer);

    private static void Pay(Invoice invoice, decimal amount) => invoice.Pay(Guid.NewGuid(), Told(amount), Won.Today, Won.Anna, Won.Now);

    [Fact]
    public void From_draft_to_paid()
    {
        var won = new Won(Quote(Line(1, 100, 21)));
        var invoice = won.Keep(won.Billing.Whole(Won.Making));
        invoice.Status(Won.Today).ShouldBe(InvoiceStatus.Draft);
        won.Issue(invoice).DueOn.ShouldBe(Won.Today.AddDays(30));
        invoice.Status(Won.Today).ShouldBe(InvoiceStatus.Issued);
        invoice.Sent(Won.Anna, Won.Now, "a@example.org");
        invoice.Status(Won.Today).ShouldBe(InvoiceStatus.Sent);
        invoice.Status(Won.Today.AddDays(30)).ShouldBe(InvoiceStatus.Sent);
        invoice.Status(Won.Today.AddDays(31)).ShouldBe(InvoiceStatus.Overdue);
        Pay(invoice, 21);
        invoice.Status(Won.Today).ShouldBe(InvoiceStatus.PartlyPaid);
        Pay(invoice, 100);
        invoice.Status(Won.Today.AddDays(31)).ShouldBe(InvoiceStatus.Paid);
        invoice.PaidOn.ShouldBe(Won.Today);
    }

    [Fact]
    public void What_is_issued_never_changes()
    {
        var (won, invoice) = Issued();
        var (json, hash) = (invoice.Json, invoice.Hash);
        CanonicalJson.Sha256Hex(System.Text.Encoding.UTF8.GetBytes(json)).ShouldBe(hash);
        Refused(() => invoice.Change(invoice.Content, Won.Now)).ShouldBe("Rules.InvoiceIssued");
        Refused(() => won.Issue(invoice)).ShouldBe("Rules.InvoiceIssued");
        Pay(invoice, 10);
        won.Credit(invoice);
        (invoice.Json, invoice.Hash).ShouldBe((json, hash));
        invoice.Status(Won.Today).ShouldBe(InvoiceStatus.Credited);
    }

    [Fact]
    public void Payments_are_refused_with_a_reason()
    {
        var (_, invoice) = Issued();
        Refused(() => Pay(invoice, invoice.Gross + 0.01m)).ShouldBe("Rules.PaymentAboveDue");
        Refused(() => Pay(invoice, 0)).ShouldBe("Rules.PaymentAmount");
        Refused(() => Pay(invoice, 1.005m)).ShouldBe("Rules.PaymentAmount");
        Refused(() => Pay(invoice, -1)).ShouldBe("Rules.RefundAbovePaid");
        Refused(() => invoice.Pay(Guid.NewGuid(), Told(1, "USD"), Won.Today, Won.Anna, Won.Now)).ShouldBe("Rules.PaymentCurrency");
        Refused(() => invoice.Pay(Guid.NewGuid(), Told(1), Won.Today.AddDays(-1), Won.Anna, Won.Now)).ShouldBe("Rules.PaidInFuture");
        invoice.Paid.ShouldBe(0);
    }

    [Fact]
    public void A_removed_payment_stays_in_the_books()
    {
        var (_, invoice) = Issued();
        Pay(invoice, invoice.Gross);
        Refused(() => invoice.RemovePayment(invoice.Payments[0].Id, " ", Won.Anna, Won.Now)).ShouldBe("Rules.WhyRemoved");
        invoice.RemovePayment(invoice.Payments[0].Id, "Typed twice", Won.Anna, Won.Now);
        (invoice.Left, invoice.PaidOn).ShouldBe((invoice.Gross, null));
        invoice.Payments.ShouldHaveSingleItem().RemovedWhy.ShouldBe("Typed twice");
        invoice.Entries[^1].What.ShouldBe("paymentRemoved");
        Refused(() => invoice.RemovePayment(invoice.Payments[0].Id, "Again", Won.Anna, Won.Now)).ShouldBe("Rules.PaymentGone");
    }

    [Fact]
    public void What_was_paid_for_a_credited_invoice_is_given_back()
    {
        var (won, invoice) = Issued();
        Pay(invoice, invoice.Gross);
        won.Credit(invoice);
        invoice.Left.ShouldBe(-invoice.Gross);
        Refused(() => Pay(invoice, -invoice.Gross - 1)).ShouldBe("Rules.RefundAbovePaid");
        Pay(invoice, -invoice.Gross);
        (invoice.Left, invoice.Paid).ShouldBe((0, 0));
    }

    [Fact]
    public void Credit_notes_of_parts_and_of_the_rest_come_to_the_invoice()
    {
        var (won, invoice) = Issued();
        var second = invoice.Content.Priced.Lines.ElementAt(1);
        var notes = () => won.Billing.Invoices;
        won.Issue(invoice.CreditLines("One back", new Dictionary<Guid, decimal> { [second.Key] = 1 }, notes(), Won.Making))
            .Gross.ShouldBe(10.6m);
        Refused(() => invoice.CreditLines("Five", new Dictionary<Guid, decimal> { [second.Key] = 4 }, notes(), Won.Making))
            .ShouldBe("Rules.QuantityAboveLeft");
        won.Issue(invoice.CreditAmount("Goodwill", 50, "Goodwill", notes(), Won.Making)).Gross.ShouldBe(50);
        Refused(() => invoice.CreditAmount("Too much", 102.81m, "x", notes(), Won.Making)).ShouldBe("Rules.CreditAboveInvoice");
        won.Credit(invoice).Gross.ShouldBe(102.8m);
        invoice.Credited.ShouldBe(invoice.Gross);
        won.Sum().ShouldBe((0, 0));
        Refused(() => won.Credit(invoice)).ShouldBe("Rules.CreditNothing");
    }

    [Fact]
    public void A_credit_note_is_credited_by_nothing_and_says_why()
    {
        var (won, invoice) = Issued();
        Refused(() => invoice.CreditWhole("", [], _ => "", Won.Making)).ShouldBe("Rules.CreditReason");
        var note = won.Credit(invoice);
        note.Read().Preceding.ShouldHaveSingleItem().Number.ShouldBe(invoice.Number);
        note.Read().DueOn.ShouldBeNull();
        note.Read().Reason.ShouldBe("Wrong");
        Refused(() => note.CreditWhole("Back", [], _ => "", Won.Making)).ShouldBe("Rules.CreditOfIssued");
        Refused(() => Pay(note, 1)).ShouldBe("Rules.PaymentOfIssued");
    }

    [Theory]
    [InlineData("AE", "", "Rules.CustomerVatNumber")]
    [InlineData("K", "", "Rules.CustomerVatNumber")]
    [InlineData("E", "", null)]
    [InlineData("AE", "BE0403019261", null)]
    public void Categories_that_need_the_buyers_number_have_it(string category, string number, string? rule)
    {
        var line = Line(1, 100, 0) with
        {
            Vat = new Vat { Category = category, Reason = "Because" },
        };
        var won = new Won(Quote(line));
        var draft = won.Keep(won.Billing.Whole(Won.Making));
        var issuing = won.Issuing(draft) with { Customer = Won.Customer with { VatNumber = number } };
        draft.MissingToIssue(issuing, Won.Now).Select(missing => missing.Rule).FirstOrDefault().ShouldBe(rule);
    }

    [Fact]
    public void Days_and_numbers_go_up_together()
    {
        var won = new Won(Quote(Line(1, 100, 21)));
        var draft = won.Keep(won.Billing.Whole(Won.Making));
        string? First(Issuing issuing) => draft.MissingToIssue(issuing, Won.Now).FirstOrDefault()?.Rule;
        var issuing = won.Issuing(draft);
        First(issuing with { IssuedOn = Won.Today.AddDays(-1) }).ShouldBe("Rules.IssuedBeforeLast");
        First(issuing with { IssuedOn = Won.Today.AddDays(1) }).ShouldBe("Rules.IssuedInFuture");
        First(issuing with { Customer = new CustomerDetails { Name = "Nobody" } }).ShouldBe("Rules.CustomerAddress");
        First(issuing with { Customer = null }).ShouldBe("Rules.NoCustomer");
    }

    [Fact]
    public void Lines_that_were_agreed_are_not_edited()
    {
        var won = new Won(Quote(Line(1, 100, 21)));
        var draft = won.Keep(won.Billing.Whole(Won.Making));
        Refused(() => draft.ChangeLines(Quote(Line(1, 50)), Won.Now)).ShouldBe("Rules.InvoiceLinesAgreed");
        var changed = draft.Content with { Notes = " Thank you ", Priced = draft.Content.Priced with { Title = "Roof", Items = [] } };
        draft.Change(changed, Won.Now);
        (draft.Title, draft.Content.Notes, draft.Gross).ShouldBe(("Roof", "Thank you", 121));
        Refused(() => draft.Change(changed with { PaymentDays = 400 }, Won.Now)).ShouldBe("Rules.PaymentDays");
        Refused(() => draft.Change(changed with { PeriodFrom = Won.Today }, Won.Now)).ShouldBe("Rules.InvoicePeriod");
    }

    [Fact]
    public void Reminders_stop_when_it_is_paid()
    {
        var (_, invoice) = Issued();
        var late = Won.Today.AddDays(40);
        Refused(() => invoice.Remind(Won.Today, Won.Anna, Won.Now)).ShouldBe("Rules.NotOverdue");
        invoice.Remind(late, Won.Anna, Won.Now);
        invoice.ReminderCount.ShouldBe(1);
        Pay(invoice, invoice.Gross);
        Refused(() => invoice.Remind(late, Won.Anna, Won.Now)).ShouldBe("Rules.NotOverdue");
    }
}
