using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Jobs;

/// <summary>The quotes that jobs are about, found by the identifiers they hold.</summary>
public sealed class JobQuotes(Db db)
{
    public async Task<Dictionary<Guid, (Guid Id, string Number)?>> Of(IEnumerable<Job> jobs, CancellationToken stop)
    {
        var named = jobs.SelectMany(job => Named(job.Payload).Select(name => (Job: job.Id, name.Name, name.Id))).ToList();
        Guid[] Ids(string name) => [.. named.Where(entry => entry.Name == name).Select(entry => entry.Id).Distinct()];
        var quoteOf = Ids("quoteId").ToDictionary(id => id, id => id);
        var (revisions, deliveries, signatures, mails) = (Ids("revisionId"), Ids("deliveryId"), Ids("signatureId"), Ids("mailId"));
        foreach (var row in await db.Revisions.Where(r => revisions.Contains(r.Id)).Select(r => new { r.Id, r.QuoteId }).ToListAsync(stop))
            quoteOf[row.Id] = row.QuoteId;
        foreach (
            var row in await db.Deliveries.Where(r => deliveries.Contains(r.Id)).Select(r => new { r.Id, r.QuoteId }).ToListAsync(stop)
        )
            quoteOf[row.Id] = row.QuoteId;
        foreach (
            var row in await db.Signatures.Where(r => signatures.Contains(r.Id)).Select(r => new { r.Id, r.QuoteId }).ToListAsync(stop)
        )
            quoteOf[row.Id] = row.QuoteId;
        foreach (var row in await db.OutgoingMails.Where(r => mails.Contains(r.Id)).Select(r => new { r.Id, r.QuoteId }).ToListAsync(stop))
            if (row.QuoteId is { } quote)
                quoteOf[row.Id] = quote;
        var quotes = quoteOf.Values.Distinct().ToList();
        var numbers = await db
            .Quotes.Where(quote => quotes.Contains(quote.Id))
            .ToDictionaryAsync(quote => quote.Id, quote => quote.Number ?? quote.DraftNumber, stop);
        var found = new Dictionary<Guid, (Guid, string)?>();
        foreach (var (job, _, id) in named)
            if (quoteOf.TryGetValue(id, out var quote) && numbers.TryGetValue(quote, out var number))
                found[job] = (quote, number);
        return found;
    }

    private static IEnumerable<(string Name, Guid Id)> Named(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        foreach (var property in json.RootElement.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.String && property.Value.TryGetGuid(out var id))
                yield return (property.Name, id);
    }
}
