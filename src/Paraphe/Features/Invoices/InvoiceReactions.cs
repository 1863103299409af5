using Paraphe.Domain.Invoices;
using Paraphe.Features.Customers;
using Paraphe.Features.EInvoicing;
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
}
