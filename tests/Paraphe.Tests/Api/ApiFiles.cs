using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Paraphe.Tests.Api;

/// <summary>The recorded description and its examples, as they lie beside the code; <c>bin/api</c> writes them anew.</summary>
internal static class ApiFiles
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static bool Record => Environment.GetEnvironmentVariable("PARAPHE_RECORD_API") == "1";

    public static string Snapshot => Path.Combine(Here(), "openapi.json");

    public static string Text(JsonNode node) => node.ToJsonString(Plain).ReplaceLineEndings("\n") + "\n";

    public static void WriteExamples(SortedDictionary<string, JsonObject> told) =>
        File.WriteAllText(
            Path.Combine(Here(), "../../../src/Paraphe/Features/Api/Describing/examples.json"),
            Text(new JsonObject(told.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone()))))
        );

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
