using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Paraphe.Features.Api.Describing;

/// <summary>The OpenAPI document: made from the routes, their types and their comments; examples are answers that a test recorded.</summary>
internal static partial class DescribeSetup
{
    public const string Name = "v1";

    public static void AddDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = operation => operation.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id ? NameOf(id) : null;
                options.AddSchemaTransformer(
                    (schema, context, _) =>
                    {
                        // Amounts are decimals, not binary numbers.
                        if (context.JsonTypeInfo.Type == typeof(decimal) || context.JsonTypeInfo.Type == typeof(decimal?))
                            schema.Format = null;
                        // What must be there is not null; the code allows it so that its absence is told as a fault.
                        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true)
                            schema.Type &= ~JsonSchemaType.Null;
                        // Words are shared by fields that may be empty and fields that may not: that is said at the field.
                        foreach (
                            var empty in schema.Enum?.Where(word => word is null || JsonNullSentinel.IsJsonNullSentinel(word)).ToList()
                                ?? []
                        )
                            schema.Enum!.Remove(empty);
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(DescribeOperation.Run);
                options.AddDocumentTransformer(DescribeDocument.Run);
            }
        );

    /// <summary>What a type is called outside: PageOfCustomerJson is CustomerPage, SendWish is SendInput.</summary>
    public static string NameOf(string type) =>
        type.StartsWith("PageOf", StringComparison.Ordinal)
            ? NameOf(type["PageOf".Length..]) + "Page"
            : Ending().Replace(type, match => match.Value == "Wish" && match.Index > 0 ? "Input" : "");

    [GeneratedRegex("(Json|(?<=.)Wish)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();
}
