using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>An invoice of what is done of a work order: at the quote's prices where one stands behind it (IN 1).</summary>
[Needs(Permission.EditInvoices)]
public sealed class OfOrderModel(Db db, InvoiceMaking making, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Quantity that is done, by line.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> Done { get; set; } = [];

    public WorkOrder Order => billing.Order;

    /// <summary>What is left to be invoiced.</summary>
    public IReadOnlyList<OrderBilling.Line> Lines => billing.Lines;

    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    public DateOnly Today { get; private set; }

    private OrderBilling billing = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        Done = Lines.ToDictionary(line => line.Key, line => (string?)TypedNumber.Show(line.Left, texts.Culture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        try
        {
            var made = await making.OfOrder(billing, Quantities(), Me.AsActor, stop);
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

    private Dictionary<Guid, decimal> Quantities()
    {
        var quantities = new Dictionary<Guid, decimal>();
        foreach (var (key, typed) in Done)
            if (!string.IsNullOrWhiteSpace(typed) && Lines.Any(line => line.Key == key))
                quantities[key] = TypedNumber.Parse(typed, texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number");
        return quantities;
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (
            await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } order
            || await making.Of(order, stop) is not { } found
        )
            return false;
        billing = found;
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        Invoices = await db.Invoices.Where(row => row.WorkOrderId == Id).Rows(20, stop);
        return true;
    }
}
