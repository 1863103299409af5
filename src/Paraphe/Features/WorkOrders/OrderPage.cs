using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>A page that changes one work order: what is refused is told at its field, what others did meanwhile is not overwritten.</summary>
public abstract class OrderPage(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Version the form was made from; forms that only add leave it out.</summary>
    [BindProperty]
    public int? Version { get; set; }

    /// <summary>Set by the page for the field: one comes back to it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Field { get; set; }

    public WorkOrder Order { get; private set; } = null!;

    public string Back => Field ? $"/work-orders/{Id}/field" : $"/work-orders/{Id}";

    protected Db Db => db;

    protected Texts Texts => texts;

    /// <summary>What the page shows beside the order.</summary>
    protected virtual Task Fill() => Task.CompletedTask;

    protected async Task<bool> Load()
    {
        if (await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == Id) is not { } order)
            return false;
        Order = order;
        await Fill();
        return true;
    }

    protected async Task<IActionResult> Change(Action change, string? place = null, string prefix = "Input")
    {
        if (!await Load())
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Version is { } shown && shown != Order.Version)
        {
            ModelState.AddModelError("", texts["WorkOrders.ChangedMeanwhile"]);
            return Page();
        }
        try
        {
            await Save(change);
            this.Toast(texts["WorkOrders.Saved", Order.Number]);
            return Redirect(Back + place);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, prefix);
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", texts["WorkOrders.ChangedMeanwhile"]);
        }
        db.ChangeTracker.Clear();
        await Load();
        return Page();
    }

    // Two people in the field tick at the same moment: an act that only adds is done again on what the other left.
    private async Task Save(Action change)
    {
        for (var attempt = 1; ; attempt++)
        {
            change();
            try
            {
                await db.SaveChangesAsync();
                return;
            }
            catch (DbUpdateConcurrencyException) when (Version is null && attempt < 5)
            {
                db.ChangeTracker.Clear();
                await Load();
            }
        }
    }
}
