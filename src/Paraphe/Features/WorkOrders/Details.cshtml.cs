using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>One work order: what to do, where, when, by whom; planned, started, done, cancelled (OP 5).</summary>
[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, Texts texts) : OrderPage(db, texts)
{
    public sealed record PlanInput
    {
        public DateOnly? StartDay { get; init; }
        public TimeOnly? StartTime { get; init; }
        public DateOnly? EndDay { get; init; }
        public TimeOnly? EndTime { get; init; }
        public List<Guid> Team { get; init; } = [];

        [StringLength(WorkOrder.TextLength)]
        public string? Instructions { get; init; }
    }

    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public string? QuoteNumber { get; private set; }

    public string? ContractNumber { get; private set; }

    public IReadOnlyList<(Guid Id, string Name)> Members { get; private set; } = [];

    public bool MayEdit => May(Permission.EditOrders);

    public bool IsOpen => Order.State is not (WorkOrderState.Done or WorkOrderState.Cancelled);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return NotFound();
        Input = new PlanInput
        {
            StartDay = Day(Order.StartsAt),
            StartTime = Time(Order.StartsAt),
            EndDay = Day(Order.EndsAt),
            EndTime = Time(Order.EndsAt),
            Team = [.. Order.Assignees],
            Instructions = Order.Instructions,
        };
        return Page();
    }

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostPlanAsync() =>
        Change(() =>
        {
            if (Input.Team.Exists(wished => Members.All(member => member.Id != wished)))
                throw new BrokenRuleException("Rules.NameMissing", "team");
            Order.Plan(At(Input.StartDay, Input.StartTime), At(Input.EndDay ?? EndByTime, Input.EndTime), Input.Team);
            Order.Instruct(Input.Instructions ?? "");
        });

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostStartAsync() => Change(() => Order.Start(Db.Now));

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostDoneAsync() => Change(() => Order.Finish(Db.Now));

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostResumeAsync() => Change(() => Order.Resume());

    [Needs(Permission.EditOrders)]
    public Task<IActionResult> OnPostCancelAsync(string? why) =>
        Change(() => Order.Cancel(why is { Length: > 500 } ? why[..500] : why ?? "", Db.Now));

    protected override async Task Fill()
    {
        QuoteNumber = await Db.Quotes.Where(row => row.Id == Order.QuoteId).Select(row => row.Number).FirstOrDefaultAsync();
        ContractNumber = await Db.Contracts.Where(row => row.Id == Order.ContractId).Select(row => row.Number).FirstOrDefaultAsync();
        Members = await Db.Workers();
    }

    // A time alone is on the day of the beginning.
    private DateOnly? EndByTime => Input.EndTime is null ? null : Input.StartDay;

    private static DateTime? At(DateOnly? day, TimeOnly? time) => day?.ToDateTime(time ?? TimeOnly.MinValue);

    private static DateOnly? Day(DateTime? at) => at is { } moment ? DateOnly.FromDateTime(moment) : null;

    private static TimeOnly? Time(DateTime? at) => at is { TimeOfDay.Ticks: > 0 } moment ? TimeOnly.FromDateTime(moment) : null;
}
