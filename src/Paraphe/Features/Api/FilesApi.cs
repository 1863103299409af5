using System.Net.Mime;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>A file that was uploaded and waits to be used: in a quote, a mail, as a proof. After two days it is forgotten.</summary>
/// <param name="Kind">What it can be in a quote; none is for mails and notes alone.</param>
/// <param name="Type">MIME type by its content.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
public sealed record FileJson(Guid Id, string Name, FileKind Kind, string Type, long Size, string Sha256, DateTime CreatedAt);

public enum FileKind
{
    Image,
    Video,
    Attachment,
}

internal static class FilesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var files = api.MapGroup("/files").WithTags("Files");
        files
            .MapPost("", Add)
            .WithName("uploadFile")
            .Needs(
                Scopes.FilesWrite,
                "Upload a file",
                "Its bytes are the body, its name the parameter. Images, videos, PDF and office documents are taken, judged by their content; "
                    + "programs are not. Use it within two days: as an enclosure of a quote, in a mail, or as a proof."
            )
            .TakesBytes()
            .Gives<FileJson>(201);
        files
            .MapGet("/{id:guid}", Get)
            .WithName("getFile")
            .Needs(Scopes.FilesRead, "What is known of an uploaded file")
            .Gives<FileJson>()
            .Finds();
        files
            .MapGet("/{id:guid}/content", Content)
            .WithName("getFileContent")
            .Needs(Scopes.FilesRead, "The bytes of an uploaded file")
            .GivesFile(MediaTypeNames.Application.Octet)
            .Finds();
        files
            .MapDelete("/{id:guid}", Delete)
            .WithName("deleteFile")
            .Needs(Scopes.FilesWrite, "Forget an uploaded file", "Where it is used already it stays.")
            .GivesNothing()
            .Finds();
    }

    private static async Task<Answer> Add(BodyFile file, string? name, HttpContext http, ApiFiles files, CancellationToken stop)
    {
        await using var content = file.Value;
        if (string.IsNullOrWhiteSpace(name) || name.Length > Enclosure.NameLength)
            throw ProblemException.Query("name", $"1 to {Enclosure.NameLength} characters.");
        var kept = await files.Keep(Me.Of(http.User)!.Id, name.Trim(), content, stop);
        return Answer.Created(kept, $"/api/v1/files/{kept.Id}");
    }

    private static async Task<Answer> Get(Guid id, ApiFiles files, CancellationToken stop) =>
        Answer.Ok(ApiFiles.Shown(await files.Find(id, stop) ?? throw ProblemException.NotFound()));

    private static async Task<IResult> Content(Guid id, ApiFiles files, CancellationToken stop)
    {
        var found = await files.Find(id, stop) ?? throw ProblemException.NotFound();
        return Results.Stream(await files.Open(found, stop), ApiFiles.Shown(found).Type, found.Name);
    }

    private static async Task<Answer> Delete(Guid id, Db db, ApiFiles files, CancellationToken stop)
    {
        db.Uploads.Remove(await files.Find(id, stop) ?? throw ProblemException.NotFound());
        await db.SaveChangesAsync(stop);
        return Answer.Nothing;
    }
}

/// <summary>The bytes of a request, kept on disk while it runs.</summary>
public sealed class BodyFile
{
    private readonly FileStream? stream;

    private BodyFile(FileStream? stream) => this.stream = stream;

    /// <exception cref="ProblemException">413.</exception>
    public FileStream Value =>
        stream ?? throw new ProblemException(Problem.Of(413, "Content too large", $"At most {ApiFiles.Largest} bytes."));

    public static async ValueTask<BodyFile> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        _ = parameter;
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = ApiFiles.Largest;
        if (http.Request.ContentLength > ApiFiles.Largest)
            return new(null);
        var scratch = Enclosures.Uploads.Scratch();
        http.Response.RegisterForDispose(scratch);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[65_536];
        try
        {
            for (int read; (read = await http.Request.Body.ReadAsync(piece, http.RequestAborted)) > 0; )
            {
                if (scratch.Length + read > ApiFiles.Largest)
                    return new(null);
                hash.AppendData(piece, 0, read);
                await scratch.WriteAsync(piece.AsMemory(0, read), http.RequestAborted);
            }
        }
        catch (BadHttpRequestException large) when (large.StatusCode == 413)
        {
            // The server stopped reading at the limit set above.
            return new(null);
        }
        scratch.Position = 0;
        http.Items[Once.BodyItem] = hash.GetHashAndReset();
        return new(scratch);
    }
}

/// <summary>Uploaded files of the account, until they are used or forgotten.</summary>
public sealed class ApiFiles(Db db, FileStore files, VirusScan scan)
{
    public const long Largest = 100_000_000;
    private const string Purpose = "file/";
    private const int MostWaiting = 1_000;

    /// <exception cref="BrokenRuleException">It is nothing that we take, or holds a virus.</exception>
    public async Task<FileJson> Keep(Guid member, string name, Stream content, CancellationToken stop)
    {
        if (content.Length == 0)
            throw new BrokenRuleException("Rules.FileEmpty", null, name);
        var (kind, type) = await Judge(content, stop) ?? throw new BrokenRuleException("Rules.FileKind.Attachment", null, name);
        await scan.Check(content, stop);
        if (await db.Uploads.CountAsync(row => row.MemberId == member, stop) >= MostWaiting)
            throw new BrokenRuleException("Rules.TooManyUploads", null, MostWaiting);
        content.Position = 0;
        var (hash, size) = await files.Put(content, stop);
        var id = db.NewId();
        var row = new Upload
        {
            Id = id,
            AccountId = db.AccountId,
            MemberId = member,
            Purpose = $"{Purpose}{kind}/{type}",
            Mark = id.ToString("N"),
            Name = Enclosures.Intake.Plain(name, ""),
            Size = size,
            Received = size,
            Parts = [hash],
            CreatedAt = db.Now,
        };
        db.Uploads.Add(row);
        await db.SaveChangesAsync(stop);
        return Shown(row);
    }

    public Task<Upload?> Find(Guid id, CancellationToken stop) =>
        db.Uploads.SingleOrDefaultAsync(row => row.Id == id && row.Purpose.StartsWith(Purpose), stop);

    /// <exception cref="ProblemException">422 at the pointer: there is no such file.</exception>
    public async Task<Upload> Named(Guid id, string pointer, CancellationToken stop) =>
        await Find(id, stop) ?? throw ProblemException.At(pointer, "There is no such file: upload it first.");

    public Task<Stream> Open(Upload file, CancellationToken stop) => files.Open(file.Parts[0], stop);

    internal async Task<IFormFile> AsFormFile(Upload file, CancellationToken stop) =>
        new FormFile(await Open(file, stop), 0, file.Size, "file", file.Name)
        {
            Headers = new HeaderDictionary(),
            ContentType = Shown(file).Type,
        };

    public static FileJson Shown(Upload file)
    {
        var kind = file.Purpose.Split('/', 3);
        return new(file.Id, file.Name, Enum.Parse<FileKind>(kind[1]), kind[2], file.Size, file.Parts[0], file.CreatedAt);
    }

    private static async Task<(FileKind, string)?> Judge(Stream content, CancellationToken stop)
    {
        var start = new byte[64];
        content.Position = 0;
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        if (PictureType.Of(start.AsSpan(0, read)) is { } picture)
            return (FileKind.Image, picture);
        if (FileType.OfVideo(start.AsSpan(0, read)) is { } video)
            return (FileKind.Video, video.Mime);
        content.Position = 0;
        return FileType.OfAttachment(content) is { } attachment ? (FileKind.Attachment, attachment.Mime) : null;
    }
}
