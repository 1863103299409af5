using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Api;

/// <summary>The guide of the API works as it is written: its lines are read from docs/api.md and done one after the other.</summary>
public sealed partial class GuideTests(World world)
{
    [Fact]
    public async Task The_steps_of_the_guide_lead_from_a_customer_to_a_signature()
    {
        var office = await world.Office();
        var api = await office.Program();
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["api"] = "/api/v1" };
        var steps = await Steps();
        steps.Count.ShouldBeGreaterThan(6);

        foreach (var step in steps)
        {
            // The customer signs between the fourth step and the fifth.
            if (step.Groups["url"].Value == "$api/quotes/$quote")
                await Sign(office, Guid.Parse(words["quote"]));
            var url = Filled(step.Groups["url"].Value, words);
            var body = step.Groups["body"].Value;
            var answer = body.Length > 0 ? await api.PostAsync(url, ApiProgram.Body(Filled(body, words))) : await api.GetAsync(url);
            var text = answer.Content.Headers.ContentType?.MediaType == "application/pdf" ? "" : await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue($"{step.Value}: {text}");
            var told = step.Groups["jq"].Value;
            if (told.Length > 0)
                words[step.Groups["name"].Value is { Length: > 0 } name ? name : told] = told[1..]
                    .Split('.')
                    .Aggregate(JsonNode.Parse(text)!, (node, part) => node[part]!)
                    .ToString();
        }

        words[".quote.status"].ShouldBe("accepted");
    }

    private static async Task Sign(Office office, Guid quote)
    {
        await office.Settle();
        var sign = await (await Page.Get(office.World.Visitor(), await office.LinkOf(quote))).Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        await office.Settle();
    }

    // The shell's '…'$word'…' is the word.
    private static string Filled(string text, Dictionary<string, string> words) =>
        Word().Replace(text.Replace("'$", "$", StringComparison.Ordinal), match => words[match.Groups["name"].Value]);

    private static async Task<IReadOnlyList<Match>> Steps() =>
        [.. (await File.ReadAllLinesAsync(Guide())).Select(line => Call().Match(line)).Where(match => match.Success)];

    private static string Guide([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/api.md");

    [GeneratedRegex(
        """^(?:(?<name>\w+)=\$\()?call (?<url>\$api\S*)(?: -d '(?<body>.*)')?(?: \| jq -r (?<jq>[\w.]+))?\)?$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Call();

    [GeneratedRegex(@"\$(?<name>\w+)'?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
