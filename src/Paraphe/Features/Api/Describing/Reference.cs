using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paraphe.Features.Api.Describing;

/// <summary>The OpenAPI document as a page shows it; read once, for it does not change while the program runs.</summary>
public sealed class Reference([FromKeyedServices(DescribeSetup.Name)] IOpenApiDocumentProvider documents)
{
    private const int Deepest = 4;
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];
    private static readonly JsonSerializerOptions Plain = new(ApiJson.Options) { WriteIndented = true };
    private readonly SemaphoreSlim turn = new(1, 1);
    private Chapters? read;

    /// <param name="Introduction">Paragraphs, in plain Markdown.</param>
    public sealed record Chapters(IReadOnlyList<string> Introduction, IReadOnlyList<Chapter> All, IReadOnlyList<Answered> Errors);

    public sealed record Chapter(string Name, string Description, IReadOnlyList<Act> Acts)
    {
        public string Anchor => Name.ToLowerInvariant().Replace(' ', '-');
    }

    /// <summary>One operation.</summary>
    public sealed record Act(
        string Name,
        string Method,
        string Path,
        string Summary,
        string Description,
        IReadOnlyList<Field> Parameters,
        IReadOnlyList<Field> Body,
        string? Sent,
        int Status,
        string? Gives,
        IReadOnlyList<Field> Answer,
        string? Shown,
        IReadOnlyList<string> Problems
    );

    /// <param name="Inner">Fields within it.</param>
    public sealed record Field(string Name, string Type, string Description, bool Required, IReadOnlyList<Field> Inner);

    public sealed record Answered(string Status, string Description);

    public async Task<Chapters> Read(CancellationToken stop)
    {
        if (read is not null)
            return read;
        await turn.WaitAsync(stop);
        try
        {
            return read ??= Of(await Document(stop));
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<JsonNode> Document(CancellationToken stop)
    {
        var document = await documents.GetOpenApiDocumentAsync(stop);
        return JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, stop))!;
    }

    private static Chapters Of(JsonNode document)
    {
        var acts = (
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            where Methods.Contains(operation.Key)
            select (Tag: (string)operation.Value!["tags"]![0]!, Act: ActOf(document, path.Key, operation.Key, operation.Value))
        ).ToLookup(pair => pair.Tag, pair => pair.Act, StringComparer.Ordinal);
        var responses = document["components"]!["responses"]!;
        return new(
            [.. ((string)document["info"]!["description"]!).Split("\n\n").Select(part => part.ReplaceLineEndings(" ").Trim())],
            [
                .. document["tags"]!
                    .AsArray()
                    .Select(tag => new Chapter((string)tag!["name"]!, (string?)tag["description"] ?? "", [.. acts[(string)tag["name"]!]])),
            ],
            [
                .. DescribeDocument.Problems.Select(problem => new Answered(
                    problem.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    (string)responses[problem.Key]!["description"]!
                )),
            ]
        );
    }

    private static Act ActOf(JsonNode document, string path, string method, JsonNode said)
    {
        var parameters = (said["parameters"] as JsonArray ?? []).Select(one => Follow(document, one!)).ToList();
        var body = said["requestBody"]?["content"]?.AsObject().FirstOrDefault().Value;
        var (status, success) = said["responses"]!.AsObject().First(response => response.Key[0] == '2');
        var (type, answer) = (success!["content"] as JsonObject ?? []).FirstOrDefault();
        return new(
            (string)said["operationId"]!,
            method.ToUpperInvariant(),
            path,
            (string)said["summary"]!,
            (string?)said["description"] ?? "",
            [
                .. parameters.Select(one => new Field(
                    (string)one["name"]!,
                    TypeOf(document, one["schema"]!),
                    (string?)one["description"] ?? "",
                    (bool?)one["required"] == true,
                    []
                )),
            ],
            body is null ? [] : FieldsOf(document, body["schema"]!, 0),
            Text(body?["example"]),
            int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
            type,
            answer is null ? [] : FieldsOf(document, answer["schema"]!, 0),
            Text(answer?["example"]),
            [.. said["responses"]!.AsObject().Select(response => response.Key).Where(code => code[0] is '4' or '5')]
        );
    }

    private static IReadOnlyList<Field> FieldsOf(JsonNode document, JsonNode schema, int depth)
    {
        schema = Bare(document, schema);
        if (schema["items"] is { } items)
            return FieldsOf(document, items, depth);
        if (depth >= Deepest || schema["properties"] is not JsonObject properties)
            return [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. properties.Select(property => new Field(
                property.Key,
                TypeOf(document, property.Value!),
                (string?)property.Value!["description"] ?? (string?)Bare(document, property.Value)["description"] ?? "",
                required.Contains(property.Key),
                FieldsOf(document, property.Value, depth + 1)
            )),
        ];
    }

    private static string TypeOf(JsonNode document, JsonNode schema)
    {
        var rules = Bare(document, schema);
        var mayBeNull = schema["oneOf"] is not null || (rules["type"] is JsonArray several && several.Any(one => (string?)one == "null"));
        var type = rules["type"] switch
        {
            JsonArray some => (string?)some.FirstOrDefault(one => (string?)one != "null"),
            var one => (string?)one,
        };
        var word =
            rules["enum"] is JsonArray names ? string.Join(" | ", names.Where(name => name is not null).Select(name => name!.ToString()))
            : type == "array" ? TypeOf(document, rules["items"]!) + "[]"
            : (string?)rules["format"] is { } format ? $"{type} ({format})"
            : type ?? "any";
        var most = rules["maxLength"] is { } length ? $", at most {length}" : "";
        return word + most + (mayBeNull ? " or null" : "");
    }

    // Without the alternative null, and where a reference leads.
    private static JsonNode Bare(JsonNode document, JsonNode schema)
    {
        schema = Follow(document, schema);
        return (schema["oneOf"] ?? schema["anyOf"]) is JsonArray some
            ? Bare(document, some.First(one => (string?)(one!["type"] as JsonValue) != "null")!)
            : schema;
    }

    private static JsonNode Follow(JsonNode document, JsonNode schema)
    {
        while (schema["$ref"] is { } reference)
            schema = ((string)reference!)[2..].Split('/').Aggregate(document, (node, step) => node[step]!);
        return schema;
    }

    private static string? Text(JsonNode? example) => example?.ToJsonString(Plain);
}
