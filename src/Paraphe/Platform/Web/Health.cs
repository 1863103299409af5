using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Web;

/// <summary>For whoever watches the process: is it alive, and may it be sent requests.</summary>
public static class Health
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous();
        app.MapGet("/health/ready", Ready).AllowAnonymous();
    }

    private static async Task<IResult> Ready(Db db, ILoggerFactory logs, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(Limit);
        try
        {
            var waiting = await db.Database.GetPendingMigrationsAsync(limit.Token);
            return waiting.Any() ? Unready("migrations") : Results.Json(new { status = "ready" });
        }
        catch (Exception unreachable)
        {
            // Whatever keeps the database away: the answer is the same, the reason is for the log.
            logs.CreateLogger(typeof(Health)).LogWarning(unreachable, "Not ready: the database does not answer");
            return Unready("database");
        }
    }

    private static IResult Unready(string why) =>
        Results.Json(new { status = "unready", why }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
