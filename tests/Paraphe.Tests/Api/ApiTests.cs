using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Api;
using Paraphe.Platform.Data;
using Paraphe.Tests.Portal;
using static Paraphe.Tests.Api.ApiProgram;

namespace Paraphe.Tests.Api;

/// <summary>What a program with a key can do, and what it is told when it cannot.</summary>
public sealed class ApiTests(World world)
{
    [Fact]
    public async Task A_program_makes_a_customer_and_a_quote_sends_it_and_hears_of_the_signature()
    {
        var office = await world.Office();
        var api = await office.Program();

        var account = await api.Look("/api/v1/account");
        ((string?)account["requestAddress"]).ShouldEndWith("@paraphe.example");
        var customer = await api.Post("/api/v1/customers", Claire);
        var quote = await api.Post("/api/v1/quotes", Terrace((string)customer["id"]!));
        var id = (string)quote["quote"]!["id"]!;
        ((decimal)quote["quote"]!["total"]!).ShouldBe(1_320m);
        ((decimal)quote["lines"]![0]!["vatRate"]!).ShouldBe(20m);

        var sent = await api.Post($"/api/v1/quotes/{id}/send", "{}", HttpStatusCode.OK);
        ((string?)sent["quote"]!["stage"]).ShouldBe("delivered");
        await office.Settle();
        var link = await office.LinkOf(Guid.Parse(id));
        var sign = await (await Page.Get(world.Visitor(), link)).Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");

        var signed = await api.Look($"/api/v1/quotes/{id}");
        ((string?)signed["quote"]!["status"]).ShouldBe("accepted");
        signed["quote"]!["signedAt"].ShouldNotBeNull();
        var orders = await api.Look($"/api/v1/work-orders?quote={id}");
        ((string?)orders["items"]![0]!["lines"]![0]!["name"]).ShouldBe("Terrasse");
        var events = await api.Look($"/api/v1/quotes/{id}/events");
        events["items"]!.AsArray().Select(row => (string?)row!["what"]).ShouldContain("quote.signed");
    }

    [Fact]
    public async Task The_same_idempotency_key_does_it_once_and_with_another_body_is_refused()
    {
        var office = await world.Office();
        var api = await office.Program();
        api.DefaultRequestHeaders.Add("Idempotency-Key", "order 4711");

        var first = await api.Post("/api/v1/customers", Claire);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.Post("/api/v1/customers", Claire)));
        var other = await api.PostAsync("/api/v1/customers", Body(Claire.Replace("Claire", "Paul")));

        again.ShouldAllBe(answer => answer.ToJsonString() == first.ToJsonString());
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(1);
        await Task.FromResult(other).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Who_read_an_older_version_changes_nothing()
    {
        var office = await world.Office();
        var api = await office.Program();
        var quote = await api.Post("/api/v1/quotes", Terrace((string)(await api.Post("/api/v1/customers", Claire))["id"]!));
        var url = $"/api/v1/quotes/{quote["quote"]!["id"]}";
        var tag = (await api.GetAsync(url)).Headers.ETag!;

        var first = await api.Send("PATCH", url, """{"title":"Une autre terrasse"}""", tag);
        var second = await api.Send("PATCH", url, """{"title":"Encore une autre"}""", tag);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Task.FromResult(second).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        ((string?)(await api.Look(url))["quote"]!["title"]).ShouldBe("Une autre terrasse");
    }

    [Fact]
    public async Task A_list_is_walked_by_its_links_without_missing_or_repeating()
    {
        var office = await world.Office();
        var api = await office.Program();
        foreach (var name in new[] { "Ana", "Bob", "Céline", "Dirk", "Éva" })
            await api.Post("/api/v1/customers", Claire.Replace("Claire Fontanel", name));
        var names = new List<string?>();
        for (var url = "/api/v1/customers?limit=2"; url is not null; )
        {
            var answer = await api.GetAsync(url);
            names.AddRange((await answer.Json())["items"]!.AsArray().Select(row => (string?)row!["name"]));
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
        var api = await office.Program();

        var problem = await api.PostAsync(url, Body(body)).ShouldBeProblem((HttpStatusCode)status);

        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer);
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(0);
        (await office.Db(db => db.Quotes.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Deep_large_and_other_bodies_are_refused()
    {
        var api = await (await world.Office()).Program();
        await api.PostAsync("/api/v1/customers", Body(new string('[', 5_000) + new string(']', 5_000)))
            .ShouldBeProblem(HttpStatusCode.BadRequest);
        await api.PostAsync("/api/v1/customers", Body($$"""{"name":"{{new string('a', 3_000_000)}}"}"""))
            .ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
        await api.PostAsync("/api/v1/customers", new StringContent("name=Claire", Encoding.UTF8, "text/plain"))
            .ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task A_key_opens_its_own_account_its_scopes_and_its_members_role_alone()
    {
        var office = await world.Office();
        var stranger = await (await world.Office()).Program();
        var api = await office.Program();
        var quote = $"/api/v1/quotes/{await office.Draft()}";
        var customer = $"/api/v1/customers/{await office.Db(db => db.Customers.Select(row => row.Id).SingleAsync())}";

        foreach (var url in new[] { quote, customer, quote + "/revisions", quote + "/events" })
            await stranger.GetAsync(url).ShouldBeProblem(HttpStatusCode.NotFound);
        await stranger.PostAsync(quote + "/send", Body("{}")).ShouldBeProblem(HttpStatusCode.NotFound);
        await stranger.DeleteAsync(customer).ShouldBeProblem(HttpStatusCode.NotFound);
        (await stranger.Look("/api/v1/quotes"))["items"]!.AsArray().ShouldBeEmpty();

        var reader = await office.Program(Scopes.QuotesRead);
        (await reader.GetAsync(quote)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await reader.GetAsync(customer).ShouldBeProblem(HttpStatusCode.Forbidden);
        await reader.Send("PATCH", quote, "{}", null).ShouldBeProblem(HttpStatusCode.Forbidden);
        var viewer = await (await office.With(Role.Viewer)).Program();
        await viewer.Send("PATCH", quote, "{}", null).ShouldBeProblem(HttpStatusCode.Forbidden);
        // A session is no key.
        await office.Browser.GetAsync(quote).ShouldBeProblem(HttpStatusCode.Unauthorized);
        await world.Visitor().GetAsync(quote).ShouldBeProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_is_made_on_a_page_shown_once_and_revoked()
    {
        var office = await world.Office();
        var page = await (await office.Get("/profile/keys")).Submit("#new-key", new() { ["Name"] = "Comptabilité" });
        var key = page.TextOf("#made code");
        var api = world.With(key);

        (await api.GetAsync("/api/v1/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = await office.Get("/profile/keys");
        list.Html.ShouldNotContain(key);
        list.Text.ShouldContain("Comptabilité");
        await list.Submit("ul.things form");

        await api.GetAsync("/api/v1/account").ShouldBeProblem(HttpStatusCode.Unauthorized);
        (await office.Db(db => db.ApiKeys.AnyAsync(row => row.KeyHash == Encoding.ASCII.GetBytes(key)))).ShouldBeFalse();
    }
}
