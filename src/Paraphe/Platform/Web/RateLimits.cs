using System.Threading.RateLimiting;

namespace Paraphe.Platform.Web;

/// <summary>
/// How often one visitor may post to a door that stands open to everybody: <c>[EnableRateLimiting(RateLimits.SignIn)]</c> on a page.
/// Reading is limited behind links alone, as widely as a whole office may need. Too often is answered 429 with the error page.
/// PARAPHE_LIMITS=off turns them off, for benchmarks.
/// </summary>
public static class RateLimits
{
    /// <summary>Sign-in, second step, forgotten password: 30 posts a minute from one address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Behind a customer's link: 120 posts and 1,200 pages and files a minute from one address.</summary>
    public const string Portal = "portal";

    /// <summary>Other forms open to strangers, which make rows or mails: 10 posts a minute from one address.</summary>
    public const string Public = "public";

    /// <summary>Programs with a key, or with none: 3,000 requests a minute from one address; each key has a limit of its own.</summary>
    public const string Api = "api";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var off = configuration["PARAPHE_LIMITS"] == "off";
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            foreach (var (name, posts, reads) in new[] { (SignIn, 30, 0), (Portal, 120, 1_200), (Public, 10, 0) })
                limits.AddPolicy(name, http => off ? Free : Of(http, posts, reads));
            limits.AddPolicy(Api, http => off ? Free : OfProgram(http));
        });
    }

    private static RateLimitPartition<string> OfProgram(HttpContext http) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            "api " + (http.Connection.RemoteIpAddress?.ToString() ?? "unknown"),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = 3_000,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }
        );

    private static RateLimitPartition<string> Free => RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Of(HttpContext http, int posts, int reads)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        var most = isRead ? reads : posts;
        return most == 0
            ? Free
            : RateLimitPartition.GetSlidingWindowLimiter(
                (isRead ? "read " : "") + (http.Connection.RemoteIpAddress?.ToString() ?? "unknown"),
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = most,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = 6,
                }
            );
    }
}
