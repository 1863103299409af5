using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Pdf;

namespace Paraphe.Features.Letters;

/// <summary>Prints a revision as a letter, its address in the envelope's window; and hands it over to a letter service.</summary>
public sealed record PrintLetter(Guid DeliveryId) : IJob;

public sealed class PrintLetterHandler(Db db, PrintedQuotes prints, FileStore files, LetterService service) : IHandle<PrintLetter>
{
    public const string Kind = "letter";

    public async Task Run(PrintLetter job, CancellationToken stop)
    {
        var delivery = await db.Deliveries.SingleAsync(row => row.Id == job.DeliveryId, stop);
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop);
        var document =
            await db.Documents.SingleOrDefaultAsync(row => row.SourceId == delivery.Id && row.Kind == Kind, stop)
            ?? await Make(delivery, revision, stop);
        if (service.IsGiven && delivery.SentAt is null)
            await HandOver(delivery, revision, document, stop);
    }

    private async Task<Document> Make(Delivery delivery, Revision revision, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        RenderedPdf pdf;
        try
        {
            pdf = await prints.Letter(revision.Read(), account, stop);
        }
        catch (RenderUnavailableException away)
        {
            throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
        }
        var (hash, size) = await files.Put(pdf.Bytes, stop);
        var document = new Document
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            QuoteId = revision.QuoteId,
            RevisionId = revision.Id,
            Kind = Kind,
            SourceId = delivery.Id,
            FileHash = hash,
            Size = size,
            Notice = pdf.Notice ?? "",
            CreatedAt = db.Now,
        };
        db.Documents.Add(document);
        await db.SaveChangesAsync(stop);
        return document;
    }

    private async Task HandOver(Delivery delivery, Revision revision, Document document, CancellationToken stop)
    {
        var name =
            $"{Path.GetFileNameWithoutExtension(PrintedQuotes.FileName(revision.Read().Number))}-{revision.Number}-{delivery.Id:N}.pdf";
        await using (var content = await files.Open(document.FileHash, stop))
            await service.Put(db.AccountId.ToString("N"), name, content, stop);
        delivery.Sent(db.Now);
        await db.SaveChangesAsync(stop);
    }
}

/// <summary>Letters for members.</summary>
public static class LetterFiles
{
    public static void MapLetters(this WebApplication app) =>
        app.MapGet("/quotes/{id:guid}/letters/{letter:guid}", Letter).RequireAuthorization();

    private static async Task<IResult> Letter(Guid id, Guid letter, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        var document = await db
            .Documents.AsNoTracking()
            .SingleOrDefaultAsync(row => row.QuoteId == id && row.SourceId == letter && row.Kind == PrintLetterHandler.Kind, stop);
        if (document is null)
            return Results.NotFound();
        var number = await db.Quotes.Where(row => row.Id == id).Select(row => row.Number).SingleAsync(stop);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(await files.Open(document.FileHash, stop), "application/pdf", PrintedQuotes.FileName(number!));
    }
}
