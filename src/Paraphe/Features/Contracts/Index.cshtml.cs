using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Contracts;

/// <summary>The contracts, newest first (OP 6).</summary>
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
        DateOnly StartsOn,
        DateOnly EndsOn,
        decimal PerYear,
        string Currency,
        ContractState State
    );

    /// <summary>The tabs; null is all.</summary>
    public static readonly IReadOnlyList<ContractState?> Tabs =
    [
        null,
        ContractState.Active,
        ContractState.Upcoming,
        ContractState.Ended,
        ContractState.Cancelled,
    ];

    [BindProperty(SupportsGet = true)]
    public ContractFilter Filter { get; set; } = new();

    /// <summary>The last contract of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<int> Counts { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Sellers { get; private set; } = new Dictionary<Guid, string>();

    public string? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var today = account.Today(db.Now);
        Sellers = await db.Users.OrderBy(m => m.Name).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        var all = Filter.Of(db.Contracts.AsNoTracking());
        var counts = new List<int>();
        foreach (var tab in Tabs)
            counts.Add(await all.In(tab, today).CountAsync(stop));
        Counts = counts;
        var list = all.In(Filter.State, today);
        if (await db.Contracts.Where(c => c.Id == After).Select(c => (DateTime?)c.CreatedAt).FirstOrDefaultAsync(stop) is { } last)
            list = list.Where(c => c.CreatedAt < last || (c.CreatedAt == last && c.Id.CompareTo(After!.Value) < 0));
        var found = await list.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(Size + 1).ToListAsync(stop);
        Rows =
        [
            .. found
                .Take(Size)
                .Select(c => new Row(
                    c.Id,
                    c.Number,
                    c.Title,
                    c.CustomerName,
                    c.Place,
                    c.StartsOn,
                    c.EndsOn,
                    c.PerYear,
                    c.Currency,
                    c.State(today)
                )),
        ];
        Older = found.Count > Size ? Filter.Href(found[Size - 1].Id) : null;
    }
}
