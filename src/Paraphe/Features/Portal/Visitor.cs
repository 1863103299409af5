namespace Paraphe.Features.Portal;

/// <summary>Tells people from programs that open links before people do.</summary>
public static class Visitor
{
    private static readonly string[] Programs =
    [
        "bot",
        "crawl",
        "spider",
        "scan",
        "preview",
        "prefetch",
        "facebookexternalhit",
        "whatsapp",
        "slack",
        "skypeuripreview",
        "safelinks",
        "proofpoint",
        "mimecast",
        "barracuda",
        "trendmicro",
        "googleimageproxy",
        "headlesschrome",
        "curl/",
        "wget/",
        "python-",
        "go-http-client",
        "java/",
        "okhttp",
        "libwww",
    ];

    public static bool IsPerson(HttpRequest request)
    {
        var headers = request.Headers;
        if (
            !HttpMethods.IsGet(request.Method)
            || Says(headers["Sec-Purpose"], "prefetch")
            || Says(headers["Purpose"], "prefetch")
            || Says(headers["X-Moz"], "prefetch")
            || Says(headers["X-Purpose"], "preview")
        )
            return false;
        // Browsers tell where a request comes from; only our own page may ask.
        if (headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site != "same-origin")
            return false;
        var agent = headers.UserAgent.ToString();
        return agent.Length > 0 && !Programs.Any(name => agent.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Says of itself, or by how it asks, that it is no person: a scanner, a preview, a prefetch, a HEAD.</summary>
    public static bool IsProgram(HttpRequest request)
    {
        var headers = request.Headers;
        var agent = headers.UserAgent.ToString();
        return HttpMethods.IsHead(request.Method)
            || Says(headers["Sec-Purpose"], "prefetch")
            || Says(headers["Purpose"], "prefetch")
            || Says(headers["X-Moz"], "prefetch")
            || Says(headers["X-Purpose"], "preview")
            || Programs.Any(name => agent.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Says(string? header, string word) => header?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
