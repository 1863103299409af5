using System.Text;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Commands;

/// <summary>What must hold of every quote, however its rows were made.</summary>
internal static class Chains
{
    public static async Task ShouldHold(this Db db)
    {
        var events = (await db.Events.AsNoTracking().ToListAsync()).ToLookup(happened => happened.QuoteId);
        var revisions = (await db.Revisions.AsNoTracking().ToListAsync()).ToLookup(revision => revision.QuoteId);
        var deliveries = (await db.Deliveries.AsNoTracking().ToListAsync()).ToLookup(delivery => delivery.QuoteId);
        foreach (var quote in await db.Quotes.AsNoTracking().ToListAsync())
        {
            var chain = events[quote.Id].OrderBy(happened => happened.Sequence).ToList();
            EventChain.Verify(chain, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue($"chain of {quote.ShownNumber}");
            revisions[quote.Id].Count().ShouldBe(quote.RevisionCount);
            foreach (var revision in revisions[quote.Id])
            {
                CanonicalJson.Sha256Hex(Encoding.UTF8.GetBytes(revision.Json)).ShouldBe(revision.Hash);
                CanonicalJson.Text(revision.Read()).ShouldBe(revision.Json);
                deliveries[quote.Id].ShouldContain(delivery => delivery.RevisionId == revision.Id);
            }
        }
    }
}
