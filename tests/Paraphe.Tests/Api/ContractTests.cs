using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Web;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Api;

/// <summary>The OpenAPI document and the program say the same: every operation, with right input and with wrong.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task Every_operation_does_what_the_document_says_and_no_input_breaks_it()
    {
        // Of its own: nobody else's jobs change what the road is about to change.
        await using var world = new World();
        var document = await (await world.Visitor().GetAsync("/openapi/v1.json")).Json();
        var office = await world.Office();
        var stranger = await world.Office();
        var foreign = await stranger.Draft();
        var api = await office.Program();
        var road = new Road(document, api);

        await new WholeRoad(road, office).Walk();

        road.All.Keys.Except(road.Told.Keys).ShouldBeEmpty("operations that the road does not take");
        if (ApiFiles.Record)
            ApiFiles.WriteExamples(road.Told);

        await Bad(road, api, foreign);
        await Closed(world, road, office, stranger);
    }

    private static async Task Bad(Road road, HttpClient api, Guid foreign)
    {
        var cases = new List<(Road.Operation Operation, string What, string Url, string? Body)>();
        foreach (var operation in road.All.Values)
        {
            var told = road.Told[operation.Name];
            var parameters = told["parameters"] as JsonObject;
            var url = operation.Fill(parameters);
            foreach (
                var query in new[]
                {
                    "?kolour=red",
                    "?limit=many",
                    "?limit=0",
                    "?limit=99999999999",
                    "?after=x",
                    "?q=%00",
                    "?from=0001-01-01&to=9999-12-31",
                }
            )
                if (operation.Method == "GET" || query == "?kolour=red")
                    cases.Add((operation, query, url + query, null));
            if (operation.Path.Contains('{'))
            {
                cases.Add(
                    (
                        operation,
                        "of another account",
                        operation.Fill(Elsewhere(parameters, foreign)),
                        (string?)told["request"]?.ToJsonString()
                    )
                );
                cases.Add((operation, "no id", operation.Fill(Elsewhere(parameters, "x")), (string?)told["request"]?.ToJsonString()));
            }
            if (operation.Takes is { } takes)
                foreach (var (what, body) in new BadInput(road.Shape, foreign).Of(takes, told["request"]!))
                    cases.Add((operation, what, url, body));
        }
        cases.Count.ShouldBeGreaterThan(1_500);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (one, stop) =>
            {
                try
                {
                    await Try(one.Operation, one.What, one.Url, one.Body, stop);
                }
                catch (ShouldAssertException failed)
                {
                    // All of them are told at once.
                    wrong.Add(failed.Message);
                }
            }
        );
        wrong.ShouldBeEmpty();

        async Task Try(Road.Operation operation, string what, string url, string? body, CancellationToken stop)
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), url);
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await api.SendAsync(request, stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            var said = $"{operation.Name}, {what}: {answer.StatusCode} {text}";
            ((int)answer.StatusCode).ShouldBeLessThan(500, said);
            if (url.Contains("/x", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.NotFound)
                // No address of the document: the answer is a problem all the same.
                answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", said);
            else
                road.Check(operation, answer, text);
            if (what is "of another account" && url.Contains(foreign.ToString(), StringComparison.Ordinal))
                answer.StatusCode.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.BadRequest], said);
            // What the schema does not allow is not taken.
            if (body is not null && IsWrong(road, operation, body))
                ((int)answer.StatusCode).ShouldBeInRange(400, 499, said);
        }
    }

    private static bool IsWrong(Road road, Road.Operation operation, string body)
    {
        try
        {
            return road.Shape.Flaws(JsonNode.Parse(body), operation.Takes).Any();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // No JSON at all, or half a letter.
            return true;
        }
    }

    private static JsonObject Elsewhere(JsonObject? parameters, object id) =>
        new(
            (parameters ?? []).Select(pair =>
                KeyValuePair.Create(pair.Key, pair.Key == "id" ? JsonValue.Create(id.ToString()) : pair.Value?.DeepClone())
            )
        );

    private static async Task Closed(World world, Road road, Office office, Office stranger)
    {
        var key = await office.Key();
        await office.Db(async db =>
        {
            var (hash, now) = (Tokens.Hash(key), db.Now);
            await db.ApiKeys.Where(row => row.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now));
        });
        var revoked = world.With(key);
        var (nobody, other) = (world.Visitor(), await stranger.Program());
        foreach (var operation in road.All.Values)
        {
            var url = operation.Fill(road.Told[operation.Name]["parameters"] as JsonObject);
            foreach (var client in new[] { revoked, nobody })
                await Said(client, operation, url, HttpStatusCode.Unauthorized);
            if (
                operation.Path.Contains("{id}", StringComparison.Ordinal)
                && operation.Takes is null
                && !operation.Said.ToJsonString().Contains("octet")
            )
                await Said(other, operation, url, HttpStatusCode.NotFound);
        }

        async Task Said(HttpClient client, Road.Operation operation, string url, HttpStatusCode status)
        {
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(operation.Method), url));
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(status, $"{operation.Name}: {text}");
            road.Check(operation, answer, text);
        }
    }
}
