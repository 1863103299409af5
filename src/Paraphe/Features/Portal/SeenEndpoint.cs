using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
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

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A picture of one transparent point.</summary>
    public static readonly byte[] Point = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

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
        if (delivery.RevokedAt is not null)
            return Results.Bytes(Point, "image/gif");
        if (!Visitor.IsPerson(http.Request))
            await Scanned(delivery, db);
        else if (!(db.Now - delivery.LastSeenAt < Visit))
            await Count(delivery.Id, db, stop);
        else if (db.Now - delivery.LastSeenAt > Beat)
            await StillHere(delivery, db);
        return Results.Bytes(Point, "image/gif");
    }

    /// <summary>A program fetched the link (SN 4): counted apart, once an hour, and never taken for a look.</summary>
    public static async Task Scanned(Delivery delivery, Db db)
    {
        if (db.Now - delivery.ScannedAt < TimeSpan.FromHours(1))
            return;
        await db.Write(() =>
            db
                .Deliveries.Where(row => row.Id == delivery.Id)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(each => each.ScannedAt, db.Now).SetProperty(each => each.ScanCount, each => each.ScanCount + 1)
                )
        );
    }

    // The page is still in view: nothing but the time is kept, and the quote's version stays, so that its page does too.
    private static async Task StillHere(Delivery delivery, Db db)
    {
        await db.Write(() =>
            db.Deliveries.Where(row => row.Id == delivery.Id).ExecuteUpdateAsync(row => row.SetProperty(each => each.LastSeenAt, db.Now))
        );
        Tell(delivery.QuoteId, db);
        await db.SaveChangesAsync();
    }

    private static void Tell(Guid quote, Db db)
    {
        db.Announce($"quote:{quote}");
        db.Announce($"account:{db.AccountId}", "presence");
    }

    private static Task Count(Guid id, Db db, CancellationToken stop) =>
        db.Afresh(async () =>
        {
            var delivery = await db.Deliveries.SingleAsync(row => row.Id == id, stop);
            var quote = await db.Quotes.SingleAsync(row => row.Id == delivery.QuoteId, stop);
            quote.Opened(delivery, db.Now);
            Tell(quote.Id, db);
            await db.SaveChangesAsync(stop);
        });
}
