using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Paraphe.Features.Api;

/// <summary>JSON as the API speaks it: camelCase, enums as words, decimals as numbers (strings are understood), unknown fields refused.</summary>
public static class ApiJson
{
    public const int Deepest = 16;

    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Also for the OpenAPI document, which describes what is written with these.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = Deepest;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Apply(options);
        // Not in the description: programs whose numbers are binary may write decimals as strings.
        options.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        options.Converters.Add(new Days.OfDay());
        options.Converters.Add(new Days.OfInstant());
        options.MakeReadOnly();
        return options;
    }
}
