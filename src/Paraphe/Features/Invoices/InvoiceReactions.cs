using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Customers;
using Paraphe.Features.EInvoicing;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Invoices;

/// <summary>What follows from an issued invoice, in its transaction.</summary>
public static class InvoiceReactions
{
    // In the forenoon, wherever in Europe the company is.
    internal static readonly TimeSpan Hour = TimeSpan.FromHours(8);

    public static void FollowOn(this Db db, InvoiceIssued issued)
    {
        var invoice = issued.Invoice;
        db.Enqueue(new RenderInvoice(invoice.Id));
        db.Enqueue(new HandOverIssued(invoice.Id));
        if (invoice.IsCreditNote)
            return;
        if (invoice.CustomerId is { } customer)
            db.Also(() => db.ProspectBecomesCustomer(customer));
        if (invoice.DueOn is { } due)
            db.Enqueue(
                new WatchInvoice(invoice.Id),
                DateTime.SpecifyKind(due.AddDays(1).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc) + Hour
            );
    }

    /// <summary>A mail with it did not arrive: the delivery says so, and whoever made the invoice hears of it. The caller saves.</summary>
    public static async Task Failed(this Db db, InvoiceDelivery delivery, string words, CancellationToken stop)
    {
        delivery.Failed(words, db.Now);
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(row => row.Id == delivery.InvoiceId, stop);
        var who = delivery.Name.Length > 0 ? delivery.Name : delivery.Email;
        db.Ring(invoice, NoticeKinds.InvoiceMailFailed, who, $"/invoices/{invoice.Id}");
    }

    /// <summary>Tells whoever made the invoice; the caller saves.</summary>
    public static void Ring(this Db db, Invoice invoice, string kind, string who, string url)
    {
        if (invoice.SellerId is { } seller)
            db.Enqueue(new RingBell(db.NewId(), [seller], kind, [who, invoice.Number ?? "", invoice.Title], url));
    }
}
