using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The work to carry out, newest first (OP 5).</summary>
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

    /// <summary>The tabs; null is all.</summary>
    public static readonly IReadOnlyList<WorkOrderState?> Tabs =
    [
        null,
        WorkOrderState.Open,
        WorkOrderState.Scheduled,
        WorkOrderState.Done,
        WorkOrderState.Cancelled,
    ];

    [BindProperty(SupportsGet = true)]
    public OrderFilter Filter { get; set; } = new();

    /// <summary>The last order of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<int> Counts { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Members { get; private set; } = new Dictionary<Guid, string>();

    public string? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Members = await db.Users.OrderBy(m => m.Name).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        var all = Filter.Of(db.WorkOrders.AsNoTracking());
        var counts = new List<int>();
        foreach (var tab in Tabs)
            counts.Add(await all.In(tab).CountAsync(stop));
        Counts = counts;
        var orders = all.In(Filter.State);
        if (await db.WorkOrders.Where(row => row.Id == After).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop) is { } last)
            orders = orders.Where(row => row.CreatedAt < last || (row.CreatedAt == last && row.Id.CompareTo(After!.Value) < 0));
        var found = await orders.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(Size + 1).ToListAsync(stop);
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
                    row.AssigneeId is { } assignee ? Members.GetValueOrDefault(assignee) : null,
                    row.State
                )),
        ];
        Older = found.Count > Size ? Filter.Href(found[Size - 1].Id) : null;
    }
}
