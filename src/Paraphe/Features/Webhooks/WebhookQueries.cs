using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Webhooks;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Webhooks;

public static class WebhookQueries
{
    /// <summary>The log of an address, newest first.</summary>
    /// <param name="after">The last one of the page before; their identifiers sort by time.</param>
    public static IQueryable<WebhookDelivery> DeliveriesOf(this Db db, Guid webhook, WebhookDeliveryState? state, Guid? after)
    {
        var rows = db.WebhookDeliveries.AsNoTracking().Where(row => row.WebhookId == webhook);
        if (state is not null)
            rows = rows.Where(row => row.State == state);
        if (after is { } last)
            rows = rows.Where(row =>
                db.WebhookDeliveries.Any(before =>
                    before.Id == last
                    && (row.CreatedAt < before.CreatedAt || (row.CreatedAt == before.CreatedAt && row.Id.CompareTo(before.Id) < 0))
                )
            );
        return rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);
    }
}
