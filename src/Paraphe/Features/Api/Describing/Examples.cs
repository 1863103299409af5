using System.Text.Json.Nodes;

namespace Paraphe.Features.Api.Describing;

/// <summary>
/// What was sent and answered when the contract test last recorded it: every example of the document worked. <c>bin/api</c> records them anew.
/// </summary>
internal static class Examples
{
    private static readonly JsonNode All = Read();

    /// <returns>With <c>parameters</c>, <c>request</c> and <c>response</c>, as far as there are any.</returns>
    public static JsonNode? Of(string operation) => All[operation];

    private static JsonNode Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("api/examples.json")!;
        return JsonNode.Parse(stream)!;
    }
}
