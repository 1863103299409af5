using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Paraphe.Platform.Web;

/// <summary>
/// Style sheets, scripts and fonts made by <c>bin/assets</c>. Their names carry a hash of the content, so browsers keep them for good.
/// </summary>
public sealed class Assets
{
    private readonly IFileProvider files;
    private readonly FrozenDictionary<string, string> names;
    private readonly FrozenSet<string> present;

    public Assets(IWebHostEnvironment environment)
    {
        // Beside the sources while developing, beside the program once published.
        var folder = new[] { environment.WebRootPath, Path.Combine(AppContext.BaseDirectory, "wwwroot") }
            .Where(f => f is not null)
            .Select(f => Path.Combine(f!, "built"))
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "manifest.json")));
        if (folder is null)
            throw new InvalidOperationException("The style sheets and scripts are not built: run bin/assets.");
        files = new PhysicalFileProvider(folder);
        var manifest = File.ReadAllText(Path.Combine(folder, "manifest.json"));
        names = JsonSerializer.Deserialize<Dictionary<string, string>>(manifest)!.ToFrozenDictionary(StringComparer.Ordinal);
        present = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Address of an asset by its source name: <c>portal.css</c>, <c>office.js</c>, <c>inter-latin-wght-normal.woff2</c>.</summary>
    public string Href(string name) =>
        names.TryGetValue(name, out var built)
            ? "/built/" + built
            : throw new KeyNotFoundException($"No asset '{name}' in the manifest of bin/assets.");

    /// <summary>Sends a built file, compressed at build when the browser can read that.</summary>
    public IResult Send(string name, HttpContext http)
    {
        if (!present.Contains(name) || Type(name) is not { } type)
            return Results.NotFound();
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var (suffix, encoding) =
            accepted.Contains("br", StringComparison.Ordinal) && present.Contains(name + ".br") ? (".br", "br")
            : accepted.Contains("gzip", StringComparison.Ordinal) && present.Contains(name + ".gz") ? (".gz", "gzip")
            : ("", null);
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            http.Response.Headers.ContentEncoding = encoding;
        return Results.File(files.GetFileInfo(name + suffix).PhysicalPath!, type);
    }

    private static string? Type(string name) =>
        Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".woff2" => "font/woff2",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            _ => null,
        };
}
