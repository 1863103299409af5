using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The work by days; an order is dragged to another one, or moved by the arrow keys, or planned on its own page (OP 5).</summary>
[Needs(Permission.Read)]
public sealed class CalendarModel(Db db, Texts texts) : OfficePage
{
    private const int Most = 1_000;
    private const int MostUnplanned = 40;

    [BindProperty(SupportsGet = true, Name = "view")]
    public CalendarSpan Span { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Who { get; set; }

    public CalendarView View { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public ILookup<DateOnly, WorkOrder> Orders { get; private set; } = Enumerable.Empty<WorkOrder>().ToLookup(_ => default(DateOnly));

    /// <summary>Without a day yet: to be dragged onto one.</summary>
    public IReadOnlyList<WorkOrder> Unplanned { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Name)> Members { get; private set; } = [];

    public bool MayEdit => May(Permission.EditOrders);

    public async Task OnGetAsync(CancellationToken stop)
    {
        await Look(stop);
        var orders = db.WorkOrders.AsNoTracking().Where(order => order.CancelledAt == null);
        if (Who is { } who)
            orders = orders.DoneBy(who);
        var found = await orders
            .Between(View.First, View.Last)
            .OrderBy(order => order.StartsAt)
            .ThenBy(order => order.Id)
            .Take(Most)
            .ToListAsync(stop);
        Orders = found.SelectMany(DaysOf).ToLookup(pair => pair.Day, pair => pair.Order);
        Unplanned = await orders
            .Undone()
            .Where(order => order.StartsAt == null)
            .OrderByDescending(order => order.CreatedAt)
            .Take(MostUnplanned)
            .ToListAsync(stop);
    }

    /// <param name="order">Dropped there.</param>
    /// <param name="to">The new day.</param>
    /// <param name="version">The one that was dragged: somebody else may have moved it meanwhile.</param>
    [Needs(Permission.EditOrders)]
    public async Task<IActionResult> OnPostMoveAsync(Guid order, DateOnly? to, int version, CancellationToken stop)
    {
        if (await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == order, stop) is not { } moved || to is not { } day)
            return NotFound();
        await Look(stop);
        try
        {
            if (moved.Version != version)
                throw new DbUpdateConcurrencyException();
            moved.MoveTo(day);
            await db.SaveChangesAsync(CancellationToken.None);
            this.Toast(texts["WorkOrders.Moved", moved.Number, texts.LongDate(day)]);
        }
        catch (BrokenRuleException broken)
        {
            this.Toast(texts.Say(broken));
        }
        catch (DbUpdateConcurrencyException)
        {
            this.Toast(texts["WorkOrders.ChangedMeanwhile"]);
        }
        return Redirect(View.Href);
    }

    public string NameOf(WorkOrder order) =>
        order.Assignees is [var first, ..] ? Members.FirstOrDefault(member => member.Id == first).Name ?? "" : "";

    private async Task Look(CancellationToken stop)
    {
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        // Far enough from both ends of the calendar to turn its pages.
        var day = Day is { Year: > 1900 and < 2900 } asked ? asked : Today;
        View = new CalendarView(Enum.IsDefined(Span) ? Span : CalendarSpan.Week, day, Who);
        Members = await db.Workers(stop);
    }

    private IEnumerable<(DateOnly Day, WorkOrder Order)> DaysOf(WorkOrder order)
    {
        var first = DateOnly.FromDateTime(order.StartsAt!.Value);
        var last = order.EndsAt is { } end && DateOnly.FromDateTime(end) > first ? DateOnly.FromDateTime(end) : first;
        for (var day = first < View.First ? View.First : first; day <= last && day <= View.Last; day = day.AddDays(1))
            yield return (day, order);
    }
}
