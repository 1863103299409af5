using System.Collections.Concurrent;
using Paraphe.Platform.Data;
using Paraphe.Platform.Live;

namespace Paraphe.Features.Opportunities;

/// <summary>
/// How far a campaign is while its transaction, which nobody can look into, runs. Kept by the node that works on it: a page that is loaded
/// anew reads it there; open pages are told by the line that all live parts share.
/// </summary>
public sealed class CampaignProgress(IServiceScopeFactory scopes, Announcer announcer)
{
    private readonly ConcurrentDictionary<Guid, (int Done, int Of)> running = new();

    public (int Done, int Of)? Of(Guid campaign) => running.TryGetValue(campaign, out var where) ? where : null;

    public Task Tell(Guid campaign, Guid account, int done, int of)
    {
        running[campaign] = (done, of);
        return Announce(campaign, account);
    }

    public Task End(Guid campaign, Guid account)
    {
        running.TryRemove(campaign, out _);
        return Announce(campaign, account);
    }

    // By a connection of its own: PostgreSQL would keep what the transaction says until it commits.
    private async Task Announce(Guid campaign, Guid account)
    {
        await using var scope = scopes.CreateAsyncScope();
        await announcer.Tell(scope.ServiceProvider.GetRequiredService<Db>(), $"account:{account}", $"campaign-{campaign}");
    }
}
