using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The work to carry out, newest first.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : OfficePage
{
    private const int Size = 50;

    public sealed record Row(
        Guid Id,
        string Number,
        string Title,
        string CustomerName,
        string Place,
        DateTime? StartsAt,
        string? Assignee,
        WorkOrderState State
    );

    /// <summary>The last order of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var orders = db.WorkOrders.AsNoTracking();
        if (await orders.Where(row => row.Id == After).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop) is { } last)
            orders = orders.Where(row => row.CreatedAt < last || (row.CreatedAt == last && row.Id.CompareTo(After!.Value) < 0));
        var found = await orders.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(Size + 1).ToListAsync(stop);
        var names = await db
            .Users.Select(member => new { member.Id, member.Name })
            .ToDictionaryAsync(member => member.Id, member => member.Name, stop);
        Rows =
        [
            .. found
                .Take(Size)
                .Select(row => new Row(
                    row.Id,
                    row.Number,
                    row.Title,
                    row.CustomerName,
                    row.Place,
                    row.StartsAt,
                    row.AssigneeId is { } assignee ? names.GetValueOrDefault(assignee) : null,
                    row.State
                )),
        ];
        Older = found.Count > Size ? $"/work-orders?after={found[Size - 1].Id}" : null;
    }
}
