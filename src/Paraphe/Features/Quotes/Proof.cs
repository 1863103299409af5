using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Quotes;

/// <summary>What proves an acceptance outside the portal: a scanned signature, a mail printed, a photograph (QU 8).</summary>
public static class Proof
{
    public const string Accepted = "application/pdf,image/png,image/jpeg,image/webp";

    private const int Largest = 10 << 20;

    /// <exception cref="BrokenRuleException">Too large, or neither a PDF nor a picture, whatever its name says.</exception>
    public static async Task<string?> Keep(IFormFile? upload, FileStore files, CancellationToken stop)
    {
        if (upload is null)
            return null;
        if (upload.Length is 0 or > Largest)
            throw new BrokenRuleException("Quotes.Proof.Size", "proof");
        await using var content = upload.OpenReadStream();
        if (await TypeOf(content, stop) is null)
            throw new BrokenRuleException("Quotes.Proof.Kind", "proof");
        return (await files.Put(content, stop)).Hash;
    }

    /// <summary>The file, to members of the account; its number is its name.</summary>
    public static async Task<IResult> Get(Guid id, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, stop) is not { Offline.Proof: { } hash } quote)
            return Results.NotFound();
        var content = await files.Open(hash, stop);
        var type = await TypeOf(content, stop) ?? System.Net.Mime.MediaTypeNames.Application.Octet;
        http.Response.Headers.CacheControl = "private, no-store";
        var name = PrintedQuotes.FileName(quote.ShownNumber).Replace(".pdf", "-proof." + type.Split('/')[^1], StringComparison.Ordinal);
        return Results.Stream(content, type, name, enableRangeProcessing: true);
    }

    private static async Task<string?> TypeOf(Stream content, CancellationToken stop)
    {
        var start = new byte[16];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        content.Position = 0;
        return start.AsSpan().StartsWith("%PDF-"u8) ? "application/pdf" : PictureType.Of(start.AsSpan(0, read));
    }
}
