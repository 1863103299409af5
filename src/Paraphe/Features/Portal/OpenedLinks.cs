using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>Reads what a link shows. Parsed revisions are kept for a while: they never change.</summary>
public sealed class OpenedLinks(Db db, PortalLinks links, PortalMemory memory)
{
    /// <returns>Null for a link that does not exist. Delivery, quote and revision are tracked.</returns>
    public async Task<Shown?> Open(string token, CancellationToken stop)
    {
        if (await links.Find(token, stop) is not { } delivery)
            return null;
        var quote = await db.Quotes.SingleAsync(row => row.Id == delivery.QuoteId, stop);
        var revision = await db.Revisions.SingleAsync(row => row.Id == delivery.RevisionId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var newest =
            delivery.RevisionId == quote.CurrentRevisionId
                ? null
                : await db
                    .Deliveries.AsNoTracking()
                    .Where(row =>
                        row.QuoteId == quote.Id
                        && row.Email == delivery.Email
                        && row.RevisionNumber > delivery.RevisionNumber
                        && row.RevokedAt == null
                    )
                    .OrderByDescending(row => row.RevisionNumber)
                    .FirstOrDefaultAsync(stop);
        return new Shown(delivery, quote, revision, memory.Read(revision), account, newest);
    }
}

/// <summary>Bounded memory of the portal: parsed revisions by their hash, finished pages by all that they depend on.</summary>
public sealed class PortalMemory : IDisposable
{
    private readonly MemoryCache revisions = new(new MemoryCacheOptions { SizeLimit = 32 << 20 });
    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 48 << 20 });

    public FrozenQuote Read(Revision revision) =>
        revisions.GetOrCreate(
            (revision.Id, revision.Hash),
            entry =>
            {
                // Objects take about four times their text.
                entry.SetSize(revision.Json.Length * 4L).SetSlidingExpiration(TimeSpan.FromHours(1));
                return revision.Read();
            }
        )!;

    public KeptPage? Page(object key) => pages.Get<KeptPage>(key);

    /// <summary>For six hours at most: its form keys are good for three days.</summary>
    public void Keep(object key, KeptPage page) =>
        pages.Set(
            key,
            page,
            new MemoryCacheEntryOptions()
                .SetSize(page.Plain.Length + page.Brotli.Length)
                .SetSlidingExpiration(TimeSpan.FromMinutes(30))
                .SetAbsoluteExpiration(TimeSpan.FromHours(6))
        );

    public void Dispose()
    {
        revisions.Dispose();
        pages.Dispose();
    }
}
