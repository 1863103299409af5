using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Quotes by stage as columns with sums (QU 13); moved by drag or by menu, which open the same acts as the quote's page.</summary>
[Needs(Permission.Read)]
public sealed class PipelineModel(Db db) : OfficePage
{
    public static readonly IReadOnlyList<int> Periods = [30, 90, 365];

    /// <summary>How far back decisions and expiries are shown.</summary>
    [BindProperty(SupportsGet = true, Name = "days")]
    public int Days { get; set; }

    [BindProperty(SupportsGet = true, Name = "seller")]
    public Guid? Seller { get; set; }

    public IReadOnlyList<StageColumn> Columns { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Sellers { get; private set; } = new Dictionary<Guid, string>();

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (!Periods.Contains(Days))
            Days = Periods[0];
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Today = account.Today(db.Now);
        Sellers = await db.Users.OrderBy(m => m.Name).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        var quotes = db.Quotes.AsNoTracking().Where(q => Seller == null || q.SellerId == Seller);
        var since = account.StartOf(Today.AddDays(-Days));
        var columns = new List<StageColumn>();
        foreach (var stage in Enum.GetValues<Stage>())
            columns.Add(await StageColumn.Of(stage, quotes, since, Today.AddDays(-Days), stop));
        Columns = columns;
    }
}
