using System.IO.Compression;
using Paraphe.Features.Preferences;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>
/// Answers a customer's first look from memory: one indexed read tells whether anything that the page shows has changed since it was made. The
/// page carries no cookie and nothing of the request but language and theme, so it can be kept with what it depends on as its key.
/// </summary>
public sealed class PortalPages(PortalMemory memory, LinkRows rows, Guesses guesses, TimeProvider clock)
{
    private sealed record Key(string Token, LinkRow Row, DateOnly Today, string Language, string Theme);

    public async Task Answer(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        // The address is the secret: kept by no cache, told to no other site, listed by no search engine.
        (headers.CacheControl, headers["Referrer-Policy"], headers["X-Robots-Tag"]) = ("no-store", "no-referrer", "noindex, nofollow");
        if (Visitor.IsProgram(http.Request))
        {
            await NoteProgram(http);
            await next(http);
            return;
        }
        if (
            TokenOf(http) is not { } token
            || guesses.IsTooMany(http.Connection.RemoteIpAddress)
            || await KeyFor(token, http) is not { } key
        )
        {
            await next(http);
            return;
        }
        if (memory.Page(key) is { } kept)
        {
            await Send(http, kept);
            return;
        }
        var body = http.Response.Body;
        using var made = new MemoryStream();
        http.Response.Body = made;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }
        if (http.Response.StatusCode == StatusCodes.Status200OK && !headers.ContainsKey("Set-Cookie"))
        {
            var page = KeptPage.Of(made.ToArray());
            memory.Keep(key, page);
            await Send(http, page);
            return;
        }
        made.Position = 0;
        await made.CopyToAsync(body, http.RequestAborted);
    }

    private static async Task NoteProgram(HttpContext http)
    {
        var parts = http.Request.Path.Value!.Split('/');
        if (parts is not ["", "q", var token] || !PortalLinks.IsShaped(token))
            return;
        await using var scope = http.RequestServices.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<PortalLinks>().Find(token, http.RequestAborted) is { RevokedAt: null } delivery)
            await SeenEndpoint.Scanned(delivery, scope.ServiceProvider.GetRequiredService<Db>());
    }

    /// <summary>Only the bare link: an address with a choice in it is made anew each time.</summary>
    private static string? TokenOf(HttpContext http)
    {
        var request = http.Request;
        var path = request.Path.Value!;
        return
            HttpMethods.IsGet(request.Method)
            && !request.QueryString.HasValue
            && path.Length == "/q/".Length + 43
            && Tokens.IsShaped(path["/q/".Length..])
            && !request.Cookies.ContainsKey(Toasts.Cookie)
            ? path["/q/".Length..]
            : null;
    }

    private async Task<Key?> KeyFor(string token, HttpContext http)
    {
        if (await rows.Find(Tokens.Hash(token), http.RequestAborted) is not { } row)
            return null;
        var local = TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById(row.TimeZone));
        return new Key(
            token,
            row,
            DateOnly.FromDateTime(local),
            Languages.Find(http.Request.Cookies[Languages.Cookie])?.Name ?? "",
            Theme.Of(http.Request) ?? ""
        );
    }

    private static async Task Send(HttpContext http, KeptPage page)
    {
        var response = http.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        var small = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (small)
            response.Headers.ContentEncoding = "br";
        var bytes = small ? page.Brotli : page.Plain;
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }
}

/// <summary>A page as it goes over the wire, compressed once. Nothing in it follows the request, so its length tells nothing (BREACH).</summary>
public sealed record KeptPage(byte[] Plain, byte[] Brotli)
{
    public static KeptPage Of(byte[] plain)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, room, out var written, quality: 6, window: 18)
            ? new KeptPage(plain, room[..written])
            : throw new InvalidOperationException("Brotli's own bound was too small");
    }
}
