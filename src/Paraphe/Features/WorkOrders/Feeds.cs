using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>A member's work as a calendar that other programs subscribe to; the secret address is all they show.</summary>
public static class Feeds
{
    private const int Most = 2_000;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/calendar/{token}.ics", Read).AllowAnonymous().RequireRateLimiting(RateLimits.Public);

    private static async Task<IResult> Read(
        string token,
        Db db,
        Tenant tenant,
        Texts texts,
        TimeProvider clock,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (!Tokens.IsShaped(token))
            return Results.NotFound();
        var hash = Tokens.Hash(token);
        // Of any account: the address says which.
        var link = await db.Set<CalendarLink>()
            .IgnoreQueryFilters(Db.AcrossAccounts)
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash, stop);
        if (link is null)
            return Results.NotFound();
        tenant.Enter(link.AccountId);
        var now = clock.GetUtcNow().UtcDateTime;
        var member = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.MemberId && row.DisabledAt == null, stop);
        if (member is null)
            return Results.NotFound();
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var from = OrderQueries.Local(account.Today(now).AddDays(-60));
        var orders = await db
            .WorkOrders.AsNoTracking()
            .DoneBy(member.Id)
            .Where(order => order.CancelledAt == null && order.StartsAt >= from)
            .OrderBy(order => order.StartsAt)
            .Take(Most)
            .ToListAsync(stop);
        if (link.LastUsedAt is not { } used || now - used > TimeSpan.FromHours(1))
            await db.Write(() =>
                db.Set<CalendarLink>()
                    .Where(row => row.Id == link.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now))
            );
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        var words = texts.In(member.Language.Length > 0 ? member.Language : account.Locale);
        return Results.Text(Ics.Of(account, orders, words["WorkOrders.Title"], now), "text/calendar; charset=utf-8");
    }
}
