using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Paraphe.Features.Api;

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
        // An act that asks for nothing may be sent without a body.
        if (http.Request.ContentType is null && http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return Read(http, "{}"u8.ToArray());
        if (!http.Request.HasJsonContentType())
            return new(null, Problem.Of(415, "Unsupported media type", "Send application/json."));
        if (await BodyBytes.Read(http) is not { } bytes)
            return new(null, Problem.Of(413, "Content too large", $"At most {BodyBytes.Most} bytes."));
        return Read(http, bytes);
    }

    private static Body<T> Read(HttpContext http, byte[] bytes)
    {
        try
        {
            http.Items[Once.BodyItem] = bytes;
            if (BodyBytes.Flaw(bytes) is { } flaw)
                return Wrong(flaw.Pointer, flaw.Detail);
            var read = JsonSerializer.Deserialize<T>(bytes, ApiJson.Options);
            return read is null ? Wrong("", "The body is null.") : new(read, null);
        }
        catch (JsonException wrong)
        {
            // The reader's words name the type behind a field; the place is what the caller needs.
            if (BodyBytes.Missing(wrong) is { Length: > 0 } missing)
                return new(null, Problem.Of(400, "Bad request", missing[0].Detail, missing));
            return Wrong(
                BodyBytes.Pointer(wrong.Path),
                wrong.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "There is no such field."
                    : wrong.Message.Contains("Duplicate", StringComparison.Ordinal) ? "The field is given twice."
                    : "This is not JSON of the expected shape."
            );
        }
    }

    private static Body<T> Wrong(string pointer, string detail) =>
        new(null, Problem.Of(400, "Bad request", detail, new Fault(pointer, detail)));
}

internal static partial class BodyBytes
{
    public const int Most = 2_000_000;

    /// <returns>Null when there are too many.</returns>
    public static async Task<byte[]?> Read(HttpContext http)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = Most;
        if (http.Request.ContentLength > Most)
            return null;
        try
        {
            using var memory = new MemoryStream((int)(http.Request.ContentLength ?? 4_096));
            var piece = new byte[16_384];
            for (int read; (read = await http.Request.Body.ReadAsync(piece, http.RequestAborted)) > 0; )
            {
                if (memory.Length + read > Most)
                    return null;
                memory.Write(piece, 0, read);
            }
            return memory.ToArray();
        }
        catch (BadHttpRequestException large) when (large.StatusCode == 413)
        {
            // The server stopped reading at the limit set above.
            return null;
        }
    }

    /// <summary>What the serialiser lets pass: null in a list, and the character that no database keeps.</summary>
    public static (string Pointer, string Detail)? Flaw(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ApiJson.Deepest });
        // A step of the way: the index in a list, or the name in an object.
        var way = new List<(bool IsList, int Index, string Name)>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    way[^1] = (false, 0, Letters(ref reader) is null ? reader.GetString()! : throw new JsonException("Not Unicode"));
                    continue;
                case JsonTokenType.EndArray:
                case JsonTokenType.EndObject:
                    way.RemoveAt(way.Count - 1);
                    continue;
            }
            if (way is [.., { IsList: true } list])
                way[^1] = (true, list.Index + 1, "");
            switch (reader.TokenType)
            {
                case JsonTokenType.Null when way is [.., { IsList: true }]:
                    return (Of(way), "There is no null in a list.");
                case JsonTokenType.String when reader.ValueIsEscaped && Letters(ref reader) is { } flaw:
                    return (Of(way), flaw);
                case JsonTokenType.StartArray:
                    way.Add((true, -1, ""));
                    break;
                case JsonTokenType.StartObject:
                    way.Add((false, 0, ""));
                    break;
            }
        }
        return null;
    }

    private static string? Letters(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal) ? "The character U+0000 is refused." : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            return "This is not Unicode.";
        }
    }

    /// <summary>Fields that must be there: the reader names them in its words, and its path ends at the object that lacks them.</summary>
    public static Fault[] Missing(JsonException wrong) =>
        wrong.Message.Contains("missing required properties", StringComparison.Ordinal)
            ?
            [
                .. Quoted()
                    .Matches(wrong.Message)
                    .Skip(1)
                    .Select(name => new Fault(Pointer(wrong.Path) + "/" + name.Groups["name"].Value, "The field is missing.")),
            ]
            : [];

    [System.Text.RegularExpressions.GeneratedRegex(
        "'(?<name>[A-Za-z0-9]+(?:\\.[A-Za-z0-9+`\\[\\]]+)*)'",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial System.Text.RegularExpressions.Regex Quoted();

    // $.lines[2].quantity is /lines/2/quantity.
    public static string Pointer(string? path) =>
        (path ?? "$")
            .TrimStart('$')
            .Replace("[", ".", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Replace('.', '/');

    private static string Of(List<(bool IsList, int Index, string Name)> way) =>
        string.Concat(
            way.Select(step =>
                "/"
                + (
                    step.IsList
                        ? step.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)
                        : step.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                )
            )
        );
}
