using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Paraphe.Tests.Api;

/// <summary>Checks JSON against a schema of the OpenAPI document: the part of JSON Schema that the document uses; anything else throws.</summary>
internal sealed class Shape(JsonNode document)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$ref",
        "type",
        "format",
        "enum",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "oneOf",
        "anyOf",
        "allOf",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "pattern",
        "description",
        "default",
        "example",
        "examples",
        "title",
        "deprecated",
        "readOnly",
    };

    /// <returns>Nothing when it fits; else each place with what is wrong there.</returns>
    public IEnumerable<string> Flaws(JsonNode? value, JsonNode? schema, string at = "")
    {
        if (schema is null || schema.GetValueKind() == JsonValueKind.True)
            return [];
        schema = Follow(schema);
        var rules = schema.AsObject();
        if (rules.Select(rule => rule.Key).FirstOrDefault(rule => !Known.Contains(rule)) is { } unknown)
            throw new NotSupportedException($"The schema says {unknown}");
        if ((rules["oneOf"] ?? rules["anyOf"]) is JsonArray some)
            return some.Any(one => !Flaws(value, one, at).Any()) ? [] : [$"{at}: fits none of the alternatives"];
        if (rules["allOf"] is JsonArray all)
            return all.SelectMany(one => Flaws(value, one, at));
        if (!Types(rules).Any(type => Is(value, type)))
            return [$"{at}: is {value?.GetValueKind().ToString() ?? "Null"}, not {rules["type"]?.ToJsonString()}"];
        return value switch
        {
            null => [],
            JsonObject fields => OfObject(fields, rules, at),
            JsonArray list => OfList(list, rules, at),
            _ => OfValue(value, rules, at),
        };
    }

    public JsonNode Follow(JsonNode schema)
    {
        while (schema["$ref"] is { } reference)
        {
            var node = document;
            foreach (var step in ((string)reference!)[2..].Split('/'))
                node = node[step] ?? throw new InvalidOperationException($"Nothing stands at {reference}");
            schema = node;
        }
        return schema;
    }

    private static IEnumerable<string> Types(JsonObject rules) =>
        rules["type"] switch
        {
            null => ["any"],
            JsonArray several => several.Select(one => (string)one!),
            var one => [(string)one!],
        };

    private static bool Is(JsonNode? value, string type) =>
        type switch
        {
            "any" => true,
            "null" => value is null,
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value?.GetValueKind() == JsonValueKind.String,
            "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "integer" => value?.GetValueKind() == JsonValueKind.Number
                && value.ToJsonString().All(letter => char.IsAsciiDigit(letter) || letter == '-'),
            "number" => value?.GetValueKind() == JsonValueKind.Number,
            _ => throw new NotSupportedException(type),
        };

    private IEnumerable<string> OfObject(JsonObject value, JsonObject rules, string at)
    {
        var properties = rules["properties"] as JsonObject;
        foreach (var name in (rules["required"] as JsonArray ?? []).Select(name => (string)name!))
            if (!value.ContainsKey(name))
                yield return $"{at}/{name}: is missing";
        foreach (var (name, field) in value)
            if (properties?.TryGetPropertyValue(name, out var schema) == true)
                foreach (var flaw in Flaws(field, schema, $"{at}/{name}"))
                    yield return flaw;
            else if (rules["additionalProperties"] is JsonObject others)
                foreach (var flaw in Flaws(field, others, $"{at}/{name}"))
                    yield return flaw;
            // Stricter than the words of the schema: what it does not name is not there.
            else if (properties is not null)
                yield return $"{at}/{name}: is not described";
    }

    private IEnumerable<string> OfList(JsonArray value, JsonObject rules, string at)
    {
        if (value.Count > (Number(rules["maxItems"]) ?? decimal.MaxValue) || value.Count < (Number(rules["minItems"]) ?? 0))
            yield return $"{at}: has {value.Count} entries";
        foreach (var (place, one) in value.Index())
        foreach (var flaw in Flaws(one, rules["items"], $"{at}/{place}"))
            yield return flaw;
    }

    private static IEnumerable<string> OfValue(JsonNode value, JsonObject rules, string at)
    {
        if (rules["enum"] is JsonArray names && names.All(name => !JsonNode.DeepEquals(name, value)))
            yield return $"{at}: {value.ToJsonString()} is none of {names.ToJsonString()}";
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
            if (number < (double?)Number(rules["minimum"]) || number > (double?)Number(rules["maximum"]))
                yield return $"{at}: {number} is out of bounds";
            if ((string?)rules["format"] == "int32" && number is < int.MinValue or > int.MaxValue)
                yield return $"{at}: {number} is no int32";
        }
        if (value.GetValueKind() != JsonValueKind.String)
            yield break;
        var text = (string)value!;
        if (text.Length > Number(rules["maxLength"]) || text.Length < Number(rules["minLength"]))
            yield return $"{at}: has {text.Length} characters";
        if (rules["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!, RegexOptions.None, TimeSpan.FromSeconds(1)))
            yield return $"{at}: {text} is not like {pattern}";
        var fits = (string?)rules["format"] switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "date-time" => text.EndsWith('Z') && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!fits)
            yield return $"{at}: {text} is no {rules["format"]}";
    }

    private static decimal? Number(JsonNode? node) =>
        node is null ? null : decimal.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
}
