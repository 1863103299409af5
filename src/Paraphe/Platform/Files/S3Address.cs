using Microsoft.AspNetCore.WebUtilities;

namespace Paraphe.Platform.Files;

/// <summary>Where an S3-compatible store is: <c>s3://KEY:SECRET@HOST[:PORT]/BUCKET[/FOLDER][?region=…&amp;tls=false]</c>, key and secret URL-encoded.</summary>
public sealed record S3Address(string Key, string Secret, Uri Server, string Bucket, string Folder, string Region)
{
    /// <exception cref="FormatException">Says which part is missing or odd; never repeats the secret.</exception>
    public static S3Address Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "s3")
            throw Odd("it begins with s3:// and holds a host");
        if (uri.UserInfo.Split(':') is not [{ Length: > 0 } key, { Length: > 0 } secret])
            throw Odd("key and secret stand before the host, as KEY:SECRET@ (other letters than A–Z and digits URL-encoded)");
        var path = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        var (bucket, folder) = path.Split('/', 2) is [var first, var rest] ? (first, rest + "/") : (path, "");
        if (bucket.Length == 0)
            throw Odd("the bucket's name follows the host");
        var query = QueryHelpers.ParseQuery(uri.Query);
        if (query.Keys.FirstOrDefault(name => name is not ("region" or "tls")) is { } unknown)
            throw Odd($"there is no setting {unknown}");
        var tls = query.TryGetValue("tls", out var given) ? given.ToString() : "true";
        if (tls is not ("true" or "false"))
            throw Odd("tls is true or false");
        return new S3Address(
            Uri.UnescapeDataString(key),
            Uri.UnescapeDataString(secret),
            new UriBuilder(tls == "true" ? "https" : "http", uri.Host, uri.Port).Uri,
            bucket,
            folder,
            query.TryGetValue("region", out var region) ? region.ToString() : "us-east-1"
        );
    }

    /// <summary>Without key and secret: records print what they hold.</summary>
    public override string ToString() => $"{Server}{Bucket}/{Folder}";

    private static FormatException Odd(string rule) => new($"PARAPHE_FILES cannot be read: {rule}");
}
