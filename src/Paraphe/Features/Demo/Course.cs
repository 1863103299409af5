using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Demo;

/// <summary>
/// The course of one quote, told again with the real acts of the domain, each at its time. It keeps every row the acts make; nothing is
/// mailed, because it all happened.
/// </summary>
internal sealed class Course
{
    private readonly Account account;
    private readonly Customer customer;
    private readonly Member seller;
    private readonly Func<Guid> newId;

    public Course(
        Account account,
        Customer customer,
        Member seller,
        QuoteKind kind,
        string draftNumber,
        QuoteContent content,
        DateTime made,
        Func<Guid> newId
    )
    {
        (this.account, this.customer, this.seller, this.newId) = (account, customer, seller, newId);
        var property = customer.Properties is [var first, ..] ? first.Id : (Guid?)null;
        Project = new Project(newId(), account.Id, content.Title, customer.Id, property, seller.Id, made);
        Quote = new Quote(newId(), account.Id, kind, draftNumber, content, seller.AsActor, made);
        Quote.InProject(Project.Id);
        Quote.ForCustomer(customer, property, made);
    }

    public Project Project { get; }
    public Quote Quote { get; }
    public List<Revision> Revisions { get; } = [];
    public List<Delivery> Deliveries { get; } = [];
    public Signature? Signature { get; private set; }
    public WorkOrder? WorkOrder { get; private set; }
    public Contract? Contract { get; private set; }
    public List<Invoice> Invoices { get; } = [];
    public List<InvoiceDelivery> Mailed { get; } = [];
    public Customer Customer => customer;
    public Member Seller => seller;

    /// <summary>What of it is invoiced.</summary>
    public Billing Billing => Billing.Of(Quote, Revisions[^1], Quote.Content.Preselected(), Invoices);

    /// <summary>The newest delivery, to the customer's first contact.</summary>
    public Delivery Delivery => Deliveries[^1];

    public void Send(string number, byte[] tokenHash, DateTime at)
    {
        var contact = customer.Contacts[0];
        var sending = new Domain.Quotes.Sending(
            account,
            customer.Details,
            new SellerDetails(seller.Name, seller.Email!, account.Profile.Phone),
            number,
            account.Today(at).AddDays(account.Settings.ValidityDays),
            [(new Recipient(contact.Details.Name, contact.Details.Email, RecipientRole.Signer, contact.Id), tokenHash)]
        );
        var (revision, deliveries) = Quote.Send(sending, seller.AsActor, at, newId);
        deliveries[0].Sent(at.AddSeconds(2));
        Revisions.Add(revision);
        Deliveries.AddRange(deliveries);
    }

    public void Open(DateTime at) => Quote.Opened(Delivery, at);

    public void Sign(string consent, DateTime at)
    {
        var contact = customer.Contacts[0].Details;
        var forCompany = customer.Details.Kind == CustomerKind.Company;
        var act = new SigningAct
        {
            Name = Delivery.Name,
            // By proxy, where nobody knows the function.
            Function =
                !forCompany ? ""
                : contact.Function.Length > 0 ? contact.Function
                : "p.p.",
            Company = forCompany ? customer.Details.Name : "",
            Method = SigningMethod.Typed,
            Choice = Chosen,
            ShownHash = Revisions[^1].Hash,
            ShownTotal = Quote.Total,
            ConsentText = consent,
            Consented = true,
            FormKey = newId().ToString("N"),
            ShownAt = at.AddMinutes(-2),
            Ip = "203.0.113.17",
            UserAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile Safari/604.1",
        };
        Signature = Quote.Sign(act, Revisions[^1], Delivery, account.Today(at), at);
    }

    public void WinByTelephone(DateTime at) => Quote.Win(new OfflineAcceptance("phone", "", null), seller.AsActor, at);

    public void Reject(string reason, string comment, DateTime at) => Quote.Reject(reason, comment, Delivery, account.Today(at), at);

    public void Lose(string reason, string comment, DateTime at) => Quote.Lose(reason, comment, seller.AsActor, at);

    public void Expire(DateTime at) => Quote.ExpireByHand(seller.AsActor, at);

    public void Withdraw(DateTime at) => Quote.Withdraw(seller.AsActor, at);

    /// <summary>The work order of what was won.</summary>
    public WorkOrder Order(string number, DateTime at) =>
        WorkOrder = WorkOrder.Of(Quote, Revisions[^1], Quote.Content.Preselected(), number, newId(), at);

    /// <summary>The contract of a won contract quote.</summary>
    public void Activate(string number, DateTime at) => Contract = Contract.Of(Quote, Revisions[^1], number, account.Today(at), newId, at);

    private Choice Chosen => Quote.Kind == QuoteKind.Contract ? Choice.None : Quote.Content.Preselected();
}

/// <summary>Courses are written to the database as a whole, without reactions.</summary>
internal static class Courses
{
    public static async Task Insert(this Db db, IReadOnlyCollection<Course> courses, CancellationToken stop)
    {
        await db.Insert(courses.Select(course => course.Project), stop);
        await db.Insert(courses.Select(course => course.Quote), stop);
        await db.Insert(courses.SelectMany(course => course.Quote.TakeEvents()), stop);
        await db.Insert(courses.SelectMany(course => course.Revisions), stop);
        await db.Insert(courses.SelectMany(course => course.Deliveries), stop);
        await db.Insert(courses.Select(course => course.Signature).OfType<Signature>(), stop);
        await db.Insert(courses.Select(course => course.WorkOrder).OfType<WorkOrder>(), stop);
        var invoices = courses.SelectMany(course => course.Invoices).ToList();
        await db.Insert(invoices, stop);
        await db.Insert(invoices.SelectMany(invoice => invoice.Payments), stop);
        await db.Insert(courses.SelectMany(course => course.Mailed), stop);
        var contracts = courses.Select(course => course.Contract).OfType<Contract>().ToList();
        await db.Insert(contracts, stop);
        await db.Insert(contracts.SelectMany(contract => contract.Options), stop);
    }

    public static async Task Insert(this Db db, IReadOnlyCollection<Customer> customers, CancellationToken stop)
    {
        await db.Insert<Customer>(customers, stop);
        await db.Insert(customers.SelectMany(customer => customer.Contacts), stop);
        await db.Insert(customers.SelectMany(customer => customer.Contacts).SelectMany(contact => contact.Addresses), stop);
        await db.Insert(customers.SelectMany(customer => customer.Properties), stop);
    }
}
