using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>
/// The request that an open page makes by itself, also without script (SN 4): a picture of one transparent point on our own address, with a
/// key that only the page knows. Reading the page is not looking at it: scanners, previews and prefetchers read.
/// </summary>
public static class SeenEndpoint
{
    /// <summary>Looking again within this time is the same visit.</summary>
    private static readonly TimeSpan Visit = TimeSpan.FromMinutes(5);

    private static readonly byte[] Point = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static async Task<IResult> Get(
        string token,
        string? k,
        HttpContext http,
        PortalLinks links,
        FormKeys keys,
        Db db,
        CancellationToken stop
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await links.Find(token, stop) is not { } delivery || !keys.IsGood(k, delivery.Id, "seen"))
            return Results.NotFound();
        if (Visitor.IsPerson(http.Request) && delivery.RevokedAt is null && !(db.Now - delivery.LastSeenAt < Visit))
            await Count(delivery.Id, db, stop);
        return Results.Bytes(Point, "image/gif");
    }

    private static Task Count(Guid id, Db db, CancellationToken stop) =>
        db.Afresh(async () =>
        {
            var delivery = await db.Deliveries.SingleAsync(row => row.Id == id, stop);
            var quote = await db.Quotes.SingleAsync(row => row.Id == delivery.QuoteId, stop);
            quote.Opened(delivery, db.Now);
            db.Announce($"quote:{quote.Id}");
            await db.SaveChangesAsync(stop);
        });
}
