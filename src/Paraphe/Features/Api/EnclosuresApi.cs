using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Enclosures;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>A supporting document of a quote: the customer sees it beside the lines.</summary>
/// <param name="Type">MIME type by content; empty of a link.</param>
/// <param name="Sha256">Of the file; null of a link.</param>
public sealed record EnclosureJson(
    Guid Key,
    EnclosureKind Kind,
    string Name,
    string Caption,
    string Type,
    long Size,
    string? Url,
    string? Sha256
)
{
    public static EnclosureJson Of(Enclosure one) => new(one.Key, one.Kind, one.Name, one.Caption, one.Type, one.Size, one.Url, one.Hash);
}

/// <summary>A file that was uploaded, or a link; exactly one of the two.</summary>
public sealed record EnclosureWish
{
    /// <summary>Id of an uploaded file.</summary>
    public Guid? FileId { get; init; }

    /// <summary>Address of the web, such as a video or a product page.</summary>
    [StringLength(Enclosure.UrlLength)]
    public string? Url { get; init; }

    [StringLength(Enclosure.CaptionLength)]
    public string? Caption { get; init; }
}

public sealed record CaptionWish([property: StringLength(Enclosure.CaptionLength)] string Caption);

internal static class EnclosuresApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var enclosures = api.MapGroup("/quotes/{id:guid}/enclosures").WithTags("Files");
        enclosures
            .MapGet("", List)
            .WithName("listEnclosures")
            .Needs(Scopes.QuotesRead, "The supporting documents of a quote", "All of them on one page.")
            .Gives<Page<EnclosureJson>>()
            .Finds();
        enclosures
            .MapPost("", Add)
            .WithName("addEnclosure")
            .Needs(Scopes.QuotesWrite, "Enclose an uploaded file or a link", "Images are made safe and lose what they tell of their place.")
            .Takes<EnclosureWish>()
            .Gives<QuoteWhole>(201)
            .Versioned();
        enclosures
            .MapGet("/{key:guid}/content", Content)
            .WithName("getEnclosureContent")
            .Needs(Scopes.QuotesRead, "The bytes of a supporting document")
            .GivesFile(MediaTypeNames.Application.Octet)
            .Finds();
        enclosures
            .MapPatch("/{key:guid}", Caption)
            .WithName("captionEnclosure")
            .Needs(Scopes.QuotesWrite, "Change a caption")
            .Takes<CaptionWish>()
            .Gives<QuoteWhole>()
            .Versioned();
        enclosures
            .MapDelete("/{key:guid}", Remove)
            .WithName("deleteEnclosure")
            .Needs(Scopes.QuotesWrite, "Take a supporting document out", "Revisions that were sent with it keep it.")
            .GivesNothing()
            .Versioned();
    }

    private static async Task<Answer> List(Guid id, Db db, CancellationToken stop) =>
        Answer.Page<EnclosureJson>([.. (await QuotesApi.Find(db, id, stop)).Content.Enclosures.Select(EnclosureJson.Of)]);

    private static async Task<Answer> Add(
        Guid id,
        Body<EnclosureWish> body,
        HttpContext http,
        Db db,
        ApiFiles uploaded,
        Intake intake,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        if (wish.FileId is null == string.IsNullOrWhiteSpace(wish.Url))
            throw ProblemException.At("/fileId", "Either a file or an address.");
        var quote = await QuotesApi.Find(db, http, id, stop);
        var limits = (await db.Account(stop)).Settings.Enclosures;
        var enclosure = wish.FileId is { } file
            ? (await Taken(file, quote, uploaded, intake, limits, db, stop)).Captioned(wish.Caption)
            : Enclosure.OfLink(db.NewId(), wish.Url, wish.Caption);
        quote.Enclose(enclosure, limits, db.Now);
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop) with { Status = 201, Location = $"/api/v1/quotes/{id}/enclosures" };
    }

    private static async Task<Enclosure> Taken(
        Guid file,
        Quote quote,
        ApiFiles uploaded,
        Intake intake,
        Domain.Accounts.EnclosureLimits limits,
        Db db,
        CancellationToken stop
    )
    {
        var found = await uploaded.Named(file, "/fileId", stop);
        var kind = ApiFiles.Shown(found).Kind switch
        {
            FileKind.Image => EnclosureKind.Image,
            FileKind.Video => EnclosureKind.Video,
            _ => EnclosureKind.Attachment,
        };
        quote.EnsureRoom(kind, limits);
        if (found.Size > limits.LargestBytes)
            throw new BrokenRuleException("Rules.FileTooLarge", "fileId", limits.LargestMegabytes);
        await using var content = Uploads.Scratch();
        await using (var stored = await uploaded.Open(found, stop))
            await stored.CopyToAsync(content, stop);
        content.Position = 0;
        var enclosure = await intake.Take(kind, found.Name, content, stop);
        db.Uploads.Remove(found);
        return enclosure;
    }

    private static async Task<IResult> Content(Guid id, Guid key, Db db, FileStore files, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, id, stop);
        return quote.Content.Enclosures.FirstOrDefault(one => one.Key == key) is { Hash: { } hash } enclosure
            ? Results.Stream(await files.Open(hash, stop), enclosure.Type, enclosure.Name)
            : throw ProblemException.NotFound();
    }

    private static async Task<Answer> Caption(
        Guid id,
        Guid key,
        Body<CaptionWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await Find(id, key, http, db, stop);
        quote.Caption(key, wish.Caption, db.Now);
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static async Task<Answer> Remove(Guid id, Guid key, HttpContext http, Db db, CancellationToken stop)
    {
        var quote = await Find(id, key, http, db, stop);
        quote.TakeOut(key, db.Now);
        await db.SaveChangesAsync(stop);
        return Answer.Nothing;
    }

    private static async Task<Quote> Find(Guid id, Guid key, HttpContext http, Db db, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, http, id, stop);
        return quote.Content.Enclosures.Any(one => one.Key == key) ? quote : throw ProblemException.NotFound();
    }
}
