using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Notices;

/// <summary>Everything behind the bell, newest first.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    private const int Size = 40;

    /// <summary>The last notice of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<NoticeLine> Lines { get; private set; } = [];

    /// <summary>Customers who have a quote open at this moment (SN 5).</summary>
    public IReadOnlyList<(Guid Quote, string Number, string Title, Delivery By)> Looking { get; private set; } = [];

    public bool AnyUnread { get; private set; }

    public string? Older { get; private set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime Now => db.Now;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var mine = db.Notices.AsNoTracking().Where(notice => notice.MemberId == Me.Id);
        AnyUnread = await mine.AnyAsync(notice => notice.ReadAt == null, stop);
        if (
            await mine.Where(notice => notice.Id == After).Select(notice => new { notice.At, notice.Id }).FirstOrDefaultAsync(stop) is
            { } last
        )
            mine = mine.Where(notice => notice.At < last.At || (notice.At == last.At && notice.Id.CompareTo(last.Id) < 0));
        var rows = await mine.OrderByDescending(notice => notice.At).ThenByDescending(notice => notice.Id).Take(Size + 1).ToListAsync(stop);
        Lines = [.. rows.Take(Size).Select(notice => NoticeLine.Of(notice, texts))];
        Older = rows.Count > Size ? $"/notices?after={Lines[^1].Id}" : null;
        var since = db.Now - Presence.Holds;
        var open = await (
            from delivery in db.Deliveries.AsNoTracking()
            where delivery.LastSeenAt > since && delivery.RevokedAt == null
            join quote in db.Quotes on delivery.QuoteId equals quote.Id
            orderby delivery.LastSeenAt descending
            select new
            {
                quote.Id,
                quote.Number,
                quote.Title,
                delivery,
            }
        )
            .Take(20)
            .ToListAsync(stop);
        Looking = [.. open.Select(row => (row.Id, row.Number ?? "", row.Title, row.delivery))];
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop));
    }

    /// <summary>Goes to the notice's place and counts it as read: a counter of seeing, so it may follow a link.</summary>
    public async Task<IActionResult> OnGetOpenAsync(Guid id, CancellationToken stop)
    {
        if (await db.Notices.SingleOrDefaultAsync(row => row.Id == id && row.MemberId == Me.Id, stop) is not { } notice)
            return NotFound();
        notice.ReadAt ??= db.Now;
        await db.SaveChangesAsync(stop);
        return Url.IsLocalUrl(notice.Url) ? LocalRedirect(notice.Url) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostReadAllAsync(CancellationToken stop)
    {
        await db.Write(() =>
            db
                .Notices.Where(notice => notice.MemberId == Me.Id && notice.ReadAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(notice => notice.ReadAt, db.Now), stop)
        );
        db.Announce($"member:{Me.Id}", "bell");
        await db.SaveChangesAsync(stop);
        this.Toast(texts["Notices.AllRead"]);
        return RedirectToPage();
    }
}
