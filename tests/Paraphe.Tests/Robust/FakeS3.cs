using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Paraphe.Tests.Robust;

/// <summary>As much of S3 as the file store speaks, in memory: path style, whole signed bodies, no checksums of the newer kind.</summary>
internal sealed class FakeS3 : IAsyncDisposable
{
    public const string Bucket = "paraphe";
    private readonly WebApplication app;

    private FakeS3(WebApplication app) => this.app = app;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>Answers so instead, while it is set.</summary>
    public HttpStatusCode? Fault { get; set; }

    /// <summary>For PARAPHE_FILES.</summary>
    public string Address(string query = "tls=false&region=eu-west-3", string folder = "") =>
        $"s3://AKIDEXAMPLE:s%2Fcret%2B1@{new Uri(app.Urls.First()).Authority}/{Bucket}{folder}?{query}";

    public static async Task<FakeS3> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var s3 = new FakeS3(builder.Build());
        s3.app.Run(s3.Answer);
        await s3.app.StartAsync();
        return s3;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var (key, bytes) = (http.Request.Path.Value!, body.ToArray());
        var signed = http.Request.Headers.Authorization.ToString();
        if (Fault is { } fault)
            await Say(http, fault, "InternalError");
        else if (
            !signed.Contains("Credential=AKIDEXAMPLE/", StringComparison.Ordinal)
            || !signed.Contains("/eu-west-3/s3/", StringComparison.Ordinal)
        )
            await Say(http, HttpStatusCode.Forbidden, "InvalidAccessKeyId");
        else if (http.Request.Query.ContainsKey("list-type"))
            await List(http);
        else if (!key.StartsWith($"/{Bucket}/", StringComparison.Ordinal))
            await Say(http, HttpStatusCode.NotFound, "NoSuchBucket");
        else if (HttpMethods.IsPut(http.Request.Method))
            await Put(http, key, bytes);
        else if (Objects.TryGetValue(key, out var found))
            await http.Response.Body.WriteAsync(found);
        else
            await Say(http, HttpStatusCode.NotFound, "NoSuchKey");
    }

    private async Task Put(HttpContext http, string key, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (http.Request.Headers["x-amz-content-sha256"] != hash)
        {
            await Say(http, HttpStatusCode.BadRequest, "XAmzContentSHA256Mismatch");
            return;
        }
        Objects[key] = bytes;
        http.Response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
    }

    // Pages of two, so that every list is longer than one.
    private Task List(HttpContext http)
    {
        var after = http.Request.Query["continuation-token"].ToString();
        var keys = Objects
            .Keys.Select(key => key[(Bucket.Length + 2)..])
            .Where(key => key.StartsWith(http.Request.Query["prefix"].ToString(), StringComparison.Ordinal))
            .Where(key => string.CompareOrdinal(key, after) > 0)
            .Order(StringComparer.Ordinal)
            .ToList();
        var more = keys.Count > 2 ? $"<IsTruncated>true</IsTruncated><NextContinuationToken>{keys[1]}</NextContinuationToken>" : "";
        var page = string.Concat(keys.Take(2).Select(key => $"<Contents><Key>{key}</Key><Size>1</Size></Contents>"));
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync(
            $"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{Bucket}</Name>{more}{page}</ListBucketResult>"
        );
    }

    private static Task Say(HttpContext http, HttpStatusCode status, string code)
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>"
        );
    }
}
