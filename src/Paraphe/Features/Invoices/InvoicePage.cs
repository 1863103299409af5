using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>A page that changes one invoice: what is refused is told at its field, what others did meanwhile is not overwritten.</summary>
public abstract class InvoicePage(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Version the form was made from.</summary>
    [BindProperty]
    public int Version { get; set; }

    public Invoice Invoice { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public DateOnly Today => Account.Today(db.Now);

    public string Here => $"/invoices/{Id}";

    public string ShownNumber => Invoice.Number ?? texts["Invoices.Is.Draft"];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);

    protected Db Db => db;

    protected Texts Texts => texts;

    protected CancellationToken Stop => HttpContext.RequestAborted;

    /// <summary>What the page shows beside the invoice.</summary>
    protected virtual Task Fill() => Task.CompletedTask;

    protected async Task<bool> Load()
    {
        if (await db.Invoices.Whole(Id, Stop) is not { } invoice)
            return false;
        Invoice = invoice;
        Account = await db.Accounts.AsNoTracking().SingleAsync(Stop);
        await Fill();
        return true;
    }

    /// <summary>Changes it, saves, and goes on to <paramref name="next"/>; shown again with the reason when that cannot be.</summary>
    protected async Task<IActionResult> Change(Func<Task> change, Func<string> said, string? next = null, string prefix = "Input")
    {
        if (!await Load())
            return NotFound();
        if (ModelState.IsValid && Version != Invoice.Version)
            ModelState.AddModelError("", texts["Rules.InvoiceChanged"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await change();
            await db.SaveChangesAsync(CancellationToken.None);
            this.Toast(said());
            return Redirect(next ?? Here);
        }
        catch (BrokenRuleException broken)
        {
            // What no field of the form stands for is told above it.
            var field = broken.Field is { } name ? $"{prefix}.{char.ToUpperInvariant(name[0])}{name[1..]}" : "";
            ModelState.Add(broken, texts, ModelState.ContainsKey(field) ? prefix : null);
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError("", texts["Rules.InvoiceChanged"]);
        }
        db.ChangeTracker.Clear();
        await Load();
        return Page();
    }
}
