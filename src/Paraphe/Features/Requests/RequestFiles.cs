using System.Net.Mime;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Preferences;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Requests;

/// <summary>What a message brings besides its words: files, its HTML in a frame of its own, its raw source. Every role may read.</summary>
public static class RequestFiles
{
    /// <summary>Pictures of the text, put into it as data: a sandboxed frame has no cookie to fetch them with.</summary>
    private const int InlineBytes = 8 * 1024 * 1024;

    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "application/pdf",
    };

    public static void MapRequests(this WebApplication app)
    {
        var requests = app.MapGroup("/requests/messages/{id:guid}").RequireAuthorization();
        requests.MapGet("/files/{file:guid}", OneFile);
        requests.MapGet("/html", Html);
        requests.MapGet("/source", Source);
        app.MapPost("/mail/inbound", InboundEndpoint.Post).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> OneFile(
        Guid id,
        Guid file,
        bool? show,
        Db db,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (await db.MessageFiles.AsNoTracking().SingleOrDefaultAsync(row => row.Id == file && row.MessageId == id, stop) is not { } found)
            return Results.NotFound();
        var content = await files.Open(found.Hash, stop);
        Guard(http, "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; sandbox");
        // Shown only when it is what we know to be harmless, whatever it claims.
        var start = new byte[16];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        content.Position = 0;
        if (show == true && TypeOf(start.AsSpan(0, read)) is { } type && Shown.Contains(type))
            return Results.Stream(content, type, enableRangeProcessing: true);
        return Results.Stream(content, MediaTypeNames.Application.Octet, found.Name, enableRangeProcessing: true);
    }

    private static async Task<IResult> Html(
        Guid id,
        bool? pictures,
        Db db,
        FileStore files,
        Texts texts,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (await db.Messages.AsNoTracking().Include(row => row.Files).SingleOrDefaultAsync(row => row.Id == id, stop) is not { } message)
            return Results.NotFound();
        var html = message.Html;
        if (message.RawHash is { } raw)
        {
            var read = MimeReader.Read(await files.Read(raw, stop));
            var shown =
                message.IsForward && read.Messages.FirstOrDefault(inner => inner.Html is not null) is { } attached ? attached : read;
            html = shown.Html ?? MailFrameText(shown.Text);
        }
        var data = await Pictures(message, html, files, stop);
        var clean = new MailHtml(cid => data.GetValueOrDefault(cid), pictures == true).Clean(
            html,
            message.IsForward ? null : texts["Requests.ShowQuoted"]
        );
        var images = pictures == true ? "img-src data: https: http:" : "img-src data:";
        // Same origin so that our page can measure its height; without scripts that gives the mail nothing.
        Guard(
            http,
            $"default-src 'none'; style-src 'unsafe-inline'; {images}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        );
        return Results.Content(MailFrame.Page(clean, Theme.Of(http.Request), texts.Language), "text/html; charset=utf-8");
    }

    private static async Task<IResult> Source(Guid id, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        var raw = await db.Messages.Where(row => row.Id == id).Select(row => row.RawHash).SingleOrDefaultAsync(stop);
        if (raw is null)
            return Results.NotFound();
        Guard(http, "default-src 'none'; sandbox");
        return Results.Stream(await files.Open(raw, stop), "text/plain; charset=utf-8");
    }

    private static async Task<Dictionary<string, string>> Pictures(Message message, string html, FileStore files, CancellationToken stop)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = InlineBytes;
        foreach (var file in message.Files.Where(file => file.ContentId is not null && file.Size <= InlineBytes))
        {
            if (data.ContainsKey(file.ContentId!) || file.Size > left || !html.Contains(file.ContentId!, StringComparison.Ordinal))
                continue;
            var bytes = await files.Read(file.Hash, stop);
            if (TypeOf(bytes) is not { } type || type == "application/pdf")
                continue;
            left -= bytes.Length;
            data[file.ContentId!] = $"data:{type};base64,{Convert.ToBase64String(bytes)}";
        }
        return data;
    }

    private static string MailFrameText(string text) => HtmlText.ToHtml(text);

    private static string? TypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith("GIF8"u8) ? "image/gif"
        : content.StartsWith("%PDF-"u8) ? "application/pdf"
        : PictureType.Of(content);

    private static void Guard(HttpContext http, string policy)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
