using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>An invoice of all that a contract comes to between two days (IN 1).</summary>
[Needs(Permission.EditInvoices)]
public sealed class OfContractModel(Db db, InvoiceMaking making, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        [Required]
        public DateOnly? From { get; init; }

        [Required]
        public DateOnly? To { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Contract Contract { get; private set; } = null!;

    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    public DateOnly Today { get; private set; }

    private List<Invoice> before = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        var last = before.Where(invoice => invoice.Stands).Max(i => i.Content.PeriodTo);
        var from = last?.AddDays(1) ?? Contract.StartsOn;
        var to = from.AddMonths(1).AddDays(-1);
        Input = new Fields { From = from, To = to > Contract.EndsOn ? Contract.EndsOn : to };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var made = await making.OfPeriod(Contract, Input.From!.Value, Input.To!.Value, Me.AsActor, stop);
            db.Invoices.Add(made);
            await db.SaveChangesAsync(stop);
            return Redirect($"/invoices/{made.Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
        }
        return Page();
    }

    private async Task<bool> Load(CancellationToken stop)
    {
        if (await db.Contracts.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } contract)
            return false;
        Contract = contract;
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        before = await db.Invoices.AsNoTracking().Where(row => row.ContractId == Id && row.Basis == InvoiceBasis.Period).ToListAsync(stop);
        Invoices = await db.Invoices.Where(row => row.ContractId == Id).Rows(50, stop);
        return true;
    }
}
