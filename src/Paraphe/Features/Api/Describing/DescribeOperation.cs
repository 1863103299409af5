using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paraphe.Features.Api.Describing;

/// <summary>What every operation says beside its types: headers, problems, examples.</summary>
internal static class DescribeOperation
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["after"] = "Where the page starts: id of the last row of the page before. The header Link has the whole address.",
        ["archived"] = "true takes those no longer on offer instead.",
        ["assignee"] = "Only those of this member.",
        ["behind"] = "Key of the entry it goes behind; without it, at the end.",
        ["campaign"] = "Only those of this campaign.",
        ["contact"] = "Id of the contact.",
        ["contract"] = "Only those of this contract.",
        ["customer"] = "Only those of this customer.",
        ["delivery"] = "Id of the delivery.",
        ["ends"] = "Only those whose last day is this or earlier.",
        ["file"] = "Id of the file.",
        ["free"] = "true leaves out those where something is open.",
        ["from"] = "Only from this day on.",
        ["id"] = "Its id.",
        ["key"] = "Its key within the quote.",
        ["limit"] = "Rows of the page, 1 to 200; 50 without it.",
        ["message"] = "Id of the message.",
        ["name"] = "The file's name, with its ending.",
        ["number"] = "Of the revision, from 1.",
        ["open"] = "true takes those that wait for an answer, false the others.",
        ["payment"] = "Id of the payment.",
        ["property"] = "Id of the property.",
        ["q"] = "Words to look for.",
        ["quote"] = "Only those of this quote.",
        ["request"] = "Only those of this request.",
        ["seller"] = "Only those that this member sells.",
        ["service"] = "Key of the service.",
        ["sort"] = "The order.",
        ["source"] = "Only those of this lead source.",
        ["spam"] = "true takes what was put away as spam instead.",
        ["state"] = "Only those that stand so.",
        ["status"] = "Only those that stand so.",
        ["tab"] = "Which side of the list.",
        ["tag"] = "Only those with this tag.",
        ["to"] = "Only up to this day.",
        ["who"] = "Only those that this member does, alone or with others.",
        ["wish"] = "Key of the wish.",
    };

    public static Task Run(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var document = context.Document!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod!;
        var isRead = method == "GET";
        var versioned = metadata.OfType<HasVersion>().Any();
        var example = Examples.Of(operation.OperationId!);

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description ??= Words.GetValueOrDefault(parameter.Name!);
            if (example?["parameters"]?[parameter.Name!] is { } shown)
                parameter.Example = shown.DeepClone();
        }
        Headers(operation, document, method, versioned);
        if (metadata.OfType<TakesFile>().Any())
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Bytes(MediaTypeNames.Application.Octet) };
        else if (
            operation.RequestBody is OpenApiRequestBody { Content: { } content } body
            && content.TryGetValue(MediaTypeNames.Application.Json, out var json)
        )
        {
            // The type that lets any other reach the operation is of no interest.
            body.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypeNames.Application.Json] = json };
            Show(json, example?["request"]);
        }
        Successes(operation, document, versioned, isRead, example?["response"]);
        if (metadata.OfType<GivesFileOf>().SingleOrDefault() is { } file && operation.Responses!["200"] is OpenApiResponse found)
            found.Content = Bytes(file.Type);
        foreach (var (status, key, _) in DescribeDocument.Problems)
            if (Happens(status, operation, metadata, isRead, versioned))
                operation.Responses![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponseReference(
                    key,
                    document
                );
        return Task.CompletedTask;
    }

    private static void Headers(OpenApiOperation operation, OpenApiDocument document, string method, bool versioned)
    {
        operation.Parameters ??= [];
        if (method == "POST")
            operation.Parameters.Add(new OpenApiParameterReference("Idempotency-Key", document));
        if (method != "GET" && versioned)
            operation.Parameters.Add(new OpenApiParameterReference("If-Match", document));
        if (method is "POST" or "PUT" or "PATCH")
            operation.Parameters.Add(new OpenApiParameterReference("Prefer", document));
    }

    private static void Successes(OpenApiOperation operation, OpenApiDocument document, bool versioned, bool isRead, JsonNode? example)
    {
        foreach (var (status, answer) in operation.Responses!)
        {
            if (answer is not OpenApiResponse response)
                continue;
            response.Description = status switch
            {
                "201" => "Made",
                "204" => "Done",
                _ => isRead ? "Found" : "Done",
            };
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            if (versioned && status != "204")
                response.Headers["ETag"] = new OpenApiHeaderReference("ETag", document);
            if (status == "201")
                response.Headers["Location"] = new OpenApiHeaderReference("Location", document);
            if (operation.Parameters!.Any(parameter => parameter.Name == "limit"))
                response.Headers["Link"] = new OpenApiHeaderReference("Link", document);
            foreach (var name in new[] { "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset" })
                response.Headers[name] = new OpenApiHeaderReference(name, document);
            if (response.Content?.TryGetValue(MediaTypeNames.Application.Json, out var content) == true)
                Show(content, example);
        }
    }

    private static bool Happens(int status, OpenApiOperation operation, IList<object> metadata, bool isRead, bool versioned)
    {
        var takes = operation.RequestBody is not null;
        return status switch
        {
            400 => true,
            404 => metadata.OfType<MayBeMissing>().Any(),
            409 or 422 => !isRead,
            412 => !isRead && versioned,
            413 => takes,
            415 => takes && !metadata.OfType<TakesFile>().Any(),
            503 => operation.OperationId is "getRevisionPdf" or "getInvoicePdf",
            _ => true,
        };
    }

    private static void Show(OpenApiMediaType content, JsonNode? example)
    {
        if (example is not null)
            content.Example = example.DeepClone();
    }

    private static Dictionary<string, OpenApiMediaType> Bytes(string type) =>
        new(StringComparer.Ordinal)
        {
            [type] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
            },
        };
}
