using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Notes;

/// <summary>Pictures of notes, for members.</summary>
public static class NotePictures
{
    public static void MapNotes(this WebApplication app) =>
        app.MapGet("/quotes/{id:guid}/notes/{note:guid}/pictures/{hash}", Picture).RequireAuthorization();

    private static async Task<IResult> Picture(
        Guid id,
        Guid note,
        string hash,
        Db db,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        var content = await db
            .Notes.AsNoTracking()
            .Where(row => row.Id == note && row.QuoteId == id)
            .Select(row => row.Content)
            .SingleOrDefaultAsync(stop);
        if (content is null || !content.Pictures.Contains(hash))
            return Results.NotFound();
        var bytes = await files.Read(hash, stop);
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(bytes, PictureType.Of(bytes) ?? "application/octet-stream");
    }
}
