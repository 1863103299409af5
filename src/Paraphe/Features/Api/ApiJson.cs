using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;

namespace Paraphe.Features.Api;

/// <summary>JSON as the API speaks it: camelCase, enums as words, decimals as numbers (strings are understood), unknown fields refused.</summary>
public static class ApiJson
{
    public const int MostBytes = 2_000_000;

    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Also for the OpenAPI document, which describes what is written with these.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        options.MaxDepth = 16;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>The body of a request; what is wrong with it is told when it is used, inside the filters that answer with problems.</summary>
public sealed class Body<T>
    where T : class
{
    private readonly T? value;
    private readonly Problem? problem;

    private Body(T? value, Problem? problem) => (this.value, this.problem) = (value, problem);

    /// <exception cref="ProblemException">It is no such JSON.</exception>
    public T Value => problem is null ? value! : throw new ProblemException(problem);

    public static async ValueTask<Body<T>> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        _ = parameter;
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = ApiJson.MostBytes;
        if (!http.Request.HasJsonContentType())
            return Wrong(415, "Unsupported media type", "Send application/json.");
        try
        {
            using var memory = new MemoryStream();
            await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
            var bytes = memory.ToArray();
            if (bytes.Length > ApiJson.MostBytes)
                return Wrong(413, "Content too large", $"At most {ApiJson.MostBytes} bytes.");
            http.Items[Once.BodyItem] = bytes;
            var read = JsonSerializer.Deserialize<T>(bytes, ApiJson.Options);
            return read is null ? Wrong(400, "Bad request", "The body is null.") : new(read, null);
        }
        catch (JsonException wrong)
        {
            // The reader's words name the type behind a field; the place is what the caller needs.
            var pointer = Pointer(wrong.Path);
            var detail = wrong.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? "There is no such field."
                : "This is not JSON of the expected shape.";
            return new(null, Problem.Of(400, "Bad request", detail, new Fault(pointer, detail)));
        }
        catch (BadHttpRequestException large) when (large.StatusCode == 413)
        {
            // The server stopped reading at the limit set above.
            return Wrong(413, "Content too large", $"At most {ApiJson.MostBytes} bytes.");
        }
    }

    private static Body<T> Wrong(int status, string title, string detail) => new(null, Problem.Of(status, title, detail));

    // $.lines[2].quantity is /lines/2/quantity.
    private static string Pointer(string? path) =>
        (path ?? "$")
            .TrimStart('$')
            .Replace("[", ".", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Replace('.', '/');
}
