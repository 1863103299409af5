using System.Text.Json.Nodes;

namespace Paraphe.Tests.Api;

/// <summary>Wrong input made from right input and its schema, with a fixed seed: the same each time.</summary>
internal sealed class BadInput(Shape shape, Guid foreign)
{
    // No library writes half a surrogate pair: it is put in afterwards.
    private const string Half = "(half a letter)";

    private readonly Random random = new(20261130);

    /// <summary>Bodies as text, each with what is wrong with it.</summary>
    public IEnumerable<(string What, string Body)> Of(JsonNode schema, JsonNode right)
    {
        yield return ("nothing", "");
        yield return ("no JSON", "{");
        yield return ("a list", "[]");
        yield return ("null", "null");
        yield return ("depth", new string('[', 3_000) + new string(']', 3_000));
        yield return ("an unknown field", With(right, [], "kolour", JsonValue.Create("red")));
        foreach (var (what, body) in Fields(schema, right.AsObject(), right, []))
            yield return (what, body);
    }

    private IEnumerable<(string What, string Body)> Fields(JsonNode schema, JsonObject here, JsonNode whole, string[] way)
    {
        var rules = shape.Follow(schema).AsObject();
        foreach (var (name, field) in rules["properties"] as JsonObject ?? [])
        {
            foreach (var (what, value) in Values(field!))
                yield return ($"{string.Concat(way.Select(step => "/" + step))}/{name}: {what}", With(whole, way, name, value));
            if (here.ContainsKey(name))
                yield return ($"without {name}", With(whole, way, name, null, remove: true));
            if (here[name] is JsonObject inner && way.Length < 2)
                foreach (var one in Fields(field!, inner, whole, [.. way, name]))
                    yield return one;
            if (here[name] is JsonArray { Count: > 0 } list && list[^1] is JsonObject last && shape.Follow(field!)["items"] is { } items)
                foreach (
                    var one in Fields(
                        items,
                        last,
                        whole,
                        [.. way, name, (list.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)]
                    )
                )
                    yield return one;
        }
    }

    private IEnumerable<(string What, JsonNode? Value)> Values(JsonNode field)
    {
        yield return ("null", null);
        yield return (
            "another type",
            random.Next(3) switch
            {
                0 => new JsonObject(),
                1 => new JsonArray(),
                _ => JsonValue.Create(true),
            }
        );
        yield return ("null in a list", new JsonArray(null, null));
        var rules = shape.Follow(field).AsObject();
        var type = rules["type"]?.ToJsonString() ?? "";
        if (type.Contains("number") || type.Contains("integer"))
        {
            yield return ("huge", JsonNode.Parse(random.Next(2) == 0 ? "1e27" : "-79228162514264337593543950335"));
            yield return ("beyond numbers", JsonNode.Parse("1e400"));
            yield return ("many decimals", JsonNode.Parse("0.1234567890123456789"));
        }
        else if (type.Contains("string") || rules["oneOf"] is not null)
        {
            yield return ("too long", JsonValue.Create(new string('é', 150_000)));
            yield return ("U+0000", JsonValue.Create("a\0b"));
            yield return ("half a letter", JsonValue.Create(Half));
            yield return ("of another account", JsonValue.Create(foreign));
            yield return (
                "the end of time",
                JsonValue.Create((string?)rules["format"] == "date-time" ? "9999-12-31T23:59:59Z" : "9999-12-31")
            );
            yield return ("script", JsonValue.Create("<script>alert(1)</script>"));
        }
        else if (type.Contains("array"))
            yield return ("of another account", new JsonArray(JsonValue.Create(foreign)));
    }

    private static string With(JsonNode whole, string[] way, string name, JsonNode? value, bool remove = false)
    {
        var copy = whole.DeepClone();
        var node = copy;
        foreach (var step in way)
            node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        if (remove)
            node.AsObject().Remove(name);
        else
            node[name] = value?.DeepClone();
        return copy.ToJsonString().Replace(Half, "\\ud83d", StringComparison.Ordinal);
    }
}
