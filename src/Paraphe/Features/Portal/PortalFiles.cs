using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Portal;

/// <summary>Files that a link leads to: the quote's PDF, the signed one, pictures of its lines. Nothing that the revision does not name.</summary>
public static class PortalFiles
{
    public static Task<IResult> Quote(string token, HttpContext http, PortalLinks links, Db db, FileStore files, CancellationToken stop) =>
        Pdf(token, "revision", http, links, db, files, stop);

    public static Task<IResult> Signed(string token, HttpContext http, PortalLinks links, Db db, FileStore files, CancellationToken stop) =>
        Pdf(token, "signed", http, links, db, files, stop);

    public static async Task<IResult> Picture(
        string token,
        string hash,
        PortalLinks links,
        PortalMemory memory,
        Db db,
        FileStore files,
        CancellationToken stop
    )
    {
        if (await links.Find(token, stop) is not { RevokedAt: null } delivery)
            return Results.NotFound();
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop);
        if (!memory.Read(revision).Content.Lines.Any(line => line.Picture == hash))
            return Results.NotFound();
        var picture = await files.Read(hash, stop);
        return Results.Bytes(
            picture,
            picture is [0x89, ..] ? "image/png"
                : picture is [0xff, ..] ? "image/jpeg"
                : "image/webp"
        );
    }

    public static async Task<IResult> Calendar(string token, HttpContext http, OpenedLinks opened, Db db, CancellationToken stop)
    {
        if (await opened.Open(token, stop) is not { Delivery.RevokedAt: null } shown)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        var time = shown.Delivery.RevisionId == shown.Quote.CurrentRevisionId ? shown.Quote.Time : null;
        return CalendarFile.Of(shown.Frozen, time, db.Now) is { } file
            ? Results.Bytes(file, CalendarFile.Type, $"{shown.Frozen.Number}.ics")
            : Results.NotFound();
    }

    private static async Task<IResult> Pdf(
        string token,
        string kind,
        HttpContext http,
        PortalLinks links,
        Db db,
        FileStore files,
        CancellationToken stop
    )
    {
        if (await links.Find(token, stop) is not { RevokedAt: null } delivery)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        var document = await db
            .Documents.AsNoTracking()
            .Where(row => row.RevisionId == delivery.RevisionId && row.Kind == kind)
            .OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(stop);
        if (document is null)
            return Results.Redirect($"/q/{token}/wait?for={kind}");
        var number = await db.Quotes.Where(row => row.Id == delivery.QuoteId).Select(row => row.Number).SingleAsync(stop);
        return Results.Stream(
            await files.Open(document.FileHash, stop),
            "application/pdf",
            PrintedQuotes.FileName(number!, kind == "signed")
        );
    }
}
