using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Invoices;

/// <summary>A won quote, and what is invoiced of it, as a member would do it.</summary>
internal sealed class Won
{
    public static readonly DateTime Now = new(2026, 11, 30, 9, 0, 0, DateTimeKind.Utc);
    public static readonly DateOnly Today = new(2026, 11, 30);
    public static readonly Actor Anna = Actor.Member(Guid.CreateVersion7(), "Anna");
    public static readonly Making Making = new(Guid.NewGuid, Anna, Now);

    public static readonly CustomerDetails Customer = new()
    {
        Name = "Moulin SA",
        VatNumber = "BE0202239951",
        Address = new Address
        {
            Line1 = "Rue Haute 1",
            PostalCode = "1000",
            City = "Bruxelles",
            Country = "BE",
        },
    };

    public Account Account { get; } =
        new(
            Guid.CreateVersion7(),
            new CompanyProfile
            {
                Name = "Toitures Lambert",
                VatNumber = "BE0403019261",
                Address = Customer.Address,
            },
            "fr-BE",
            "Europe/Brussels",
            "EUR",
            "lambert",
            Now
        );

    private readonly Quote quote;
    private readonly Revision revision;
    private readonly Choice choice;
    private readonly List<Invoice> invoices = [];
    private int drawn;

    public Won(QuoteContent content, Choice? choice = null)
    {
        this.choice = choice ?? Choice.None;
        quote = new Quote(Guid.CreateVersion7(), Account.Id, QuoteKind.Offer, "D-1", content, Anna, Now);
        var sending = new Sending(Account, Customer, new SellerDetails("Anna", "", ""), "Q-2026-0001", Today.AddDays(30), []);
        revision = quote.Settle(sending, Anna, Now, Guid.NewGuid);
        quote.Win(new OfflineAcceptance("phone", "PO-7", null), Anna, Now);
    }

    public Billing Billing => Billing.Of(quote, revision, choice, invoices);

    /// <summary>As if one of them were not begun yet.</summary>
    public Billing Without(Invoice one) => Billing.Of(quote, revision, choice, invoices.Where(invoice => invoice != one));

    public Invoice Keep(Invoice draft)
    {
        invoices.Add(draft);
        return draft;
    }

    public Issuing Issuing(Invoice draft) =>
        new(Account, Customer, Today, Today)
        {
            Number = $"I-{++drawn:0000}",
            Discount = "Remise",
            Billing = Billing,
            Corrects = invoices.Find(invoice => invoice.Id == draft.CorrectsId),
        };

    public FrozenInvoice Issue(Invoice draft)
    {
        if (!invoices.Contains(draft))
            Keep(draft);
        return draft.Issue(Issuing(draft), Anna, Now);
    }

    public Invoice Issued(Invoice draft)
    {
        Issue(draft);
        return draft;
    }

    public Invoice Deposit(decimal percent) => Issued(Billing.Deposit(new Share(percent, null), "Deposit", Making));

    public Invoice Balance() => Issued(Billing.Balance(before => before.Number!, Making));

    public Invoice Credit(Invoice invoice) => Issued(invoice.CreditWhole("Wrong", Billing.Invoices, note => note.Number!, Making));

    /// <summary>All that stands invoiced, credit notes with a minus.</summary>
    public (decimal Net, decimal Tax) Sum()
    {
        var issued = invoices.Where(invoice => !invoice.IsDraft).Select(invoice => (invoice, Sign: invoice.IsCreditNote ? -1 : 1)).ToList();
        return (issued.Sum(x => x.Sign * x.invoice.Read().Net), issued.Sum(x => x.Sign * x.invoice.Read().Tax));
    }
}
