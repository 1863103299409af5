using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Invoices;

/// <summary>Sends invoices and reminders: deliveries and jobs in the transaction of the act, mail afterwards.</summary>
public sealed class InvoiceSending(Db db, InvoiceLinks links)
{
    /// <summary>The caller saves.</summary>
    public void Send(Invoice invoice, IReadOnlyList<(string Name, string Email)> to, string subject, string body, Actor by)
    {
        if (to.Count == 0)
            throw new BrokenRuleException("Rules.NoRecipient", "recipients");
        invoice.Sent(by, db.Now, [.. to.Select(one => one.Email)]);
        foreach (var (name, email) in to)
            db.Enqueue(new ComposeInvoiceMail(Deliver(invoice, name, email).Id, subject, body));
    }

    /// <summary>To those whom the invoice went to; to the customer where it went to nobody. The caller saves.</summary>
    public async Task Remind(Invoice invoice, DateOnly today, Actor by, CancellationToken stop)
    {
        var told = await db.InvoiceDeliveries.Where(row => row.InvoiceId == invoice.Id && row.RevokedAt == null).ToListAsync(stop);
        if (told.Count == 0)
            told = [.. (await Usual(invoice, stop)).Select(one => Deliver(invoice, one.Name, one.Email))];
        if (told.Count == 0)
            throw new BrokenRuleException("Rules.NoRecipient", "recipients");
        var each = told.DistinctBy(row => row.Email.ToLowerInvariant()).ToList();
        invoice.Remind(today, by, db.Now, [.. each.Select(row => row.Email)]);
        foreach (var delivery in each)
            db.Enqueue(new RemindOfInvoice(delivery.Id, invoice.ReminderCount));
    }

    /// <summary>The customer's own address; else that of his first contact.</summary>
    public async Task<IReadOnlyList<(string Name, string Email)>> Usual(Invoice invoice, CancellationToken stop) =>
        [.. (await Known(invoice, stop)).Take(1)];

    /// <summary>Those whom an invoice may go to.</summary>
    public async Task<IReadOnlyList<(string Name, string Email)>> Known(Invoice invoice, CancellationToken stop)
    {
        if (
            invoice.CustomerId is not { } id
            || await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { } customer
        )
            return [];
        var contacts = await db.Contacts.AsNoTracking().Where(row => row.CustomerId == id).OrderBy(row => row.Id).ToListAsync(stop);
        return
        [
            .. new[] { (Name: customer.Details.Name, customer.Details.Email) }
                .Concat(contacts.SelectMany(row => row.Details.Emails.Select(email => (row.Details.Name, Email: email))))
                .Where(one => Mailbox.IsAddress(one.Email))
                .DistinctBy(one => one.Email.ToLowerInvariant()),
        ];
    }

    private InvoiceDelivery Deliver(Invoice invoice, string name, string email)
    {
        var id = db.NewId();
        var delivery = new InvoiceDelivery(id, invoice, name, email, links.HashOf(id), db.Now);
        db.InvoiceDeliveries.Add(delivery);
        return delivery;
    }
}
