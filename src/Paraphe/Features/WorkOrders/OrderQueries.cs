using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;

namespace Paraphe.Features.WorkOrders;

/// <summary>Questions asked of work orders; what a state is, <see cref="WorkOrder.State"/> says, and these must agree with it.</summary>
public static class OrderQueries
{
    public static IQueryable<WorkOrder> In(this IQueryable<WorkOrder> orders, WorkOrderState? state) =>
        state switch
        {
            WorkOrderState.Cancelled => orders.Where(o => o.CancelledAt != null),
            WorkOrderState.Done => orders.Where(o => o.CancelledAt == null && o.DoneAt != null),
            WorkOrderState.Scheduled => orders.Undone().Where(o => o.StartsAt != null && o.AssigneeId != null),
            WorkOrderState.Open => orders.Undone().Where(o => o.StartsAt == null || o.AssigneeId == null),
            _ => orders,
        };

    public static IQueryable<WorkOrder> Undone(this IQueryable<WorkOrder> orders) =>
        orders.Where(o => o.CancelledAt == null && o.DoneAt == null);

    public static IQueryable<WorkOrder> Matching(this IQueryable<WorkOrder> orders, string? search)
    {
        foreach (var word in SearchText.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            orders = orders.Where(o => o.SearchText.Contains(word));
        return orders;
    }

    /// <summary>Those that the member does, alone or with others.</summary>
    public static IQueryable<WorkOrder> DoneBy(this IQueryable<WorkOrder> orders, Guid member)
    {
        var id = member.ToString("N");
        return orders.Where(o => o.AssigneeId == member || o.Team.Contains(id));
    }

    /// <summary>Those with something on one of these days, which are the account's.</summary>
    public static IQueryable<WorkOrder> Between(this IQueryable<WorkOrder> orders, DateOnly first, DateOnly last)
    {
        var (from, to) = (Local(first), Local(last.AddDays(1)));
        return orders.Where(o => o.StartsAt < to && (o.StartsAt >= from || o.EndsAt >= from));
    }

    /// <summary>Midnight as planned times are kept: local to the account.</summary>
    public static DateTime Local(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);

    /// <summary>Who may be asked to do it: everybody who has not left.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Workers(this Db db, CancellationToken stop = default) =>
        [
            .. (
                await db
                    .Users.Where(member => member.DisabledAt == null)
                    .OrderBy(member => member.Name)
                    .Select(member => new { member.Id, member.Name })
                    .ToListAsync(stop)
            ).Select(member => (member.Id, member.Name)),
        ];
}
