using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Paraphe.Tests.Portal;
using static Paraphe.Tests.Api.ApiProgram;

namespace Paraphe.Tests.Api;

/// <summary>What holds for all operations, shown on some.</summary>
public sealed class ManyWaysTests(World world)
{
    [Fact]
    public async Task Who_prefers_little_is_answered_with_headers_alone()
    {
        var api = await (await world.Office()).Program();
        api.DefaultRequestHeaders.Add("Prefer", "return=minimal");

        var made = await api.PostAsync("/api/v1/customers", Body(Claire));
        var changed = await api.Send("PUT", made.Headers.Location!.ToString(), Claire, made.Headers.ETag);
        var read = await api.GetAsync(made.Headers.Location);

        (made.StatusCode, await made.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.Created, ""));
        (changed.StatusCode, await changed.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NoContent, ""));
        changed.Headers.GetValues("Preference-Applied").Single().ShouldBe("return=minimal");
        ((string?)(await read.Json())["name"]).ShouldBe("Claire Fontanel");
    }

    [Fact]
    public async Task What_was_not_changed_since_is_not_sent_again()
    {
        var api = await (await world.Office()).Program();
        var made = await api.PostAsync("/api/v1/customers", Body(Claire));
        var request = new HttpRequestMessage(HttpMethod.Get, made.Headers.Location);
        request.Headers.IfNoneMatch.Add(made.Headers.ETag!);

        (await api.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/api/v1/quotes?stauts=open", "stauts")]
    [InlineData("/api/v1/quotes?status=ajar", "status")]
    [InlineData("/api/v1/quotes?customer=claire", "customer")]
    [InlineData("/api/v1/quotes?limit=0", "limit")]
    [InlineData("/api/v1/work-orders?from=soon", "from")]
    [InlineData("/api/v1/work-orders?to=9999-12-31", "to")]
    public async Task A_wrong_parameter_of_the_address_is_named(string url, string parameter)
    {
        var api = await (await world.Office()).Program();

        var problem = await api.GetAsync(url).ShouldBeProblem(HttpStatusCode.BadRequest);

        ((string?)problem["errors"]![0]!["parameter"]).ShouldBe(parameter);
    }

    [Theory]
    [InlineData("""{"title":"T","lines":[null]}""", 400, "/lines/0")]
    [InlineData("""{"title":null,"lines":[{"name":"a","unit":"\u0000"}]}""", 400, "/lines/0/unit")]
    [InlineData("""{"lines":[{"name":"a"},{"name":"b","unitPrice":0.123456}]}""", 422, "/lines/1/unitPrice")]
    [InlineData("""{"lines":[{"name":"a"},{"name":"b","vatRate":250}]}""", 422, "/lines/1/vatRate")]
    [InlineData("""{"lines":[{"name":"a","optional":true,"minQuantity":3,"maxQuantity":2}]}""", 422, "/lines/0/minQuantity")]
    [InlineData("""{"lines":[{"name":"a","discountPercent":5,"discountAmount":5}]}""", 422, "/lines/0/discountAmount")]
    [InlineData("""{"validDays":0}""", 422, "/validDays")]
    [InlineData("""{"startsAt":"tomorrow"}""", 422, "/startsAt")]
    [InlineData("""{"sellerId":"019a0000-0000-7000-8000-000000000001"}""", 422, "/sellerId")]
    public async Task A_wrong_quote_is_told_at_the_field_of_its_line(string body, int status, string pointer)
    {
        var office = await world.Office();
        var api = await office.Program();
        var quote = $"/api/v1/quotes/{await office.Draft()}";

        var problem = await api.Send("PATCH", quote, body, null).ShouldBeProblem((HttpStatusCode)status);

        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer);
    }

    [Fact]
    public async Task In_a_change_what_is_left_out_stays_and_null_empties()
    {
        var office = await world.Office();
        var api = await office.Program();
        var quote = $"/api/v1/quotes/{await office.Draft()}";
        await api.Send(
            "PATCH",
            quote,
            """{"discountPercent":5,"startsAt":"2027-04-12T08:00","introduction":"<script>x</script><b>Bonjour</b>"}""",
            null
        );

        var changed = await (await api.Send("PATCH", quote, """{"discountPercent":null}""", null)).Json();

        changed["discountPercent"].ShouldBeNull();
        ((string?)changed["startsAt"]).ShouldBe("2027-04-12T08:00:00");
        ((string)changed["introduction"]!).ShouldNotContain("script");
        ((string)changed["introduction"]!).ShouldContain("Bonjour");
        changed["lines"]!.AsArray().Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_program_is_no_file_whatever_its_name_says_and_a_large_one_is_refused()
    {
        var office = await world.Office();
        var api = await office.Program();

        await Upload(api, "plan.pdf", "MZ\u0090\0\u0003 this program"u8.ToArray()).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        await Upload(api, "empty.pdf", []).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        await Upload(api, "", "%PDF-1.4"u8.ToArray()).ShouldBeProblem(HttpStatusCode.BadRequest);
        await api.PostAsync(
                "/api/v1/quotes",
                new ByteArrayContent(new byte[20_000_000]) { Headers = { ContentType = new("application/json") } }
            )
            .ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
        (await office.Db(db => db.Uploads.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_uploaded_file_goes_into_one_quote_and_is_what_it_was()
    {
        var office = await world.Office();
        var api = await office.Program();
        byte[] bytes = [.. "%PDF-1.4 "u8, .. new byte[1_000]];
        var file = (await (await Upload(api, "Plan général.pdf", bytes)).Json())["id"];
        var quote = $"/api/v1/quotes/{await office.Draft()}";

        var whole = await api.Post($"{quote}/enclosures", $$"""{"fileId":"{{file}}","caption":"Le plan"}""");
        var enclosure = whole["enclosures"]![0]!;

        ((string?)enclosure["name"], (string?)enclosure["kind"]).ShouldBe(("Plan général.pdf", "attachment"));
        (await api.GetByteArrayAsync($"{quote}/enclosures/{enclosure["key"]}/content")).ShouldBe(bytes);
        await api.GetAsync($"/api/v1/files/{file}").ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_planned_send_waits_and_can_be_given_up()
    {
        var office = await world.Office();
        var api = await office.Program();
        var quote = $"/api/v1/quotes/{await office.Draft()}";
        var at = world.Clock.GetUtcNow().AddDays(1);

        var planned = await api.Post($"{quote}/send", $$"""{"at":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""", HttpStatusCode.OK);
        await api.PostAsync($"{quote}/send", Body("{}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        await api.Send("PATCH", quote, """{"title":"Autre"}""", null).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        var free = await api.Post($"{quote}/unschedule", "{}", HttpStatusCode.OK);

        planned["quote"]!["plannedFor"].ShouldNotBeNull();
        free["quote"]!["plannedFor"].ShouldBeNull();
        ((string?)free["quote"]!["stage"]).ShouldBe("draft");
    }

    [Fact]
    public async Task The_reference_page_names_every_operation_and_needs_no_key()
    {
        var document = await world.Visitor().Look("/openapi/v1.json");
        var page = await Page.Get(world.Visitor(), "/api");

        foreach (var path in document["paths"]!.AsObject())
        foreach (var operation in path.Value!.AsObject())
            page.Has($"#{operation.Value!["operationId"]}").ShouldBeTrue(path.Key);
        page.Text.ShouldContain("Idempotency-Key");
        page.Text.ShouldContain("Claire Fontanel");
    }

    private static Task<HttpResponseMessage> Upload(HttpClient api, string name, byte[] bytes) =>
        api.PostAsync(
            $"/api/v1/files?name={Uri.EscapeDataString(name)}",
            new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }
        );
}
