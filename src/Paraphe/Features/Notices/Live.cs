using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Live;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Notices;

/// <summary>
/// The open line to a member's pages: <c>bell</c> with the count of unread notices, <c>refresh</c> with the target whose parts are to be
/// fetched anew (<c>*</c> for every part). Announcements of the account carry their target; it ends when the member signs out. A page
/// names the mark it was made at, a browser that comes back the last event it heard, and either hears first what came since.
/// </summary>
public sealed class Live(Db db, Announcer announcer, SignInManager<Member> signIn, IHostApplicationLifetime lifetime)
{
    /// <summary>Announced to <c>member:ID</c> on signing out: other browsers of the member come back by themselves.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>Before what is passed on as it is: who is in which quote, as JSON.</summary>
    public const string Here = "here:";

    private const int MostLines = 40;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
                "/live",
                IResult (HttpContext http, Live live) =>
                {
                    if (Me.Of(http.User) is not { } me)
                        return Results.Unauthorized();
                    if (live.IsFull(me))
                        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
                    http.Response.Headers.CacheControl = "no-store";
                    // Proxies such as nginx would keep the events for a while.
                    http.Response.Headers["X-Accel-Buffering"] = "no";
                    var heard = http.Request.Headers["Last-Event-ID"].ToString();
                    var since = heard.Length > 0 ? heard : http.Request.Query["since"].ToString();
                    return TypedResults.ServerSentEvents(live.Events(me, http.User, since, http.RequestAborted));
                }
            )
            .DisableCookieRedirect();

    private bool IsFull(Me me) => announcer.CountListeners($"member:{me.Id}") >= MostLines;

    private async IAsyncEnumerable<SseItem<string>> Events(
        Me me,
        ClaimsPrincipal user,
        string since,
        [EnumeratorCancellation] CancellationToken gone
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        using var listening = announcer.Listen(since.Length > 0 ? since : null, [$"member:{me.Id}", $"account:{me.AccountId}"]);
        yield return await BellOf(me, ends.Token);
        while (!ends.IsCancellationRequested)
        {
            // Nothing heard until the beat: all before this mark is known.
            var mark = announcer.Mark;
            if (await Next(listening, ends.Token) is not { } heard)
            {
                if (ends.IsCancellationRequested || await signIn.ValidateSecurityStampAsync(user) is null)
                    yield break;
                yield return new SseItem<string>("{}", "beat") { EventId = mark };
                continue;
            }
            if (heard.Data == SignedOut)
            {
                // Who comes back must not hear it again.
                yield return new SseItem<string>("{}", "beat") { EventId = heard.Mark };
                yield break;
            }
            if (heard.Data is "bell" or Announcer.Everything)
                yield return await BellOf(me, ends.Token);
            if (Event(heard) is { } told)
                yield return told;
        }
    }

    private static SseItem<string>? Event(Announcement heard) =>
        heard.Data switch
        {
            "" => null,
            "bell" => Refresh("notices", heard.Mark),
            _ when heard.Data.StartsWith(Here, StringComparison.Ordinal) => new SseItem<string>(heard.Data[Here.Length..], "here")
            {
                EventId = heard.Mark,
            },
            _ => Refresh(heard.Data, heard.Mark),
        };

    /// <returns>Null when nothing was said for a while, or at the end.</returns>
    private static async Task<Announcement?> Next(Listening listening, CancellationToken ends)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(ends);
        pause.CancelAfter(Heartbeat);
        try
        {
            return await listening.Announcements.ReadAsync(pause.Token);
        }
        catch (OperationCanceledException)
        {
            // Time for a heartbeat, or the page is gone.
            return null;
        }
    }

    private async Task<SseItem<string>> BellOf(Me me, CancellationToken stop)
    {
        var count = await db.Notices.CountAsync(notice => notice.MemberId == me.Id && notice.ReadAt == null, stop);
        return new SseItem<string>(JsonSerializer.Serialize(new { count }), "bell");
    }

    private static SseItem<string> Refresh(string target, string mark) =>
        new(JsonSerializer.Serialize(new { target }), "refresh") { EventId = mark };
}
