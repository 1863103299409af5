using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Demo;

/// <summary>One invoice of the sample company; times are days before now.</summary>
/// <param name="Issued">Null leaves a draft.</param>
internal sealed record Bill(string Deal, InvoiceBasis Basis, double? Issued)
{
    /// <summary>How much of it was paid, in percent.</summary>
    public int Paid { get; init; }

    public double PaidAgo { get; init; }

    public PaymentMethod Method { get; init; }

    public double? Reminded { get; init; }

    /// <summary>Of a credit note: how much with VAT it takes back.</summary>
    public decimal Amount { get; init; }
}

/// <summary>What the sample company invoiced of its won quotes, told in the order of its days, as its numbers are.</summary>
public sealed class SampleBills(Db db, InvoiceLinks links, Texts texts)
{
    private static readonly Bill[] All =
    [
        new("leaves", InvoiceBasis.Whole, 155) { Paid = 100, PaidAgo = 138 },
        new("prune", InvoiceBasis.Whole, 146)
        {
            Paid = 100,
            PaidAgo = 146,
            Method = PaymentMethod.Card,
        },
        new("drive", InvoiceBasis.Deposit, 139) { Paid = 100, PaidAgo = 133 },
        new("drain", InvoiceBasis.Whole, 114),
        new("drive", InvoiceBasis.Balance, 113) { Paid = 100, PaidAgo = 92 },
        new("drain", InvoiceBasis.Credit, 104)
        {
            Amount = 168,
            Paid = 100,
            PaidAgo = 88,
        },
        new("square", InvoiceBasis.Deposit, 54) { Paid = 100, PaidAgo = 41 },
        new("pergola", InvoiceBasis.Whole, 36) { Reminded = 1.4 },
        new("restGarden", InvoiceBasis.Deposit, 18) { Paid = 100, PaidAgo = 6 },
        new("trim", InvoiceBasis.Whole, 8)
        {
            Paid = 50,
            PaidAgo = 1.3,
            Method = PaymentMethod.Cheque,
        },
        new(Sample.Hotel, InvoiceBasis.Deposit, 1.1),
        new("square", InvoiceBasis.Balance, null),
    ];

    internal void Tell(SampleStory story, SampleCompany company, Account account)
    {
        foreach (var bill in All)
            Tell(bill, story.Courses.Single(course => course.Quote.Id == story.Quotes[bill.Deal]), story, company, account);
    }

    private void Tell(Bill bill, Course course, SampleStory story, SampleCompany company, Account account)
    {
        var by = course.Seller.AsActor;
        var at = story.DaysAgo(bill.Issued ?? 0.3);
        var invoice = Make(bill, course, account, company, new Making(db.NewId, by, at));
        course.Invoices.Add(invoice);
        if (bill.Issued is null)
            return;
        var corrects = course.Invoices.Find(one => one.Id == invoice.CorrectsId);
        Issue(invoice, corrects, course, account, story, at);
        Mail(invoice, course, at.AddMinutes(4));
        if (bill.Reminded is { } reminded)
            invoice.Remind(account.Today(story.DaysAgo(reminded)), by, story.DaysAgo(reminded), course.Customer.Details.Email);
        var owing = corrects ?? invoice;
        if (bill.Paid == 0)
            return;
        var paid = story.DaysAgo(bill.PaidAgo);
        var amount = Domain.Currency.Of(invoice.Currency).Round(owing.Left * bill.Paid / 100);
        var told = new PaymentTold(amount, owing.Currency, account.Today(paid), bill.Method, "");
        owing.Pay(db.NewId(), told, account.Today(paid), by, paid);
    }

    private Invoice Make(Bill bill, Course course, Account account, SampleCompany company, Making making)
    {
        var billing = course.Billing;
        var words = texts.In(billing.Content.Language);
        switch (bill.Basis)
        {
            case InvoiceBasis.Whole:
                return billing.Whole(making);
            case InvoiceBasis.Deposit:
                var percent = account.Settings.DepositPercent ?? 30;
                var name = words["Invoices.Line.DepositPercent", words.Percent(percent), billing.Frozen.Number];
                return billing.Deposit(new Share(percent, null), name, making);
            case InvoiceBasis.Credit:
                var before = course.Invoices[^1];
                var line = words["Invoices.Line.Credit", before.Number];
                return before.CreditAmount(company.Words["credit"], bill.Amount, line, [], making);
            default:
                return billing.Balance(
                    deposit => words["Invoices.Line.DepositOff", deposit.Number, words.Date(deposit.IssuedOn!.Value)],
                    making
                );
        }
    }

    private void Issue(Invoice invoice, Invoice? corrects, Course course, Account account, SampleStory story, DateTime at)
    {
        var issuing = new Issuing(account, course.Customer.Details, account.Today(at), null)
        {
            Number = story.Number(invoice.Kind.Series(), at),
            Billing = course.Billing,
            Corrects = corrects,
        };
        invoice.Issue(Invoicing.Worded(issuing, invoice, texts.In(invoice.Content.Priced.Language)), course.Seller.AsActor, at);
        course.Quote.Record(
            course.Seller.AsActor,
            invoice.IsCreditNote ? "creditNote.issued" : "invoice.issued",
            new { invoice = invoice.Id, number = invoice.Number },
            at
        );
    }

    private void Mail(Invoice invoice, Course course, DateTime at)
    {
        var contact = course.Customer.Contacts[0].Details;
        var id = db.NewId();
        var delivery = new InvoiceDelivery(id, invoice, contact.Name, contact.Email, links.HashOf(id), at);
        delivery.Sent(at.AddSeconds(3));
        if (at < db.Now.AddDays(-2))
            delivery.Seen(at.AddHours(5));
        invoice.Sent(course.Seller.AsActor, at, contact.Email);
        course.Mailed.Add(delivery);
    }
}
