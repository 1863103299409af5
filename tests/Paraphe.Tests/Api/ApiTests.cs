using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Api;
using Paraphe.Platform.Data;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Api;

/// <summary>What a program with a key can do, and what it is told when it cannot.</summary>
public sealed class ApiTests(World world)
{
    [Fact]
    public async Task A_program_makes_a_customer_and_a_quote_sends_it_and_hears_of_the_signature()
    {
        var office = await world.Office();
        var api = await Program(office);

        var account = await Json(await api.GetAsync("/api/v1/account"));
        ((string?)account["requestAddress"]).ShouldEndWith("@paraphe.example");
        var customer = await Post(api, "/api/v1/customers", Claire);
        var quote = await Post(api, "/api/v1/quotes", Terrace((string)customer["id"]!));
        var id = (string)quote["quote"]!["id"]!;
        ((decimal)quote["quote"]!["total"]!).ShouldBe(1_320m);
        ((decimal)quote["lines"]![0]!["vatRate"]!).ShouldBe(20m);

        var sent = await Post(api, $"/api/v1/quotes/{id}/send", "{}", HttpStatusCode.OK);
        ((string?)sent["quote"]!["stage"]).ShouldBe("delivered");
        await office.Settle();
        var link = await office.LinkOf(Guid.Parse(id));
        var sign = await (await Page.Get(world.Visitor(), link)).Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");

        var signed = await Json(await api.GetAsync($"/api/v1/quotes/{id}"));
        ((string?)signed["quote"]!["status"]).ShouldBe("accepted");
        signed["quote"]!["signedAt"].ShouldNotBeNull();
        var orders = await Json(await api.GetAsync($"/api/v1/work-orders?quote={id}"));
        ((string?)orders["items"]![0]!["lines"]![0]!["name"]).ShouldBe("Terrasse");
        var events = await Json(await api.GetAsync($"/api/v1/quotes/{id}/events"));
        events["items"]!.AsArray().Select(row => (string?)row!["what"]).ShouldContain("quote.signed");
    }

    [Fact]
    public async Task The_same_idempotency_key_does_it_once_and_with_another_body_is_refused()
    {
        var office = await world.Office();
        var api = await Program(office);
        api.DefaultRequestHeaders.Add("Idempotency-Key", "order 4711");

        var first = await Post(api, "/api/v1/customers", Claire);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Post(api, "/api/v1/customers", Claire)));
        var other = await api.PostAsync("/api/v1/customers", Body(Claire.Replace("Claire", "Paul")));

        again.ShouldAllBe(answer => answer.ToJsonString() == first.ToJsonString());
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(1);
        await ShouldBeProblem(other, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Who_read_an_older_version_changes_nothing()
    {
        var office = await world.Office();
        var api = await Program(office);
        var quote = await Post(api, "/api/v1/quotes", Terrace((string)(await Post(api, "/api/v1/customers", Claire))["id"]!));
        var url = $"/api/v1/quotes/{quote["quote"]!["id"]}";
        var tag = (await api.GetAsync(url)).Headers.ETag!;

        var first = await Patch(api, url, """{"title":"Une autre terrasse"}""", tag);
        var second = await Patch(api, url, """{"title":"Encore une autre"}""", tag);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeProblem(second, HttpStatusCode.PreconditionFailed);
        ((string?)(await Json(await api.GetAsync(url)))["quote"]!["title"]).ShouldBe("Une autre terrasse");
    }

    [Fact]
    public async Task A_list_is_walked_by_its_links_without_missing_or_repeating()
    {
        var office = await world.Office();
        var api = await Program(office);
        foreach (var name in new[] { "Ana", "Bob", "Céline", "Dirk", "Éva" })
            await Post(api, "/api/v1/customers", Claire.Replace("Claire Fontanel", name));
        var names = new List<string?>();
        for (var url = "/api/v1/customers?limit=2"; url is not null; )
        {
            var answer = await api.GetAsync(url);
            names.AddRange((await Json(answer))["items"]!.AsArray().Select(row => (string?)row!["name"]));
            url = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }
        names.ShouldBe(["Ana", "Bob", "Céline", "Dirk", "Éva"]);
    }

    [Theory]
    [InlineData("/api/v1/customers", """{"name":"Claire","colour":"red"}""", 400, "/colour")]
    [InlineData("/api/v1/customers", """{"name":["Claire"]}""", 400, "/name")]
    [InlineData("/api/v1/customers", "{", 400, "")]
    [InlineData("/api/v1/customers", """{"name":""}""", 422, "/name")]
    [InlineData("/api/v1/customers", """{"name":"Claire","email":"nobody"}""", 422, "/email")]
    [InlineData("/api/v1/customers", """{"name":"Claire","address":{"country":"ZZ"}}""", 422, "/address/country")]
    [InlineData("/api/v1/quotes", """{"title":"Terrasse"}""", 422, "/customerId")]
    [InlineData("/api/v1/quotes", """{"customerId":"019a0000-0000-7000-8000-000000000001"}""", 422, "/customerId")]
    [InlineData("/api/v1/quotes", """{"lines":[{"name":"a"},{"name":"b","quantity":"many"}]}""", 400, "/lines/1/quantity")]
    public async Task Wrong_input_is_a_problem_with_its_place_and_changes_nothing(string url, string body, int status, string pointer)
    {
        var office = await world.Office();
        var api = await Program(office);

        var problem = await ShouldBeProblem(await api.PostAsync(url, Body(body)), (HttpStatusCode)status);

        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer);
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(0);
        (await office.Db(db => db.Quotes.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Deep_large_and_other_bodies_are_refused()
    {
        var api = await Program(await world.Office());
        await ShouldBeProblem(
            await api.PostAsync("/api/v1/customers", Body(new string('[', 5_000) + new string(']', 5_000))),
            HttpStatusCode.BadRequest
        );
        await ShouldBeProblem(
            await api.PostAsync("/api/v1/customers", Body($$"""{"name":"{{new string('a', 3_000_000)}}"}""")),
            HttpStatusCode.RequestEntityTooLarge
        );
        await ShouldBeProblem(
            await api.PostAsync("/api/v1/customers", new StringContent("name=Claire", Encoding.UTF8, "text/plain")),
            HttpStatusCode.UnsupportedMediaType
        );
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task A_key_opens_its_own_account_its_scopes_and_its_members_role_alone()
    {
        var office = await world.Office();
        var stranger = await Program(await world.Office());
        var api = await Program(office);
        var quote = $"/api/v1/quotes/{await office.Draft()}";
        var customer = $"/api/v1/customers/{await office.Db(db => db.Customers.Select(row => row.Id).SingleAsync())}";

        foreach (var url in new[] { quote, customer, quote + "/revisions", quote + "/events" })
            await ShouldBeProblem(await stranger.GetAsync(url), HttpStatusCode.NotFound);
        await ShouldBeProblem(await stranger.PostAsync(quote + "/send", Body("{}")), HttpStatusCode.NotFound);
        await ShouldBeProblem(await stranger.DeleteAsync(customer), HttpStatusCode.NotFound);
        (await Json(await stranger.GetAsync("/api/v1/quotes")))["items"]!.AsArray().ShouldBeEmpty();

        var reader = await Program(office, Scopes.QuotesRead);
        (await reader.GetAsync(quote)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeProblem(await reader.GetAsync(customer), HttpStatusCode.Forbidden);
        await ShouldBeProblem(await Patch(reader, quote, "{}", null), HttpStatusCode.Forbidden);
        var viewer = await Program(await office.With(Role.Viewer));
        await ShouldBeProblem(await Patch(viewer, quote, "{}", null), HttpStatusCode.Forbidden);
        // A session is no key.
        await ShouldBeProblem(await office.Browser.GetAsync(quote), HttpStatusCode.Unauthorized);
        await ShouldBeProblem(await world.Visitor().GetAsync(quote), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_is_made_on_a_page_shown_once_and_revoked()
    {
        var office = await world.Office();
        var page = await (await office.Get("/profile/keys")).Submit("#new-key", new() { ["Name"] = "Comptabilité" });
        var key = page.TextOf("#made code");
        var api = With(key);

        (await api.GetAsync("/api/v1/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = await office.Get("/profile/keys");
        list.Html.ShouldNotContain(key);
        list.Text.ShouldContain("Comptabilité");
        await list.Submit("ul.things form");

        await ShouldBeProblem(await api.GetAsync("/api/v1/account"), HttpStatusCode.Unauthorized);
        (await office.Db(db => db.ApiKeys.AnyAsync(row => row.KeyHash == Encoding.ASCII.GetBytes(key)))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_description_names_every_operation_with_what_it_takes_and_answers()
    {
        var document = await Json(await world.Visitor().GetAsync("/openapi/v1.json"));

        ((string?)document["openapi"]).ShouldStartWith("3.1");
        foreach (var path in document["paths"]!.AsObject())
        foreach (var operation in path.Value!.AsObject())
        {
            operation.Value!["operationId"].ShouldNotBeNull(path.Key);
            operation.Value["summary"].ShouldNotBeNull(path.Key);
            operation.Value["responses"]!["401"].ShouldNotBeNull(path.Key);
            if (operation.Key is "post" or "put" or "patch")
                operation.Value["requestBody"]!["content"]!["application/json"]!["schema"].ShouldNotBeNull(path.Key);
        }
        document["paths"]!.AsObject().Count.ShouldBeGreaterThan(9);
    }

    private const string Claire =
        """{"kind":"person","name":"Claire Fontanel","email":"claire@fontanel.example","address":{"line1":"12 allée des Tilleuls","postalCode":"74000","city":"Annecy","country":"FR"}}""";

    private static string Terrace(string customer) =>
        $$"""{"customerId":"{{customer}}","title":"Terrasse","lines":[{"name":"Terrasse","quantity":10,"unit":"m²","unitPrice":"110.00"},{"name":"Olivier","unitPrice":640,"optional":true}]}""";

    private async Task<HttpClient> Program(Office office, params string[] scopes)
    {
        var key = await office.Db(async db =>
        {
            var made = db.AddKey(office.Member.Id, "test", scopes.Length > 0 ? scopes : Scopes.All);
            await db.SaveChangesAsync();
            return made;
        });
        return With(key);
    }

    private HttpClient With(string key)
    {
        var client = world.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonNode> Json(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    private static async Task<JsonNode> Post(HttpClient api, string url, string body, HttpStatusCode status = HttpStatusCode.Created)
    {
        var answer = await api.PostAsync(url, Body(body));
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return await Json(answer);
    }

    private static Task<HttpResponseMessage> Patch(HttpClient api, string url, string body, EntityTagHeaderValue? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, url) { Content = Body(body) };
        if (tag is not null)
            request.Headers.IfMatch.Add(tag);
        return api.SendAsync(request);
    }

    private static async Task<JsonNode> ShouldBeProblem(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        return JsonNode.Parse(text)!;
    }
}
