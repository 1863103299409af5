using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Webhooks;

/// <summary>Rings for the Owners when an address was turned off because nothing got through.</summary>
/// <param name="Id">Of the telling: a second run rings no second time.</param>
public sealed record TellOfWebhook(Guid Id, Guid WebhookId) : IJob;

public sealed class TellOfWebhookHandler(Db db) : IHandle<TellOfWebhook>
{
    public async Task Run(TellOfWebhook job, CancellationToken stop)
    {
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.WebhookId, stop) is not { } webhook)
            return;
        var owners = await db
            .Users.Where(member => member.Role == Role.Owner && member.DisabledAt == null)
            .Select(member => member.Id)
            .ToListAsync(stop);
        db.Enqueue(new RingBell(job.Id, owners, NoticeKinds.WebhookOff, [new Uri(webhook.Url).Host], $"/settings/webhooks/{webhook.Id}"));
        await db.SaveChangesAsync(stop);
    }
}
