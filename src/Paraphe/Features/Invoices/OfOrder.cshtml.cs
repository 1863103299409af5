using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>An invoice of what is done of a work order: at the quote's prices where one stands behind it (IN 1).</summary>
[Needs(Permission.EditInvoices)]
public sealed class OfOrderModel(Db db, Invoicing invoicing, Texts texts) : OfficePage
{
    /// <param name="Most">What is left to be invoiced of it.</param>
    public sealed record Line(Guid Key, string Name, decimal Most, string Unit);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Quantity that is done, by line.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> Done { get; set; } = [];

    public WorkOrder Order { get; private set; } = null!;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    public DateOnly Today { get; private set; }

    private Account account = null!;
    private Billing? billing;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        Done = Lines.ToDictionary(line => line.Key, line => (string?)TypedNumber.Show(line.Most, texts.Culture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        try
        {
            var made = await Make(stop);
            db.Invoices.Add(made);
            await db.SaveChangesAsync(stop);
            return Redirect($"/invoices/{made.Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
        }
        return Page();
    }

    private async Task<Invoice> Make(CancellationToken stop)
    {
        var quantities = new Dictionary<Guid, decimal>();
        foreach (var (key, typed) in Done)
            if (!string.IsNullOrWhiteSpace(typed) && Lines.Any(line => line.Key == key))
                quantities[key] = TypedNumber.Parse(typed, texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number");
        if (Order.CancelledAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (billing is not null)
            return billing.Progress(quantities, invoicing.Making(Me.AsActor), Order);
        var contract = await db.Contracts.Include(row => row.Options).SingleOrDefaultAsync(row => row.Id == Order.ContractId, stop);
        var language = await db.Customers.Where(row => row.Id == Order.CustomerId).Select(row => row.Details).FirstOrDefaultAsync(stop);
        var like = InvoiceBeginning.Of(account, language, contract);
        return Order.Invoice(quantities, contract, like, VatChoices.Usual(account, like), invoicing.Making(Me.AsActor));
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } order)
            return false;
        Order = order;
        account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Today = account.Today(db.Now);
        Invoices = await db.Invoices.Where(row => row.WorkOrderId == Id).Rows(20, stop);
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == order.QuoteId, stop) is { } quote)
            try
            {
                billing = await invoicing.BillingOf(quote, stop);
            }
            catch (BrokenRuleException)
            {
                // Its quote was revised: nothing is agreed any more.
                return false;
            }
        Lines =
        [
            .. order.Lines.Select(line => new Line(line.Key, line.Name, line.Quantity - (billing?.Done(line.Key) ?? 0), line.Unit)),
            .. billing is null && order.Lines.Length == 0
                ? order
                    .Entries.Where(entry => entry.Kind != WorkEntryKind.Note)
                    .Select(entry => new Line(
                        entry.Key,
                        entry.Text.Length > 0 ? entry.Text : entry.Name,
                        entry.Quantity,
                        entry.Kind == WorkEntryKind.Time ? texts["Invoices.HourUnit"] : entry.Unit
                    ))
                : [],
        ];
        return true;
    }
}
