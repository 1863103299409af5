using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Paraphe.Tests.Api;

/// <summary>
/// Calls operations by the names that the OpenAPI document gives them and holds every answer against it; what was sent and answered is kept,
/// as examples of the document.
/// </summary>
internal sealed class Road(JsonNode document, HttpClient api)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public Shape Shape { get; } = new(document);

    /// <summary>By operation: parameters, request and response of the first call.</summary>
    public SortedDictionary<string, JsonObject> Told { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Operation> All { get; } =
        (
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            where Methods.Contains(operation.Key)
            select new Operation((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), path.Key, operation.Value)
        ).ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <param name="Said">What the document says of it.</param>
    public sealed record Operation(string Name, string Method, string Path, JsonNode Said)
    {
        public JsonNode? Takes => Said["requestBody"]?["content"]?["application/json"]?["schema"];

        public string Fill(JsonObject? with) =>
            (with ?? []).Aggregate(Path, (path, pair) => path.Replace($"{{{pair.Key}}}", pair.Value!.ToString(), StringComparison.Ordinal));
    }

    /// <summary>An object of the words that the caller has: {"id": …}.</summary>
    public static JsonObject At(params (string Name, JsonNode? Value)[] pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value?.DeepClone())));

    /// <summary>A call that succeeds as described; null where the answer has no body of JSON.</summary>
    /// <param name="parameters">Of the path, and of the query.</param>
    public async Task<JsonNode?> Call(string name, JsonObject? parameters = null, JsonNode? body = null, byte[]? bytes = null)
    {
        var operation = All[name];
        var url = operation.Fill(parameters);
        var query = (parameters ?? []).Where(pair => !operation.Path.Contains($"{{{pair.Key}}}", StringComparison.Ordinal)).ToList();
        if (query.Count > 0)
            url += "?" + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!.ToString())}"));
        if (body is not null && operation.Takes is { } takes)
            Shape.Flaws(body, takes).ShouldBeEmpty($"{name} is sent what the document does not describe");
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), url);
        if (body is not null)
            request.Content = ApiProgram.Body(body.ToJsonString());
        if (bytes is not null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }
        using var answer = await api.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeInRange(200, 299, $"{name} {url}: {text}");
        var read = Check(operation, answer, text);
        Remember(name, parameters, body, read);
        return read;
    }

    /// <summary>The answer is one that the document describes, to the last field.</summary>
    public JsonNode? Check(Operation operation, HttpResponseMessage answer, string text)
    {
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var said = operation.Said["responses"]![status];
        said.ShouldNotBeNull($"{operation.Name} answers {status}, which the document does not tell: {text}");
        said = Shape.Follow(said);
        foreach (
            var header in (said["headers"] as JsonObject ?? []).Select(header => header.Key).Where(header => header is "ETag" or "Location")
        )
            answer.Headers.Contains(header).ShouldBeTrue($"{operation.Name} lacks the header {header}");
        if (said["content"] is not JsonObject content)
        {
            text.ShouldBeEmpty(operation.Name);
            return null;
        }
        var (type, media) = content.Single();
        answer.Content.Headers.ContentType?.MediaType.ShouldBe(
            type == "application/octet-stream" ? answer.Content.Headers.ContentType.MediaType : type
        );
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return null;
        var read = JsonNode.Parse(text);
        Shape.Flaws(read, media!["schema"]).ShouldBeEmpty($"{operation.Name} {status}: {text}");
        return read;
    }

    private void Remember(string name, JsonObject? parameters, JsonNode? body, JsonNode? answer)
    {
        if (Told.ContainsKey(name))
            return;
        var told = new JsonObject();
        if (parameters is { Count: > 0 })
            told["parameters"] = parameters.DeepClone();
        if (body is not null)
            told["request"] = Short(body);
        if (answer is not null)
            told["response"] = Short(answer);
        Told[name] = told;
    }

    // An example shows how it looks, not how much there is.
    private static JsonNode? Short(JsonNode? node) =>
        node switch
        {
            JsonArray list => new JsonArray([.. list.Take(2).Select(Short)]),
            JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Short(field.Value)))),
            JsonValue value when value.GetValueKind() == JsonValueKind.String && ((string)value!).Length > 1_500 => JsonValue.Create(
                ((string)value!)[..200] + "…"
            ),
            _ => node?.DeepClone(),
        };
}
