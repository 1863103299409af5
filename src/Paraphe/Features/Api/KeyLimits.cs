using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;

namespace Paraphe.Features.Api;

/// <summary>
/// How often one key may ask: 600 times a minute on one node, told with every answer. Beside it stands <see cref="Platform.Web.RateLimits.Api"/>,
/// which holds back addresses before their keys are looked up.
/// </summary>
public sealed class KeyLimits(IConfiguration configuration, TimeProvider clock)
{
    public const int PerMinute = 600;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly bool off = configuration["PARAPHE_LIMITS"] == "off";
    private readonly ConcurrentDictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Counts this request and writes the headers.</summary>
    public bool Exceeded(HttpContext http)
    {
        if (off || http.User.FindFirstValue(KeySignIn.KeyClaim) is not { } key)
            return false;
        var now = clock.GetUtcNow();
        var count = counts.AddOrUpdate(
            key,
            _ => new Count(now, 1),
            (_, old) => now - old.Since >= Window ? new Count(now, 1) : old with { Used = old.Used + 1 }
        );
        if (count.Used == 1 && counts.Count > 1_000)
            Forget(now);
        var headers = http.Response.Headers;
        var left = Text(Math.Max(1, (int)Math.Ceiling((count.Since + Window - now).TotalSeconds)));
        headers["RateLimit-Limit"] = Text(PerMinute);
        headers["RateLimit-Remaining"] = Text(Math.Max(0, PerMinute - count.Used));
        headers["RateLimit-Reset"] = left;
        if (count.Used <= PerMinute)
            return false;
        headers.RetryAfter = left;
        return true;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, count) in counts)
            if (now - count.Since >= Window)
                counts.TryRemove(new(key, count));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Count(DateTimeOffset Since, int Used);
}
