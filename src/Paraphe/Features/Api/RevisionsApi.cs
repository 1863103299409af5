using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Changes;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;

namespace Paraphe.Features.Api;

/// <summary>What was sent and how it was answered: revisions, their differences and papers, the history.</summary>
internal static class RevisionsApi
{
    private const string Pdf = "application/pdf";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Map(RouteGroupBuilder api)
    {
        var quote = api.MapGroup("/quotes/{id:guid}").WithTags("Quotes");
        quote
            .MapGet("/revisions", List)
            .WithName("listRevisions")
            .Needs(Scopes.QuotesRead, "What was sent, with its SHA-256", "Oldest first; all of them on one page.")
            .Gives<Page<RevisionJson>>()
            .Finds();
        quote
            .MapGet("/revisions/{number:int}", Get)
            .WithName("getRevision")
            .Needs(Scopes.QuotesRead, "A revision with its frozen content")
            .Gives<RevisionWhole>()
            .Finds();
        quote
            .MapGet("/revisions/{number:int}/pdf", RevisionPdf)
            .WithName("getRevisionPdf")
            .Needs(Scopes.QuotesRead, "The PDF of a revision", "Made when it is first asked for; 503 while the renderer is busy.")
            .GivesFile(Pdf)
            .Finds();
        quote
            .MapGet("/diff", Diff)
            .WithName("compareRevisions")
            .Needs(
                Scopes.QuotesRead,
                "What changed between two revisions",
                "Without `to`, between a revision and the working copy; without `from`, since the revision before."
            )
            .Gives<DiffJson>()
            .Finds();
        quote
            .MapGet("/signed-pdf", SignedPdf)
            .WithName("getSignedPdf")
            .Needs(Scopes.QuotesRead, "The signed and sealed PDF", "There a moment after the signature.")
            .GivesFile(Pdf)
            .Finds();
        quote
            .MapGet("/evidence", Evidence)
            .WithName("getEvidence")
            .Needs(Scopes.QuotesRead, "The signatures and what proves them")
            .Gives<EvidenceJson>()
            .Finds();
        quote
            .MapGet("/events", Events)
            .WithName("listEvents")
            .Needs(Scopes.QuotesRead, "The hash-chained history, oldest first", "All of it on one page.")
            .Gives<Page<EventJson>>()
            .Finds();
    }

    private static async Task<Answer> List(Guid id, Db db, CancellationToken stop)
    {
        await QuotesApi.EnsureThere(db, id, stop);
        var rows = await db
            .Revisions.Where(row => row.QuoteId == id)
            .OrderBy(row => row.Number)
            .Select(row => new RevisionJson(row.Id, row.Number, row.Hash, row.SentAt))
            .ToListAsync(stop);
        return Answer.Page(rows);
    }

    private static async Task<Answer> Get(Guid id, int number, Db db, CancellationToken stop) =>
        Answer.Ok(RevisionWhole.Of(await Find(db, id, number, stop) ?? throw ProblemException.NotFound()));

    private static async Task<IResult> RevisionPdf(
        Guid id,
        int number,
        HttpContext http,
        Db db,
        PrintedQuotes prints,
        FileStore files,
        CancellationToken stop
    )
    {
        var revision = await Find(db, id, number, stop) ?? throw ProblemException.NotFound();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var document = await prints.Of(revision.Id, patience.Token);
            return Results.Stream(await files.Open(document.FileHash, stop), Pdf, PrintedQuotes.FileName(revision.Read().Number));
        }
        catch (Exception away)
            when (away is RenderUnavailableException || away is OperationCanceledException && !stop.IsCancellationRequested)
        {
            // The renderer is busy or down; everything else works on.
            http.Response.Headers.RetryAfter = "10";
            return Problem.Of(503, "Service unavailable", "The renderer is busy: try again.");
        }
    }

    private static async Task<Answer> Diff(Guid id, int? from, int? to, Db db, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, id, stop);
        var first = from ?? (to is { } end ? end - 1 : quote.RevisionCount);
        if (await Find(db, id, first, stop) is not { } before)
            throw ProblemException.Query("from", "The quote has no such revision.");
        var after =
            to is not { } last ? quote.Content
            : await Find(db, id, last, stop) is { } found ? found.Read().Content
            : throw ProblemException.Query("to", "The quote has no such revision.");
        return Answer.Ok(DiffJson.Of(await Comparison.Between(db, id, (first, before.Read().Content), (to, after), stop)));
    }

    private static async Task<IResult> SignedPdf(Guid id, Db db, FileStore files, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, id, stop);
        var document =
            await db
                .Documents.AsNoTracking()
                .Where(row => row.QuoteId == id && row.Kind == "signed")
                .OrderByDescending(row => row.CreatedAt)
                .FirstOrDefaultAsync(stop)
            ?? throw ProblemException.NotFound();
        return Results.Stream(await files.Open(document.FileHash, stop), Pdf, PrintedQuotes.FileName(quote.ShownNumber, signed: true));
    }

    private static async Task<Answer> Evidence(Guid id, Db db, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, id, stop);
        var events = await db.Events.AsNoTracking().Where(row => row.QuoteId == id).OrderBy(row => row.Sequence).ToListAsync(stop);
        var signatures = await db.Signatures.AsNoTracking().Where(row => row.QuoteId == id).OrderBy(row => row.SignedAt).ToListAsync(stop);
        return Answer.Ok(
            new EvidenceJson(
                EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact,
                quote.EventHead,
                await db.Documents.AnyAsync(row => row.QuoteId == id && row.Kind == "signed", stop),
                [.. signatures.Select(SignatureJson.Of)]
            )
        );
    }

    private static async Task<Answer> Events(Guid id, Db db, CancellationToken stop)
    {
        await QuotesApi.EnsureThere(db, id, stop);
        var rows = await db
            .Events.AsNoTracking()
            .Where(row => row.QuoteId == id)
            .OrderBy(row => row.Sequence)
            .Select(row => new EventJson(row.Sequence, row.At, row.What, row.ActorKind, row.ActorName, row.Payload, row.Previous, row.Hash))
            .ToListAsync(stop);
        return Answer.Page(rows);
    }

    private static Task<Revision?> Find(Db db, Guid quote, int number, CancellationToken stop) =>
        db.Revisions.AsNoTracking().SingleOrDefaultAsync(row => row.QuoteId == quote && row.Number == number, stop);
}
