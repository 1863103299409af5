using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

public enum BulkInvoices
{
    Issue,
    Send,
    Remind,
}

/// <summary>
/// One act on the invoices that were picked in the list: told beforehand which it fits. Each is issued in a transaction of its own, the oldest draft
/// first; what is refused is told and stays.
/// </summary>
[Needs(Permission.EditInvoices)]
public sealed class BulkModel(Db db, Invoicing invoicing, InvoiceSending sending, Texts texts) : OfficePage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "act")]
    public BulkInvoices Act { get; set; }

    [BindProperty(SupportsGet = true, Name = "id")]
    public List<Guid> Ids { get; set; } = [];

    /// <summary>What stands behind the address of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? Back { get; set; }

    public IReadOnlyList<InvoiceRow> Able { get; private set; } = [];

    public int Unable { get; private set; }

    /// <summary>What was refused, with the reason.</summary>
    public List<(string Name, string Why)> Refused { get; } = [];

    public DateOnly Today { get; private set; }

    public string BackHref => "/invoices" + (Back is ['?', ..] ? Back : "");

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid || Ids.Count > Most)
            return NotFound();
        await Find(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid || Ids.Count > Most)
            return NotFound();
        await Find(stop);
        var done = 0;
        foreach (var row in Able)
            try
            {
                await Do(row.Id, stop);
                done++;
            }
            catch (BrokenRuleException broken)
            {
                Refused.Add(($"{row.CustomerName} {row.Number}".TrimEnd(), texts.Say(broken)));
            }
            catch (DbUpdateException)
            {
                Refused.Add(($"{row.CustomerName} {row.Number}".TrimEnd(), texts["Rules.InvoiceChanged"]));
            }
        if (Refused.Count == 0)
        {
            this.Toast(texts.Count("Invoices.BulkDone." + Act, done));
            return Redirect(BackHref);
        }
        await Find(stop);
        return Page();
    }

    private async Task Do(Guid id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        if (Act == BulkInvoices.Issue)
        {
            await invoicing.Issue(id, version: null, on: null, Me.AsActor, stop);
            return;
        }
        var invoice = (await db.Invoices.Whole(id, stop))!;
        if (Act == BulkInvoices.Remind)
            await sending.Remind(invoice, Today, Me.AsActor, stop);
        else
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            var mail = InvoiceMail.Standard(invoice.Read(), account);
            sending.Send(invoice, await sending.Usual(invoice, stop), mail.Subject, mail.Body, Me.AsActor);
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task Find(CancellationToken stop)
    {
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        var rows = await db
            .Invoices.AsNoTracking()
            .Where(row => Ids.Contains(row.Id))
            .OrderBy(row => row.CreatedAt)
            .ThenBy(row => row.Id)
            .Select(InvoiceRow.Of)
            .ToListAsync(stop);
        Able = rows.FindAll(row =>
            Act switch
            {
                BulkInvoices.Issue => row.IssuedAt is null,
                BulkInvoices.Remind => row.Status(Today) == InvoiceStatus.Overdue,
                _ => row is { IssuedAt: not null, SentAt: null },
            }
        );
        Unable = rows.Count - Able.Count;
    }
}
