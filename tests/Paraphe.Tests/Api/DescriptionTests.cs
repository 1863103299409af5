using System.Text.Json.Nodes;

namespace Paraphe.Tests.Api;

/// <summary>What programs, and those who write them, read of the API.</summary>
[Trait("Database", "Either")]
public sealed class DescriptionTests(World world)
{
    [Fact]
    public async Task The_description_is_the_one_that_was_recorded()
    {
        var text = ApiFiles.Text(await Document());
        if (ApiFiles.Record)
            await File.WriteAllTextAsync(ApiFiles.Snapshot, text);

        text.ShouldBe(
            await File.ReadAllTextAsync(ApiFiles.Snapshot),
            "the API has changed: bin/api records it, and git shows what changed"
        );
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_says_everything_of_every_operation()
    {
        var document = await Document();
        var tags = document["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToHashSet();

        ((string?)document["openapi"]).ShouldStartWith("3.1");
        foreach (var (path, operations) in document["paths"]!.AsObject())
        foreach (var (method, operation) in operations!.AsObject())
        {
            var name = (string?)operation!["operationId"];
            name.ShouldNotBeNull(path);
            ((string?)operation["summary"]).ShouldNotBeNullOrEmpty(name);
            ((string)operation["description"]!).ShouldContain("scope", customMessage: name);
            operation["tags"]!.AsArray().Count.ShouldBe(1, name);
            tags.ShouldContain((string)operation["tags"]![0]!, name);
            foreach (var status in new[] { "400", "401", "403", "429" })
                operation["responses"]![status].ShouldNotBeNull(name);
            if (path.Contains("{id}", StringComparison.Ordinal))
                operation["responses"]!["404"].ShouldNotBeNull(name);
            if (operation["requestBody"]?["content"]?["application/json"] is { } body)
            {
                body["schema"].ShouldNotBeNull(name);
                body["example"].ShouldNotBeNull($"{name} has no example: bin/api records them");
            }
            var success = operation["responses"]!.AsObject().First(response => response.Key[0] == '2').Value!;
            if (success["content"]?["application/json"] is { } answer)
                answer["example"].ShouldNotBeNull($"{name} has no example: bin/api records them");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                if (parameter!["$ref"] is null)
                    ((string?)parameter["description"]).ShouldNotBeNullOrEmpty($"{name}: {parameter["name"]}");
        }
    }

    private async Task<JsonNode> Document() => await (await world.Visitor().GetAsync("/openapi/v1.json")).Json();
}
