using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Opportunities;

/// <summary>A campaign: being made, then its funnel and its quotes (OP 7).</summary>
[Needs(Permission.RunCampaigns)]
public sealed class DetailsModel(Db db, CampaignProgress progress) : OfficePage
{
    private const int Size = 100;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The last quote of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public Campaign Campaign { get; private set; } = null!;

    public Funnel Funnel { get; private set; } = null!;

    public (int Done, int Of)? Progress { get; private set; }

    public IReadOnlyList<QuoteRow> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public DateOnly Today { get; private set; }

    public DateTime Now => db.Now;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Drafts that have not gone yet.</summary>
    public int Unsent => Funnel.Quotes - Funnel.Sent;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await db.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } campaign)
            return NotFound();
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        (Campaign, Today, Zone) = (campaign, account.Today(db.Now), TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone));
        Progress = progress.Of(Id);
        Funnel = await Funnel.Of(db, Id, stop);
        var quotes = db.Quotes.AsNoTracking().Where(quote => quote.CampaignId == Id);
        if (After is { } last)
            quotes = quotes.Where(quote => quote.Id.CompareTo(last) > 0);
        var rows = await quotes.OrderBy(quote => quote.Id).Take(Size + 1).Select(QuoteRow.Of).ToListAsync(stop);
        Rows = [.. rows.Take(Size)];
        Older = rows.Count > Size ? $"/opportunities/{Id}?after={rows[Size - 1].Id}" : null;
        await QuoteRow.FillMails([.. Rows], db);
        return Page();
    }
}
