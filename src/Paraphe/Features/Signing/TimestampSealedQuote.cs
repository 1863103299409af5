using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Outside;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Features.Signing;

/// <summary>
/// Proves the time of a seal that was made while the time-stamp server was down: appends a document time-stamp, which changes nothing of what
/// was sealed. The copies that were mailed stay B-B and valid; the one in the portal is B-T from then on.
/// </summary>
public sealed record TimestampSealedQuote(Guid SignatureId) : IJob
{
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);

    /// <returns>Null when the account asks for no time-stamps.</returns>
    public static TimestampAuthority? Authority(Account account, IHttpClientFactory http) =>
        Uri.TryCreate(account.Settings.TimestampUrl, UriKind.Absolute, out var address)
            ? new TimestampAuthority(http.CreateClient(OutsideCalls.Plain), address)
            : null;
}

public sealed class TimestampSealedQuoteHandler(Db db, FileStore files, IHttpClientFactory http) : IHandle<TimestampSealedQuote>
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(30);

    /// <summary>A server that is silent for so long is gone: the seal stays B-B, and its document says so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public async Task Run(TimestampSealedQuote job, CancellationToken stop)
    {
        var document = await db.Documents.AsNoTracking().SingleAsync(row => row.SourceId == job.SignatureId && row.Kind == "signed", stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        if (document.Notice.Length == 0 || TimestampSealedQuote.Authority(account, http) is not { } authority)
            return;
        SealedBytes stamped;
        try
        {
            stamped = await Seal.AddTimestamp(await files.Read(document.FileHash, stop), authority, stop);
        }
        catch (TimestampException none) when (db.Now - document.CreatedAt < Patience)
        {
            throw new NotYetException(none.Message, Wait);
        }
        var (hash, size) = await files.Put(stamped.Bytes, stop);
        await Keep(document, hash, size, stamped, stop);
    }

    private Task Keep(Document sealedBefore, string hash, long size, SealedBytes stamped, CancellationToken stop) =>
        db.Afresh(async () =>
        {
            var quote = await db.Quotes.SingleAsync(row => row.Id == sealedBefore.QuoteId, stop);
            var document = await db.Documents.SingleAsync(row => row.Id == sealedBefore.Id, stop);
            // The other run of this job was quicker.
            if (document.Notice.Length == 0)
                return;
            (document.FileHash, document.Size, document.Notice) = (hash, size, "");
            quote.Record(
                Actor.System,
                "quote.timestamped",
                new
                {
                    file = hash,
                    before = sealedBefore.FileHash,
                    level = stamped.Level,
                    timestamp = stamped.TimestampAt,
                },
                db.Now
            );
            await db.SaveChangesAsync(stop);
        });
}
