using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The member's own calendar address: made, shown once, made anew, taken back.</summary>
[Needs(Permission.Read)]
public sealed class FeedModel(Db db, Texts texts) : OfficePage
{
    public CalendarLink? Link { get; private set; }

    /// <summary>Right after it was made, and never again: only its hash is kept.</summary>
    public string? Address { get; private set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public Task OnGetAsync() => Look();

    public async Task<IActionResult> OnPostMakeAsync()
    {
        var token = Tokens.New();
        await db.InTransaction(async () =>
        {
            await Mine.ExecuteDeleteAsync();
            db.Add(
                new CalendarLink
                {
                    Id = db.NewId(),
                    AccountId = db.AccountId,
                    MemberId = Me.Id,
                    TokenHash = Tokens.Hash(token),
                    CreatedAt = db.Now,
                }
            );
            await db.SaveChangesAsync();
        });
        await Look();
        Address = $"{Request.Scheme}://{Request.Host}/calendar/{token}.ics";
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync()
    {
        await db.Write(() => Mine.ExecuteDeleteAsync());
        this.Toast(texts["WorkOrders.FeedRevoked"]);
        return Redirect("/work-orders/feed");
    }

    private IQueryable<CalendarLink> Mine => db.Set<CalendarLink>().Where(row => row.MemberId == Me.Id);

    private async Task Look()
    {
        Link = await Mine.AsNoTracking().FirstOrDefaultAsync();
        Zone = TimeZoneInfo.FindSystemTimeZoneById((await db.Accounts.AsNoTracking().SingleAsync()).TimeZone);
    }
}
