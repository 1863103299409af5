using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Checking;
using Paraphe.Features.Legal;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>One invoice or credit note: what it says, what is missing before it can be issued, what became of it (IN 1, IN 2).</summary>
[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, Invoicing invoicing, InvoiceSending sending, Texts texts) : InvoicePage(db, texts)
{
    /// <summary>Another paper of the same deal.</summary>
    public sealed record Paper(string Label, string Name, string Href);

    [BindProperty]
    public DateOnly? IssuedOn { get; set; }

    /// <summary>As frozen, or as it would be if it were issued today.</summary>
    public FrozenInvoice Frozen { get; private set; } = null!;

    public IReadOnlyList<BrokenRuleException> Missing { get; private set; } = [];

    /// <summary>What the law of the company's country asks for and is missing.</summary>
    public IReadOnlyList<LegalFinding> Legal { get; private set; } = [];

    /// <summary>What a network for e-invoices would turn away; consumers are not reached by one.</summary>
    public IReadOnlyList<InvoiceFinding> Norm { get; private set; } = [];

    public IReadOnlyList<Paper> Papers { get; private set; } = [];

    public IReadOnlyList<InvoiceRow> CreditNotes { get; private set; } = [];

    public IReadOnlyList<InvoiceDelivery> Deliveries { get; private set; } = [];

    public bool MayEdit => May(Permission.EditInvoices);

    public bool IsOvertaken => Missing.Any(missing => missing.Rule == "Rules.InvoicedMeanwhile");

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return NotFound();
        IssuedOn = Today;
        return Page();
    }

    [Needs(Permission.EditInvoices)]
    public async Task<IActionResult> OnPostIssueAsync()
    {
        if (!await Load())
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var issued = await invoicing.Issue(Id, Version, IssuedOn, Me.AsActor, CancellationToken.None);
            this.Toast(Texts["Invoices.Issued", issued.Number]);
            return Redirect(Here);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError(broken.Field == "issuedOn" ? nameof(IssuedOn) : "", Texts.Say(broken));
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError("", Texts["Rules.InvoiceChanged"]);
        }
        Db.ChangeTracker.Clear();
        await Load();
        return Page();
    }

    /// <summary>A draft goes for good; it never had a number.</summary>
    [Needs(Permission.EditInvoices)]
    public Task<IActionResult> OnPostDeleteAsync() =>
        Change(
            () =>
            {
                Invoice.EnsureDraft();
                Db.Invoices.Remove(Invoice);
                return Task.CompletedTask;
            },
            () => Texts["Invoices.Deleted"],
            "/invoices"
        );

    /// <summary>A balance takes off what was invoiced since it was begun.</summary>
    [Needs(Permission.EditInvoices)]
    public Task<IActionResult> OnPostRefreshAsync() =>
        Change(
            async () =>
            {
                if (await Db.Quotes.SingleOrDefaultAsync(row => row.Id == Invoice.QuoteId, Stop) is { } quote)
                    Invoice.Deduct(
                        await invoicing.BillingOf(quote, Stop),
                        invoicing.DeductionName(Invoice.Content.Priced.Language),
                        Db.NewId,
                        Db.Now
                    );
            },
            () => Texts["Invoices.Saved"]
        );

    [Needs(Permission.EditInvoices)]
    public Task<IActionResult> OnPostRemindAsync() =>
        Change(() => sending.Remind(Invoice, Today, Me.AsActor, Stop), () => Texts["Invoices.Reminded", Invoice.Number]);

    /// <summary>An entry of the history in words.</summary>
    public string Say(InvoiceEntry entry)
    {
        var args = entry.Args.ToArray();
        if (entry.What is "paid" or "refunded" or "paymentRemoved" && args.Length > 1)
            args[0] = Texts.Money(decimal.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture), args[1]);
        return Texts["Invoices.Entry." + entry.What, entry.By, args.ElementAtOrDefault(0), args.ElementAtOrDefault(2)];
    }

    protected override async Task Fill()
    {
        if (Invoice.IsDraft)
        {
            var issuing = await invoicing.Prepare(Invoice, Account, IssuedOn ?? Today, Stop);
            Frozen = Invoice.Foresee(issuing);
            Missing = [.. Invoice.MissingToIssue(issuing, Db.Now)];
            Legal = InvoiceLaw.Of(Frozen);
            // The number is drawn on issuing and is no question yet.
            if (Frozen.Customer.Kind == CustomerKind.Company)
                Norm = [.. InvoiceCheck.Of(Frozen with { Number = "1" }).Where(finding => finding.Weight == FindingWeight.HandOver)];
        }
        else
            Frozen = Invoice.Read();
        CreditNotes = await Db.Invoices.Where(row => row.CorrectsId == Id).Rows(20, Stop);
        Deliveries = await Db.InvoiceDeliveries.AsNoTracking().Where(row => row.InvoiceId == Id).OrderBy(row => row.Id).ToListAsync(Stop);
        Papers = await Around();
    }

    private async Task<IReadOnlyList<Paper>> Around()
    {
        var papers = new List<Paper>();
        if (
            await Db.Quotes.Where(q => q.Id == Invoice.QuoteId).Select(q => q.Number ?? q.DraftNumber).FirstOrDefaultAsync(Stop) is
            { } quote
        )
            papers.Add(new Paper(Texts["Invoices.QuoteNumber"], quote, $"/quotes/{Invoice.QuoteId}"));
        if (await Db.WorkOrders.Where(o => o.Id == Invoice.WorkOrderId).Select(o => o.Number).FirstOrDefaultAsync(Stop) is { } order)
            papers.Add(new Paper(Texts["Invoices.WorkOrder"], order, $"/work-orders/{Invoice.WorkOrderId}"));
        if (await Db.Contracts.Where(c => c.Id == Invoice.ContractId).Select(c => c.Number).FirstOrDefaultAsync(Stop) is { } contract)
            papers.Add(new Paper(Texts["Invoices.ContractNumber"], contract, $"/contracts/{Invoice.ContractId}"));
        if (await Db.Invoices.Where(i => i.Id == Invoice.CorrectsId).Select(i => i.Number).FirstOrDefaultAsync(Stop) is { } corrected)
            papers.Add(new Paper(Texts["Invoices.Corrects"], corrected, $"/invoices/{Invoice.CorrectsId}"));
        return papers;
    }
}
