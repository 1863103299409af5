using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Opportunities;

/// <summary>Administration → Optional service opportunities: which service, and the campaigns so far (OP 7).</summary>
[Needs(Permission.RunCampaigns)]
public sealed class IndexModel(Db db, OpportunityQueries opportunities) : OfficePage
{
    private const int Size = 30;

    public sealed record Row(Guid Id, string Name, string By, DateTime At, bool IsMade, int Made, bool IsSent);

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>The last campaign of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<OfferedService> Services { get; private set; } = [];

    public IReadOnlyList<Row> Campaigns { get; private set; } = [];

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public string? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        Services = await opportunities.Services(Search, account.Today(db.Now), stop);
        var all = db.Set<Campaign>().AsNoTracking();
        if (await all.Where(one => one.Id == After).Select(one => (DateTime?)one.CreatedAt).FirstOrDefaultAsync(stop) is { } last)
            all = all.Where(one => one.CreatedAt < last || (one.CreatedAt == last && one.Id.CompareTo(After!.Value) < 0));
        var rows = await all.OrderByDescending(one => one.CreatedAt)
            .ThenByDescending(one => one.Id)
            .Take(Size + 1)
            .Select(one => new Row(one.Id, one.Name, one.RunByName, one.CreatedAt, one.MadeAt != null, one.Made, one.SendingAt != null))
            .ToListAsync(stop);
        Campaigns = [.. rows.Take(Size)];
        Older = rows.Count > Size ? $"/opportunities?after={rows[Size - 1].Id}" : null;
    }
}
