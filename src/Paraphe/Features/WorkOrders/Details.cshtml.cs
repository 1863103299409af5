using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>One work order: what to do, where, when, by whom; planned, started, done, cancelled.</summary>
[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, Texts texts) : OfficePage
{
    public sealed record PlanInput
    {
        public DateOnly? StartDay { get; init; }
        public TimeOnly? StartTime { get; init; }
        public DateOnly? EndDay { get; init; }
        public TimeOnly? EndTime { get; init; }
        public Guid? Assignee { get; init; }
    }

    [BindProperty]
    public PlanInput Input { get; set; } = new();

    /// <summary>Version the form was made from.</summary>
    [BindProperty]
    public int Version { get; set; }

    public WorkOrder Order { get; private set; } = null!;

    public string? QuoteNumber { get; private set; }

    public IReadOnlyList<SelectListItem> Members { get; private set; } = [];

    public bool MayEdit => May(Permission.EditOrders);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await Load(id))
            return NotFound();
        Input = new PlanInput
        {
            StartDay = Order.StartsAt is { } start ? DateOnly.FromDateTime(start) : null,
            StartTime = Order.StartsAt is { TimeOfDay.Ticks: > 0 } at ? TimeOnly.FromDateTime(at) : null,
            EndDay = Order.EndsAt is { } end ? DateOnly.FromDateTime(end) : null,
            EndTime = Order.EndsAt is { TimeOfDay.Ticks: > 0 } until ? TimeOnly.FromDateTime(until) : null,
            Assignee = Order.AssigneeId,
        };
        return Page();
    }

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostPlanAsync(Guid id) =>
        Change(
            id,
            () =>
            {
                if (Input.Assignee is { } wished && Members.All(member => member.Value != wished.ToString()))
                    throw new BrokenRuleException("Rules.NameMissing", "assignee");
                Order.Plan(At(Input.StartDay, Input.StartTime), At(Input.EndDay, Input.EndTime), Input.Assignee);
            }
        );

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostStartAsync(Guid id) => Change(id, () => Order.Start(db.Now));

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostDoneAsync(Guid id) => Change(id, () => Order.Finish(db.Now));

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostCancelAsync(Guid id, string? why) =>
        Change(id, () => Order.Cancel(why is { Length: > 500 } ? why[..500] : why ?? "", db.Now));

    private async Task<IActionResult> Change(Guid id, Action change)
    {
        if (!await Load(id))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Version != Order.Version)
        {
            ModelState.AddModelError("", texts["WorkOrders.ChangedMeanwhile"]);
            return Page();
        }
        try
        {
            change();
            await db.SaveChangesAsync();
            this.Toast(texts["WorkOrders.Saved", Order.Number]);
            return Redirect($"/work-orders/{id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", texts["WorkOrders.ChangedMeanwhile"]);
        }
        db.ChangeTracker.Clear();
        await Load(id);
        return Page();
    }

    private async Task<bool> Load(Guid id)
    {
        if (await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == id) is not { } order)
            return false;
        Order = order;
        QuoteNumber = await db.Quotes.Where(row => row.Id == order.QuoteId).Select(row => row.Number).FirstOrDefaultAsync();
        Members =
        [
            new SelectListItem("—", ""),
            .. (
                await db
                    .Users.Where(member => member.DisabledAt == null)
                    .OrderBy(member => member.Name)
                    .Select(member => new { member.Id, member.Name })
                    .ToListAsync()
            ).Select(member => new SelectListItem(member.Name, member.Id.ToString())),
        ];
        return true;
    }

    private static DateTime? At(DateOnly? day, TimeOnly? time) => day?.ToDateTime(time ?? TimeOnly.MinValue);
}
