using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>The invoices, newest first (IN 2).</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : OfficePage
{
    private const int Size = 50;

    /// <summary>The tabs; null is all.</summary>
    public static readonly IReadOnlyList<InvoiceTab?> Tabs =
    [
        null,
        InvoiceTab.Draft,
        InvoiceTab.Open,
        InvoiceTab.Overdue,
        InvoiceTab.Paid,
        InvoiceTab.CreditNotes,
    ];

    [BindProperty(SupportsGet = true)]
    public InvoiceFilter Filter { get; set; } = new();

    /// <summary>The last invoice of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<InvoiceRow> Rows { get; private set; } = [];

    public IReadOnlyList<int> Counts { get; private set; } = [];

    /// <summary>What the tab's invoices still ask for, by currency.</summary>
    public IReadOnlyList<(string Currency, decimal Left)> Left { get; private set; } = [];

    public string? CustomerName { get; private set; }

    public DateOnly Today { get; private set; }

    public string? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        CustomerName = Filter.Customer is { } of
            ? await db.Customers.Where(c => c.Id == of).Select(c => c.Name).FirstOrDefaultAsync(stop)
            : null;
        var all = await Filter.Of(db, stop);
        var counts = new List<int>();
        foreach (var tab in Tabs)
            counts.Add(await all.In(tab, Today).CountAsync(stop));
        Counts = counts;
        var list = all.In(Filter.Tab, Today);
        if (Filter.Tab is InvoiceTab.Open or InvoiceTab.Overdue)
        {
            // Amounts are whole numbers in the database, which it cannot add up through their converter: added here.
            var open = await list.Select(i => new { i.Currency, i.Left }).ToListAsync(stop);
            Left = [.. open.GroupBy(i => i.Currency, StringComparer.Ordinal).Select(same => (same.Key, same.Sum(i => i.Left)))];
        }
        if (await db.Invoices.Where(i => i.Id == After).Select(i => (DateTime?)i.CreatedAt).FirstOrDefaultAsync(stop) is { } last)
            list = list.Where(i => i.CreatedAt < last || (i.CreatedAt == last && i.Id.CompareTo(After!.Value) < 0));
        var found = await list.Rows(Size + 1, stop);
        Rows = [.. found.Take(Size)];
        Older = found.Count > Size ? Filter.Href(found[Size - 1].Id) : null;
    }
}
