using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Contracts;

/// <summary>One contract: what was agreed, what may be ordered beside, until when it runs (OP 6).</summary>
[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        public DateOnly? Until { get; init; }

        public int? RemindDays { get; init; }

        public DateOnly? On { get; init; }

        [StringLength(Contract.ReasonLength)]
        public string? Why { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>Version the form was made from.</summary>
    [BindProperty]
    public int Version { get; set; }

    public Contract Contract { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public ContractState State => Contract.State(Today);

    public string? QuoteNumber { get; private set; }

    public string? Seller { get; private set; }

    /// <summary>The next work, and the last that was done.</summary>
    public IReadOnlyList<WorkOrder> Orders { get; private set; } = [];

    public bool MayEdit => May(Permission.EditOrders);

    public bool IsRunning => State is ContractState.Active or ContractState.Upcoming && Contract.CancelledOn is null;

    /// <summary>Its form is open because it was refused.</summary>
    public bool CancelFailed { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return NotFound();
        Propose();
        return Page();
    }

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostRenewAsync() =>
        Change(() => Contract.Renew(Input.Until ?? throw new BrokenRuleException("Rules.RenewUntil", "until")), "Contracts.Renewed");

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostRemindAsync() => Change(() => Contract.RemindBefore(Input.RemindDays), "Contracts.Saved");

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostCancelAsync()
    {
        CancelFailed = true;
        return Change(
            () => Contract.Cancel(Input.On ?? throw new BrokenRuleException("Rules.CancelDay", "on"), Input.Why ?? "", Today, db.Now),
            "Contracts.Cancelled"
        );
    }

    private async Task<IActionResult> Change(Action change, string done)
    {
        if (!await Load())
            return NotFound();
        if (ModelState.IsValid && Version != Contract.Version)
            ModelState.AddModelError("", texts["Contracts.ChangedMeanwhile"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            change();
            await db.SaveChangesAsync();
            this.Toast(texts[done, Contract.Number]);
            return Redirect($"/contracts/{Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", texts["Contracts.ChangedMeanwhile"]);
        }
        db.ChangeTracker.Clear();
        await Load();
        return Page();
    }

    private void Propose() =>
        Input = new Fields
        {
            Until = Contract.EndsOn.AddYears(1),
            RemindDays = Contract.RemindDays,
            On =
                Contract.EndsOn < Today ? Today
                : Contract.StartsOn > Today ? Contract.StartsOn
                : Today,
        };

    private async Task<bool> Load()
    {
        if (await db.Contracts.Include(c => c.Options).SingleOrDefaultAsync(c => c.Id == Id) is not { } contract)
            return false;
        Contract = contract;
        Today = (await db.Accounts.AsNoTracking().SingleAsync()).Today(db.Now);
        QuoteNumber = await db.Quotes.Where(q => q.Id == contract.QuoteId).Select(q => q.Number).FirstOrDefaultAsync();
        Seller = await db.Users.Where(m => m.Id == contract.SellerId).Select(m => m.Name).FirstOrDefaultAsync();
        var since = DateTime.SpecifyKind(Today.AddDays(-30).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);
        Orders = await db
            .WorkOrders.AsNoTracking()
            .Where(o => o.ContractId == Id && o.CancelledAt == null && (o.StartsAt == null || o.StartsAt >= since))
            .OrderBy(o => o.StartsAt)
            .Take(12)
            .ToListAsync();
        return true;
    }
}
