using System.Threading.RateLimiting;

namespace Paraphe.Platform.Web;

/// <summary>
/// How often one visitor may post to a door that stands open to everybody: <c>[EnableRateLimiting(RateLimits.SignIn)]</c> on a page.
/// Reading is not limited. Too often is answered 429 with the error page. PARAPHE_LIMITS=off turns them off, for benchmarks.
/// </summary>
public static class RateLimits
{
    /// <summary>Sign-in, second step, forgotten password: 30 posts a minute from one address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Answers of customers: 120 posts a minute from one address.</summary>
    public const string Portal = "portal";

    /// <summary>Other forms open to strangers, which make rows or mails: 10 posts a minute from one address.</summary>
    public const string Public = "public";

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
            foreach (var (name, posts) in new[] { (SignIn, 30), (Portal, 120), (Public, 10) })
                limits.AddPolicy(
                    name,
                    http =>
                        off || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? Free : Of(http, posts)
                );
        });
    }

    private static RateLimitPartition<string> Free => RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Of(HttpContext http, int posts) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = posts,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }
        );
}
