using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Quotes;

/// <summary>The pictures of a quote's lines, for members: of the working copy and of the revision sent last, nothing else by its hash.</summary>
public static class LinePictures
{
    public static void MapLinePictures(this WebApplication app) =>
        app.MapGet("/quotes/{id:guid}/pictures/{hash}", Picture).RequireAuthorization();

    private static async Task<IResult> Picture(Guid id, string hash, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(quote => quote.Id == id, stop) is not { } quote)
            return Results.NotFound();
        if (quote.Content.Lines.All(line => line.Picture != hash))
        {
            var sent = await db.Revisions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == quote.CurrentRevisionId, stop);
            if (sent is null || sent.Read().Content.Lines.All(line => line.Picture != hash))
                return Results.NotFound();
        }
        var bytes = await files.Read(hash, stop);
        // Its address is the hash of its bytes: it never changes.
        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return Results.Bytes(bytes, PictureType.Of(bytes) ?? "application/octet-stream");
    }
}
