using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Portal;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Enclosures;

/// <summary>
/// The bytes of supporting documents: to members those of the working copy, over a link those of its revision alone. Streamed, with ranges,
/// so that videos can be wound.
/// </summary>
public static class EnclosureFiles
{
    public static void MapEnclosures(this WebApplication app)
    {
        // Every role may read.
        app.MapGet("/quotes/{id:guid}/documents/{key:guid}", Office).RequireAuthorization();
        app.MapGet("/q/{token}/documents/{key:guid}", Link).AllowAnonymous();
    }

    private static async Task<IResult> Office(
        Guid id,
        Guid key,
        bool? small,
        Db db,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        var content = await db
            .Quotes.AsNoTracking()
            .Where(quote => quote.Id == id)
            .Select(quote => quote.Content)
            .SingleOrDefaultAsync(stop);
        return await Send(content, key, small == true, files, http, stop);
    }

    private static async Task<IResult> Link(
        string token,
        Guid key,
        bool? small,
        PortalLinks links,
        PortalMemory memory,
        Db db,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (await links.Find(token, stop) is not { RevokedAt: null } delivery)
            return Results.NotFound();
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop);
        return await Send(memory.Read(revision).Content, key, small == true, files, http, stop);
    }

    private static async Task<IResult> Send(
        QuoteContent? content,
        Guid key,
        bool small,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (content?.Enclosures.FirstOrDefault(one => one.Key == key) is not { Hash: { } hash } enclosure)
            return Results.NotFound();
        // Nothing in a file is run, whatever a browser takes it for; a PDF's own reader needs the absence of a sandbox.
        http.Response.Headers.ContentSecurityPolicy =
            enclosure.Type == "application/pdf"
                ? "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'; frame-ancestors 'self'"
                : "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=3600";
        if (small && enclosure is { Kind: EnclosureKind.Video, Preview: { } still })
        {
            var picture = await files.Read(still, stop);
            return Results.Bytes(picture, PictureType.Of(picture));
        }
        var stream = await files.Open(small && enclosure.Preview is { } preview ? preview : hash, stop);
        // Shown where browsers can; the rest is kept under its name.
        var shown = enclosure.Kind is EnclosureKind.Image or EnclosureKind.Video || enclosure.Type == "application/pdf";
        if (shown)
            http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(enclosure.Name)}";
        return Results.Stream(stream, enclosure.Type, shown ? null : enclosure.Name, enableRangeProcessing: stream.CanSeek);
    }
}
