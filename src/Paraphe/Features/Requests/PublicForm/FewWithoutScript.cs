using System.Threading.RateLimiting;

namespace Paraphe.Features.Requests.PublicForm;

/// <summary>
/// Forms sent without the proof of work: five an hour from one address, sixty an hour to one account. PARAPHE_LIMITS=off turns it off.
/// </summary>
public sealed class FewWithoutScript(IConfiguration configuration) : IDisposable
{
    private readonly bool off = configuration["PARAPHE_LIMITS"] == "off";
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = key.StartsWith("to ", StringComparison.Ordinal) ? 60 : 5,
                Window = TimeSpan.FromHours(1),
            }
        )
    );

    public bool May(string address, Guid account)
    {
        if (off)
            return true;
        using var from = limiter.AttemptAcquire("from " + address);
        if (!from.IsAcquired)
            return false;
        using var to = limiter.AttemptAcquire($"to {account}");
        return to.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
