using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Features.Documents;
using Paraphe.Features.Signing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;

namespace Paraphe.Features.Sending;

/// <summary>A quote's papers for members: the PDF, the signed one, the history with its hashes.</summary>
public static class QuotePapers
{
    /// <summary>A member may wait that long for a draft; the page of the quote stays usable meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapQuotePapers(this WebApplication app)
    {
        // Everyone who may look at all may read: Permission.Read is every role's.
        var quotes = app.MapGroup("/quotes/{id:guid}").RequireAuthorization();
        quotes.MapGet("/pdf", Pdf);
        quotes.MapGet("/signed.pdf", Signed);
        quotes.MapGet("/evidence.zip", Evidence);
        quotes.MapGet("/events.json", Events);
        quotes.MapGet("/proof", Quotes.Proof.Get);
    }

    private static async Task<IResult> Pdf(
        Guid id,
        bool? draft,
        bool? show,
        Db db,
        PrintedQuotes prints,
        QuoteParties parties,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { } quote)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        // Shown by the browser, to be printed, or kept under its number.
        string? Name(string number) => show == true ? null : PrintedQuotes.FileName(number);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            if (draft != true && quote.CurrentRevisionId is { } revision)
            {
                var document = await prints.Of(revision, patience.Token);
                return Results.Stream(await files.Open(document.FileHash, stop), "application/pdf", Name(quote.Number!));
            }
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            var frozen = await parties.Foresee(quote, account, stop);
            var pdf = await prints.Draft(frozen, account, patience.Token);
            return Results.Bytes(pdf.Bytes, "application/pdf", Name(quote.ShownNumber));
        }
        catch (Exception away)
            when (away is RenderUnavailableException || away is OperationCanceledException && !stop.IsCancellationRequested)
        {
            // The renderer is busy or down; everything else works on.
            http.Response.Headers.RetryAfter = "10";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <param name="of">A signature, when it is not the last one that is asked for.</param>
    private static async Task<IResult> Signed(Guid id, Guid? of, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        var document = await db
            .Documents.AsNoTracking()
            .Where(row => row.QuoteId == id && row.Kind == "signed" && (of == null || row.SourceId == of))
            .OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(stop);
        if (document is null)
            return Results.NotFound();
        var number = await db.Quotes.Where(row => row.Id == id).Select(row => row.Number).SingleAsync(stop);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(await files.Open(document.FileHash, stop), "application/pdf", PrintedQuotes.FileName(number!, signed: true));
    }

    private static async Task<IResult> Evidence(Guid id, Guid? of, EvidenceBundle bundle, HttpContext http, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return await bundle.Of(id, of, stop) is var (name, bytes) ? Results.Bytes(bytes, "application/zip", name) : Results.NotFound();
    }

    private static async Task<IResult> Events(Guid id, Db db, CancellationToken stop)
    {
        var events = await db.Events.AsNoTracking().Where(row => row.QuoteId == id).OrderBy(row => row.Sequence).ToListAsync(stop);
        return events.Count == 0 ? Results.NotFound() : Results.Bytes(EventChain.Export(events), "application/json", "events.json");
    }
}
