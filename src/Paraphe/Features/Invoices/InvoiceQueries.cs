using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Invoices;

/// <summary>A tab of the list.</summary>
public enum InvoiceTab
{
    Draft,
    Open,
    Overdue,
    Paid,
    CreditNotes,
}

/// <summary>Questions asked of invoices; what a status is, <see cref="Invoice.StatusOf"/> says, and these must agree with it.</summary>
public static class InvoiceQueries
{
    /// <param name="today">The day in the account's time zone.</param>
    public static IQueryable<Invoice> In(this IQueryable<Invoice> invoices, InvoiceTab? tab, DateOnly today) =>
        tab switch
        {
            InvoiceTab.Draft => invoices.Where(i => i.IssuedOn == null),
            InvoiceTab.Open => invoices.Invoices().Where(i => i.Left > 0),
            InvoiceTab.Overdue => invoices.Invoices().Where(i => i.Left > 0 && i.DueOn < today),
            InvoiceTab.Paid => invoices.Invoices().Where(i => i.Left <= 0),
            InvoiceTab.CreditNotes => invoices.Where(i => i.Kind == InvoiceKind.CreditNote && i.IssuedOn != null),
            _ => invoices,
        };

    /// <summary>Those that ask for money.</summary>
    public static IQueryable<Invoice> Invoices(this IQueryable<Invoice> invoices) =>
        invoices.Where(i => i.Kind != InvoiceKind.CreditNote && i.IssuedOn != null);

    /// <summary>With its payments, to be changed.</summary>
    public static Task<Invoice?> Whole(this DbSet<Invoice> invoices, Guid id, CancellationToken stop = default) =>
        invoices.Include(i => i.Payments).SingleOrDefaultAsync(i => i.Id == id, stop);

    /// <summary>The invoices of something, as a list of a page shows them; drafts first, then by date.</summary>
    public static async Task<IReadOnlyList<InvoiceRow>> Rows(
        this IQueryable<Invoice> invoices,
        int most,
        CancellationToken stop = default
    ) =>
        [
            .. (
                await invoices
                    .AsNoTracking()
                    .OrderByDescending(i => i.CreatedAt)
                    .ThenByDescending(i => i.Id)
                    .Take(most)
                    .Select(InvoiceRow.Of)
                    .ToListAsync(stop)
            ),
        ];
}

/// <summary>An invoice in a list: without its content.</summary>
public sealed record InvoiceRow(
    Guid Id,
    InvoiceKind Kind,
    string? Number,
    string Title,
    string CustomerName,
    decimal Gross,
    decimal Left,
    decimal Paid,
    decimal Credited,
    string Currency,
    DateTime CreatedAt,
    DateTime? IssuedAt,
    DateOnly? IssuedOn,
    DateOnly? DueOn,
    DateTime? SentAt
)
{
    public static readonly System.Linq.Expressions.Expression<Func<Invoice, InvoiceRow>> Of = i => new InvoiceRow(
        i.Id,
        i.Kind,
        i.Number,
        i.Title,
        i.CustomerName,
        i.Gross,
        i.Left,
        i.Paid,
        i.Credited,
        i.Currency,
        i.CreatedAt,
        i.IssuedAt,
        i.IssuedOn,
        i.DueOn,
        i.SentAt
    );

    public InvoiceStatus Status(DateOnly today) =>
        Invoice.StatusOf(new InvoiceFacts(Kind, IssuedAt, SentAt, DueOn, Gross, Paid, Credited), today);
}
