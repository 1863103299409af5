using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Checking;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.EInvoicing;

/// <summary>An issued invoice as data: its files, what a network would say of it, and how far it got.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Invoice Invoice { get; private set; } = null!;

    public IReadOnlyList<InvoiceFinding> Findings { get; private set; } = [];

    public IReadOnlyList<HandOver> HandOvers { get; private set; } = [];

    public Account Account { get; private set; } = null!;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public bool MayHandOver => May(Permission.EditInvoices);

    public bool MaySetUp => May(Permission.ManageAccount);

    public bool IsOnItsWay => HandOvers.Any(row => row.State == HandOverState.Waiting);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Look(stop) ? Page() : NotFound();

    [Needs(Permission.EditInvoices)]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Look(stop))
            return NotFound();
        try
        {
            await db.HandOver(Invoice, Account, stop);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            return Page();
        }
        this.Toast(texts["EInvoicing.OnItsWay", Invoice.Number]);
        return Redirect($"/invoices/{Id}/e-invoice");
    }

    /// <summary>Address of the place where a finding is put right; an issued invoice itself is corrected by a credit note.</summary>
    public string? HrefOf(InvoiceFinding finding) =>
        finding.Place switch
        {
            InvoicePlace.Company => "/settings/company",
            InvoicePlace.Customer when Invoice.CustomerId is { } customer => $"/customers/{customer}",
            InvoicePlace.Vat => "/settings/vat",
            _ => null,
        };

    private async Task<bool> Look(CancellationToken stop)
    {
        if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { IsDraft: false } invoice)
            return false;
        Invoice = invoice;
        Findings = InvoiceCheck.Of(invoice.Read());
        Account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);
        HandOvers = await db
            .HandOvers.AsNoTracking()
            .Where(row => row.InvoiceId == Id)
            .OrderByDescending(row => row.CreatedAt)
            .ToListAsync(stop);
        return true;
    }
}
