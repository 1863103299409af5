using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>Prints what was signed with its evidence, seals it with the company's key, and keeps it. One document a signature.</summary>
/// <param name="Quietly">Mails nobody: a sample was signed long ago.</param>
public sealed record SealSignedQuote(Guid SignatureId, bool Quietly = false) : IJob;

public sealed class SealSignedQuoteHandler(
    Db db,
    PrintedQuotes prints,
    FileStore files,
    SealKeys keys,
    IHttpClientFactory http,
    Texts texts
) : IHandle<SealSignedQuote>
{
    public async Task Run(SealSignedQuote job, CancellationToken stop)
    {
        if (await db.Documents.AnyAsync(row => row.SourceId == job.SignatureId && row.Kind == "signed", stop))
            return;
        using var key = await keys.Of(db, stop);
        var signature = await db.Signatures.AsNoTracking().SingleAsync(row => row.Id == job.SignatureId, stop);
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == signature.RevisionId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var events = await db
            .Events.AsNoTracking()
            .Where(row => row.QuoteId == signature.QuoteId)
            .OrderBy(row => row.Sequence)
            .ToListAsync(stop);
        var others = (await db.SignaturesOf(revision.Id, stop)).FindAll(row => row.Id != signature.Id);
        var frozen = revision.Read();
        // There is none when it was signed before its PDF was asked for.
        var sentPdf = await db
            .Documents.Where(row => row.SourceId == revision.Id && row.Kind == "revision")
            .Select(row => row.FileHash)
            .FirstOrDefaultAsync(stop);
        var evidence = new Evidence(signature, others, frozen, events, account, key, sentPdf, texts.In(frozen.Content.Language));
        PdfAttachment[] attachments =
        [
            new(SealedPdf.RevisionName, System.Text.Encoding.UTF8.GetBytes(revision.Json), "application/json", "What was signed"),
            new(SealedPdf.EventsName, EventChain.Export(events), "application/json", "Each step, chained by hashes"),
        ];
        RenderedPdf pdf;
        try
        {
            pdf = await prints.Render(evidence.Document(), revision.Read(), account, attachments, signature.SignedAt, stop);
        }
        catch (RenderUnavailableException away)
        {
            throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
        }
        var words = new SealWords
        {
            At = db.Now,
            Company = account.Profile.Name,
            Reason = evidence.Reason,
            Place = account.Profile.Address.City,
            Contact = account.Profile.Email,
        };
        var sealedPdf = await Seal.Sign(pdf.Bytes, key, words, TimestampSealedQuote.Authority(account, http), stop);
        var (hash, size) = await files.Put(sealedPdf.Bytes, stop);
        await Keep(signature, revision, hash, size, sealedPdf, job.Quietly, stop);
    }

    private Task Keep(
        Signature signature,
        Revision revision,
        string hash,
        long size,
        SealedBytes made,
        bool quietly,
        CancellationToken stop
    ) =>
        db.Afresh(async () =>
        {
            var quote = await db.Quotes.SingleAsync(row => row.Id == signature.QuoteId, stop);
            db.Documents.Add(
                new Document
                {
                    Id = db.NewId(),
                    AccountId = db.AccountId,
                    QuoteId = quote.Id,
                    RevisionId = revision.Id,
                    Kind = "signed",
                    SourceId = signature.Id,
                    FileHash = hash,
                    Size = size,
                    Notice = made.TimestampProblem ?? "",
                    CreatedAt = db.Now,
                }
            );
            quote.Record(
                Actor.System,
                "quote.sealed",
                new
                {
                    file = hash,
                    level = made.Level,
                    timestamp = made.TimestampAt,
                },
                db.Now
            );
            if (!quietly)
                db.Enqueue(new MailSignedCopies(signature.Id));
            if (made.TimestampProblem is not null)
                db.Enqueue(new TimestampSealedQuote(signature.Id), db.Now + TimestampSealedQuote.FirstWait);
            await db.SaveChangesAsync(stop);
        });
}
