using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Paraphe.Domain.Json;

/// <summary>How content is written in the database, in revisions and in events.</summary>
public static class DomainJson
{
    /// <summary>
    /// Names and enums in camelCase; nulls left out; decimals as strings in plain notation without trailing zeros ("1.5"); instants in UTC
    /// ending in Z, local times without a zone; empty lists for missing ones. The letters of all languages stay readable, those of HTML are escaped.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Canonical text sorts "kind" away from the front.
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            // Mostly canonical from the start: little is left to sort.
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ByName } },
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new DecimalAsText(),
                new InstantAsText(),
                new ImmutableArrays(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void ByName(JsonTypeInfo type)
    {
        var place = 0;
        foreach (var property in type.Properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            property.Order = place++;
        }
    }
}
