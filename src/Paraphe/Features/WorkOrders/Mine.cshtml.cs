using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>What I do today and next; what I have not done yet comes first.</summary>
[Needs(Permission.Read)]
public sealed class MineModel(Db db) : OfficePage
{
    private const int Most = 60;
    private const int Ahead = 14;

    public DateOnly Today { get; private set; }

    /// <summary>By day; those from before today are under today's earlier ones.</summary>
    public IReadOnlyList<IGrouping<DateOnly, WorkOrder>> Days { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        var until = OrderQueries.Local(Today.AddDays(Ahead));
        var orders = await db
            .WorkOrders.AsNoTracking()
            .DoneBy(Me.Id)
            .Undone()
            .Where(order => order.StartsAt != null && order.StartsAt < until)
            .OrderBy(order => order.StartsAt)
            .Take(Most)
            .ToListAsync(stop);
        Days = [.. orders.GroupBy(order => DateOnly.FromDateTime(order.StartsAt!.Value))];
    }
}
