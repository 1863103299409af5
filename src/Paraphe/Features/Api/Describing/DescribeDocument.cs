using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paraphe.Features.Api.Describing;

/// <summary>What the document says as a whole, and what its operations share.</summary>
internal static class DescribeDocument
{
    private const string Introduction = """
        Everything that members do on the pages, for programs: over the same rules, with the same words.

        **Keys** are made under *Profile → API keys*, or printed by `./run account add`. Send one as `Authorization: Bearer pk_…`. A key acts as its
        member, within its scopes.

        **Errors** are problems of RFC 9457: `errors[].pointer` names the field of the body, `errors[].parameter` the one of the address. Unknown
        fields and parameters are errors. 400 is what cannot be read, 422 what a rule of the business refuses; nothing has changed then.

        **Idempotency-Key** on a POST: the same key and body within a day is answered the same and done once; with another body it is refused (422).

        **Lists** give `limit` rows (1 to 200, 50 without it) and the address of the next page in the header `Link` with `rel="next"`.

        **Versions**: what has one answers an `ETag`. Send it back as `If-Match` with a change: 412 tells that somebody else was quicker.

        **Prefer: return=minimal** leaves out the body of what a change answers.

        **Limit**: 600 requests a minute for a key; `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds) say how it stands.

        Days are written `2026-11-21`, instants `2026-11-21T14:30:00Z`, times of the account's zone without the Z. Decimals may be sent as strings.
        """;

    /// <summary>In the order of the reference.</summary>
    public static readonly IReadOnlyList<(string Name, string Description)> Tags =
    [
        ("Account", "The account of the key and its members."),
        ("Customers", "Companies and people of the customer list, with their contacts and the properties where work is done."),
        ("Catalogue", "Services and products that lines are made from, and prices for groups of customers."),
        ("Requests", "Who asks for a quote, and the conversation with him."),
        ("Quotes", "From the draft to the signature: lines, sending, revisions, what became of it."),
        ("Change requests", "What customers wish to have changed, line by line."),
        ("Files", "Uploads, and the supporting documents of quotes."),
        ("Work orders", "Work to carry out: of what was won, of contracts, by hand."),
        ("Contracts", "Recurring services that were won."),
        ("Invoices", "What is asked for: of won quotes, work orders, contracts; with payments, credit notes and e-invoice files."),
        ("Campaigns", "Offering an optional service of contracts to all who could have it."),
        ("Webhooks", "Addresses of yours that hear what happens, with the log of what they were sent."),
    ];

    public static readonly IReadOnlyList<(int Status, string Key, string Description)> Problems =
    [
        (400, "BadRequest", "The request cannot be read: no JSON, an unknown field or parameter, one of the wrong shape."),
        (401, "Unauthorized", "No key, or one that is unknown or revoked."),
        (403, "Forbidden", "The key lacks the scope, or its member the permission."),
        (404, "NotFound", "There is nothing here that this key may see."),
        (409, "Conflict", "It was changed at the same moment: read it again."),
        (412, "PreconditionFailed", "If-Match names another version than the one there is."),
        (413, "ContentTooLarge", "The body is too large."),
        (415, "UnsupportedMediaType", "The body is not application/json."),
        (422, "Unprocessable", "A rule of the business refuses it; nothing has changed."),
        (429, "TooManyRequests", "The key's limit is used up; Retry-After says how long to wait."),
        (503, "Unavailable", "The renderer is busy: try again."),
    ];

    public static readonly IReadOnlyList<(string Name, string Description, string Example)> Headers =
    [
        ("RateLimit-Limit", "Requests a minute.", "600"),
        ("RateLimit-Remaining", "What is left of them.", "598"),
        ("RateLimit-Reset", "Seconds until they are whole again.", "42"),
        ("ETag", "The version, for If-Match.", "\"3\""),
        ("Link", "Address of the next page; not on the last.", "</api/v1/quotes?after=019a8d5e-7c00-7d3a-9c1e-4b8f5a2d6e01>; rel=\"next\""),
        ("Location", "Address of what was made.", "/api/v1/quotes/019a8d5e-7c00-7d3a-9c1e-4b8f5a2d6e01"),
    ];

    public static readonly IReadOnlyList<(string Name, string Description, string Example)> Parameters =
    [
        ("Idempotency-Key", "Up to 200 characters: the same key and body within a day is done once.", "order-4711"),
        ("If-Match", "The ETag that the change was made from.", "\"3\""),
        ("Prefer", "return=minimal leaves out the body of the answer.", "return=minimal"),
    ];

    public static async Task Run(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Paraphe",
            Version = "1",
            Description = Introduction,
            Contact = new OpenApiContact { Name = "Who runs this installation" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This installation" }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.AddComponent("Problem", await context.GetOrCreateSchemaAsync(typeof(Problem), null, stop));
        foreach (var (name, description, example) in Headers)
            document.AddComponent(
                name,
                new OpenApiHeader
                {
                    Description = description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = example,
                }
            );
        foreach (var (name, description, example) in Parameters)
            document.AddComponent(
                name,
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Header,
                    Description = description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                    Example = example,
                }
            );
        foreach (var (_, key, description) in Problems)
            document.AddComponent(
                key,
                new OpenApiResponse
                {
                    Description = description,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        [Problem.ContentType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", document) },
                    },
                }
            );
        document.AddComponent(
            "key",
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key: pk_ and 43 letters and digits.",
            }
        );
        document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
    }
}
