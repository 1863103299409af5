using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Api;
using Paraphe.Tests.Changes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Webhooks;

/// <summary>Another program hears of what happens, and sets itself up to do so.</summary>
public sealed class WebhookTests(World world)
{
    [Fact]
    public async Task Another_program_hears_each_step_of_a_quote_once_signed_and_in_the_shape_of_the_API()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        var (_, secret) = await office.Hook(receiver);

        var quote = await office.Draft();
        var link = await office.Send(quote);
        var visitor = world.Visitor();
        visitor.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605.1.15");
        var page = await Page.Get(visitor, link);
        (await visitor.GetAsync(page.One("img.seen").GetAttribute("src"))).Dispose();
        var sign = await page.Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        await office.Settle();

        var types = receiver.All.Select(heard => heard.Type).ToList();
        foreach (var type in new[] { "customer.created", "quote.sent", "quote.opened", "quote.signed", "quote.won", "work_order.created" })
            types.Count(one => one == type).ShouldBe(1, $"{type} in {string.Join(", ", types)}");
        receiver.All.Select(heard => heard.Id).ShouldBeUnique();

        var signed = receiver.All.Single(heard => heard.Type == "quote.signed");
        ((string?)signed.Json["id"]).ShouldBe(signed.Id);
        var told = signed.Json["data"]!["quote"]!;
        ((string?)told["id"]).ShouldBe(quote.ToString());
        ((string?)told["status"]).ShouldBe("accepted");
        var answered = await (await office.Program()).Send(HttpMethod.Get, $"/api/v1/quotes/{quote}", null);
        told.ToJsonString().ShouldBe(answered["quote"]!.ToJsonString());

        var changed = signed with { Body = signed.Body.Replace("accepted", "rejected") };
        var at = world.Clock.GetUtcNow();
        (await Hooks.Believes(at, (secret, signed), (secret, changed), ("whsec_AAAA", signed))).ShouldBe([true, false, false]);
        (await Hooks.Believes(at.AddHours(1), (secret, signed))).ShouldBe([false]);
    }

    [Fact, Trait("Spec", "CR 9")]
    public async Task Wished_changes_are_told_when_asked_and_once_when_a_new_revision_answers_them()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        await office.Hook(receiver, "quote.changes_requested", "quote.changes_answered");
        var (quote, _, _) = await office.Asked();
        await office.Send(quote);
        await office.Send(quote);
        receiver.All.Select(heard => heard.Type).ShouldBe(["quote.changes_requested", "quote.changes_answered"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_chose_some_events_hears_those_alone_and_another_account_nothing()
    {
        var office = await world.Office();
        var other = await world.Office();
        await using var receiver = await Receiver.Start();
        var (id, _) = await office.Hook(receiver, "customer.created", "quote.signed");

        await other.AddCustomer("Someone else's");
        await office.AddCustomer("Hélène Perret");
        await office.Settle();
        await other.Settle();

        var heard = receiver.All.ShouldHaveSingleItem();
        ((string?)heard.Json["data"]!["customer"]!["name"]).ShouldBe("Hélène Perret");
        heard.Headers["content-type"].ShouldBe("application/json; charset=utf-8");
        (await other.Get("/settings/webhooks")).Text.ShouldNotContain(receiver.Url);
        (await other.Get($"/settings/webhooks/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await office.With(Role.Manager)).Get($"/settings/webhooks/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_told()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        var (id, _) = await office.Hook(receiver, "customer.created");

        await Should.ThrowAsync<InvalidOperationException>(() =>
            office.Db(db =>
                db.InTransaction(async () =>
                {
                    db.Customers.Add(new(db.NewId(), db.AccountId, new() { Name = "Nobody" }, prospect: true, db.Now));
                    await db.SaveChangesAsync();
                    throw new InvalidOperationException("The disk is full");
                })
            )
        );
        await office.Settle();

        receiver.All.ShouldBeEmpty();
        (await office.Messages(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_Owner_tests_an_address_reads_what_it_answered_and_sends_the_same_message_again()
    {
        var office = await world.Office("GB", "en");
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = 202;
            return http.Response.WriteAsync("Merci ! " + new string('x', 5_000));
        });
        var (id, secret) = await office.Hook(receiver, "quote.signed");
        (await office.Get("/settings/apps")).Has("a[href='/settings/webhooks']").ShouldBeTrue();
        var list = await office.Get("/settings/webhooks");
        list.Text.ShouldContain(receiver.Url);
        list.Html.ShouldNotContain(secret);

        await office.SendTest(id);
        await office.Settle();
        var message = await (await office.Get($"/settings/webhooks/{id}")).Click("table.list a.go");
        message.Text.ShouldContain("202");
        message.Text.ShouldContain("Merci !");
        message.Text.Length.ShouldBeLessThan(4_000, "the answer's first KB is kept");
        await message.Submit("#replay");
        await office.Settle();

        receiver.All.Count.ShouldBe(2);
        receiver.All.Select(heard => heard.Id).Distinct().ShouldHaveSingleItem();
        receiver.All.ShouldAllBe(heard => heard.Type == "webhook.test");
        (await office.Messages(id)).Single().TryCount.ShouldBe(2);
    }

    [Fact]
    public async Task Wrong_addresses_are_told_at_their_field_and_what_was_typed_stays()
    {
        var office = await world.Office("GB", "en");
        var page = await office.Get("/settings/webhooks/new");
        foreach (
            var (url, said) in new[]
            {
                ("books.example", "An address such as"),
                ("ftp://books.example", "An address such as"),
                ("https://me:secret@books.example/", "An address such as"),
                ("https://10.0.0.7/hook", "private network"),
                ("https://[::1]/hook", "private network"),
                ("https://[::ffff:10.0.0.7]/hook", "private network"),
                ("https://169.254.169.254/latest", "private network"),
                ("http://8.8.8.8/hook", "https://"),
            }
        )
        {
            page = await page.Submit("#webhook", new() { ["Input.Url"] = url });
            page.TextOf("#Input_Url-error").ShouldContain(said, customMessage: url);
            page.One("#Input_Url").GetAttribute("value").ShouldBe(url);
        }
        page = await page.Submit("#webhook", new() { ["Input.Url"] = "https://books.example/", ["Input.Events"] = null });
        page.TextOf("#events-error").ShouldContain("at least one");
        (await office.Db(db => db.Webhooks.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_Owners_who_edit_an_address_at_once_overwrite_each_other_only_knowingly()
    {
        var office = await world.Office("GB", "en");
        await using var receiver = await Receiver.Start();
        var (id, _) = await office.Hook(receiver, "quote.signed");
        var edit = $"/settings/webhooks/{id}/edit";
        var (first, second) = (await office.Get(edit), await office.Get(edit));

        await first.Submit("#webhook", new() { ["Input.Events"] = new[] { "quote.lost" }, ["Input.Description"] = "Books" });
        var told = await second.Submit("#webhook", new() { ["Input.Description"] = "Chat" });
        told.Text.ShouldContain("quote.lost");
        told.One("#Input_Description").GetAttribute("value").ShouldBe("Chat");
        await told.Submit("#webhook");

        var hook = await office.Webhook(id);
        (hook.Description, hook.Events.Single()).ShouldBe(("Chat", "quote.signed"));
        await (await office.Get(edit)).Submit("#delete form");
        (await office.Get($"/settings/webhooks/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_program_sets_itself_up_by_the_API_and_its_secret_is_answered_once()
    {
        var office = await world.Office();
        var api = await office.Program();
        await using var receiver = await Receiver.Start();
        var wish = $$"""{"url":"{{receiver.Url}}","events":["customer.created"]}""";
        api.DefaultRequestHeaders.Add("Idempotency-Key", "setting up");
        var made = await api.Send(HttpMethod.Post, "/api/v1/webhooks", wish, HttpStatusCode.Created);
        var again = await api.Send(HttpMethod.Post, "/api/v1/webhooks", wish, HttpStatusCode.Created);
        api.DefaultRequestHeaders.Remove("Idempotency-Key");
        again.ToJsonString().ShouldBe(made.ToJsonString());
        var secret = (string)made["secret"]!;
        secret.ShouldStartWith("whsec_");
        var url = $"/api/v1/webhooks/{made["webhook"]!["id"]}";
        (await api.Send(HttpMethod.Get, "/api/v1/webhooks", null)).ToJsonString().ShouldNotContain("whsec_");
        (await office.Db(db => db.IdempotentAnswers.Select(row => row.Body).SingleAsync())).ShouldNotContain("whsec_");
        (await office.Db(db => db.Webhooks.Select(row => row.Secret).SingleAsync())).ShouldNotContain(secret[6..]);

        await api.Send(HttpMethod.Post, "/api/v1/customers", """{"name":"Claire"}""", HttpStatusCode.Created);
        await api.Send(HttpMethod.Post, url + "/test", null, HttpStatusCode.Created);
        await office.Settle();
        receiver.All.Select(heard => heard.Type).ShouldBe(["customer.created", "webhook.test"], ignoreOrder: true);
        var page = await api.Send(HttpMethod.Get, url + "/deliveries?state=delivered&limit=1", null);
        page["items"]!.AsArray().Count.ShouldBe(1);
        var delivery = $"{url}/deliveries/{page["items"]![0]!["id"]}";
        var whole = await api.Send(HttpMethod.Get, delivery, null);
        ((int?)whole["tries"]![0]!["status"]).ShouldBe(204);
        ((string?)whole["message"]!["id"]).ShouldBe((string?)page["items"]![0]!["eventId"]);
        await api.Send(HttpMethod.Post, delivery + "/replay", null);
        await api.Send(HttpMethod.Post, delivery + "/replay", null, HttpStatusCode.UnprocessableEntity);
        ((int?)(await api.Send(HttpMethod.Post, url + "/replay", "{}"))["count"]).ShouldBe(0);
        ((string?)(await api.Send(HttpMethod.Post, url + "/rotate", null))["secret"]).ShouldNotBe(secret);

        ((bool?)(await api.Send(HttpMethod.Patch, url, """{"on":false}"""))["on"]).ShouldBe(false);
        await api.Send(HttpMethod.Delete, url, null, HttpStatusCode.NoContent);
        await api.Send(HttpMethod.Get, url, null, HttpStatusCode.NotFound);
        (await office.Db(db => db.WebhookDeliveries.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_of_another_account_or_without_the_scope_reaches_no_address()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        var (id, _) = await office.Hook(receiver, "quote.signed");
        await office.SendTest(id);
        var delivery = (await office.Messages(id)).Single().Id;
        var url = $"/api/v1/webhooks/{id}";
        (HttpMethod, string, string?)[] ways =
        [
            (HttpMethod.Get, url, null),
            (HttpMethod.Patch, url, "{}"),
            (HttpMethod.Delete, url, null),
            (HttpMethod.Post, url + "/rotate", null),
            (HttpMethod.Post, url + "/test", null),
            (HttpMethod.Get, url + "/deliveries", null),
            (HttpMethod.Get, $"{url}/deliveries/{delivery}", null),
            (HttpMethod.Post, $"{url}/deliveries/{delivery}/replay", null),
            (HttpMethod.Post, url + "/replay", "{}"),
        ];
        var stranger = await (await world.Office()).Program();
        var reader = await office.Program(Scopes.QuotesRead, Scopes.CustomersWrite);
        var manager = await (await office.With(Role.Manager)).Program();
        foreach (var (method, address, body) in ways)
        {
            await stranger.Send(method, address, body, HttpStatusCode.NotFound);
            await reader.Send(method, address, body, HttpStatusCode.Forbidden);
            await manager.Send(method, address, body, HttpStatusCode.Forbidden);
        }
        (await office.Webhook(id)).Version.ShouldBe(0);
        await office.Settle();
    }

    [Theory]
    [InlineData("""{"url":"https://books.example/"}""", 422, "/events")]
    [InlineData("""{"url":"https://books.example/","events":[]}""", 422, "/events")]
    [InlineData("""{"url":"https://books.example/","events":["quote.eaten"]}""", 422, "/events")]
    [InlineData("""{"url":"books","events":["quote.won"]}""", 422, "/url")]
    [InlineData("""{"url":"https://192.168.1.1/","events":["quote.won"]}""", 422, "/url")]
    [InlineData("""{"url":"https://books.example/","events":["quote.won"],"secret":"mine"}""", 400, "/secret")]
    public async Task What_a_program_gets_wrong_is_told_with_its_place(string body, int status, string pointer)
    {
        var office = await world.Office();
        var problem = await (await office.Program()).Send(HttpMethod.Post, "/api/v1/webhooks", body, (HttpStatusCode)status);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer);
        (await office.Db(db => db.Webhooks.CountAsync())).ShouldBe(0);
    }
}
