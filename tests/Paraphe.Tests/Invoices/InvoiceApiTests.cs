using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Api;
using Paraphe.Tests.Api;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Invoices;

/// <summary>Programs invoice by the same rules as people, and other programs hear of it.</summary>
public sealed class InvoiceApiTests(World world)
{
    [Fact, Trait("Spec", "IN 1"), Trait("Spec", "IN 2"), Trait("Spec", "CU 11")]
    public async Task A_program_takes_a_won_quote_from_deposit_to_paid_and_another_hears_of_it()
    {
        var office = await world.Biller();
        await using var receiver = await Webhooks.Receiver.Start();
        await Webhooks.Hooks.Hook(office, receiver, "invoice.issued", "invoice.paid");
        var api = await office.Program();
        var quote = await office.Won();
        (await office.Db(db => db.Customers.AsNoTracking().SingleAsync())).CustomerSince.ShouldBeNull();

        var deposit = await Make(api, quote, """{"part":"deposit","percent":30}""");
        await Issue(api, deposit);
        (await office.Db(db => db.Customers.AsNoTracking().SingleAsync())).CustomerSince.ShouldNotBeNull();
        var balance = await Make(api, quote, """{"part":"balance","buyerReference":"Service achats"}""");
        var issued = await Issue(api, balance);

        ((string?)issued["invoice"]!["number"], (decimal)issued["invoice"]!["gross"]!).ShouldBe(("F-2026-0002", 6_955.20m));
        ((string?)issued["buyerReference"]).ShouldBe("Service achats");
        issued["lines"]!.AsArray().Sum(line => (decimal)line!["net"]!).ShouldBe(5_796m);
        var url = $"/api/v1/invoices/{balance}";
        XElement.Parse(await api.GetStringAsync(url + "/ubl")).Name.LocalName.ShouldBe("Invoice");
        XElement.Parse(await api.GetStringAsync(url + "/cii")).Name.LocalName.ShouldBe("CrossIndustryInvoice");
        var half = await api.Post(url + "/payments", """{"amount":"6000.00"}""", HttpStatusCode.OK);
        ((string?)half["invoice"]!["status"], (decimal)half["invoice"]!["left"]!).ShouldBe(("partlyPaid", 955.20m));
        await api.Post(url + "/payments", """{"amount":955.20,"method":"card"}""", HttpStatusCode.OK);

        await office.Settle();
        receiver.All.Select(heard => heard.Type).Order().ShouldBe(["invoice.issued", "invoice.issued", "invoice.paid"]);
        var told = receiver.All.Single(heard => heard.Type == "invoice.paid").Json["data"]!["invoice"]!;
        // 6955.20 is 6955.2.
        var read = (await api.Look(url))["invoice"]!;
        JsonElement.DeepEquals(told.Deserialize<JsonElement>(), read.Deserialize<JsonElement>()).ShouldBeTrue(told.ToJsonString());
        ((string?)told["status"]).ShouldBe("paid");
    }

    [Fact, Trait("Spec", "IN 1"), Trait("Spec", "IN 2")]
    public async Task What_the_rules_refuse_is_told_at_its_field_and_changes_nothing()
    {
        var office = await world.Biller();
        var api = await office.Program();
        var quote = await office.Won();
        var made = $"/api/v1/quotes/{quote}/invoices";
        await Refused(made, """{"part":"deposit","amount":9936.01}""", "/amount");
        await Refused(made, """{"part":"progress","percent":30,"amount":10}""", "/percent");
        await Refused(made, """{"part":"lines"}""", "/lines");
        await Refused(made, """{"percent":30}""", "/part");
        var one = await Make(api, quote, """{"part":"balance"}""");
        await Refused(made, """{"part":"balance"}""", null);
        var url = $"/api/v1/invoices/{one}";
        await Refused(url + "/payments", """{"amount":10}""", null);
        await Refused(url + "/issue", """{"on":"2027-12-31"}""", "/on");
        await api.GetAsync(url + "/ubl").ShouldBeProblem(HttpStatusCode.NotFound);
        await Issue(api, one);
        await Refused(url + "/issue", "{}", null);
        await Refused(url + "/payments", """{"amount":10,"currency":"CHF"}""", "/currency");
        await Refused(url + "/payments", """{"amount":9936.01}""", "/amount");
        await Refused(url + "/credit", """{"reason":"Trop","amount":9936.01}""", "/amount");
        await Refused(url + "/credit", """{"amount":1}""", "/reason");
        await Refused(url + "/hand-over", "{}", null);
        await api.Send("PATCH", url, """{"notes":"x"}""", null).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        await api.DeleteAsync(url).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        var kept = await office.Bill($"/invoices/{one}");
        (kept.Paid, kept.Credited, kept.Content.Notes).ShouldBe((0, 0, ""));
        // A customer without the number that the category of the VAT asks for.
        var customer = (await office.Db(db => db.Customers.SingleAsync())).Id;
        var reverse = await api.Post(
            "/api/v1/invoices",
            $$"""{"customerId":"{{customer}}","lines":[{"name":"Pose","unitPrice":50,"vatCategory":"AE","vatReason":"Autoliquidation"}]}"""
        );
        var refused = await Refused($"/api/v1/invoices/{reverse["invoice"]!["id"]}/issue", "{}", null);
        ((string)refused["detail"]!).ShouldContain("AE");
        (await office.Db(db => db.Invoices.CountAsync(invoice => invoice.Number != null))).ShouldBe(1);

        async Task<JsonNode> Refused(string at, string body, string? pointer)
        {
            var problem = await api.PostAsync(at, ApiProgram.Body(body)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
            ((string?)problem["errors"]!.AsArray().FirstOrDefault()?["pointer"]).ShouldBe(pointer, $"{at} {body}");
            return problem;
        }
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task Drafts_by_hand_are_changed_listed_by_pages_and_credited_when_issued()
    {
        var office = await world.Biller();
        var api = await office.Program();
        var customer = (await office.Bill($"/invoices/{await office.ByHand()}")).CustomerId;
        var body =
            $$"""{"customerId":"{{customer}}","title":"Conseil","paymentDays":14,"lines":[{"name":"Visite","quantity":2,"unitPrice":75},{"name":"Plan","unitPrice":40.005}]}""";
        var wrong = await api.PostAsync("/api/v1/invoices", ApiProgram.Body(body.Replace("40.005", "0.123456")))
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        ((string?)wrong["errors"]![0]!["pointer"]).ShouldBe("/lines/1/unitPrice");
        var made = await api.Post("/api/v1/invoices", body);
        ((decimal)made["invoice"]!["net"]!).ShouldBe(190.01m);
        var id = (string)made["invoice"]!["id"]!;
        var changed = await (
            await api.Send("PATCH", $"/api/v1/invoices/{id}", """{"notes":"Merci.","lines":[{"name":"Visite","unitPrice":100}]}""", null)
        ).Json();
        ((decimal)changed["invoice"]!["gross"]!, (string?)changed["invoice"]!["title"], (int)changed["paymentDays"]!).ShouldBe(
            (120m, "Conseil", 14)
        );
        await Issue(api, id);

        var first = await api.GetAsync("/api/v1/invoices?limit=1");
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var pages = new[] { await first.Json(), await api.Look(next) };
        pages.Select(page => (string?)page["items"]![0]!["id"]).ShouldBeUnique();
        (await api.Look($"/api/v1/invoices?status=open&customer={customer}&q=conseil"))["items"]!.AsArray().Count.ShouldBe(1);
        (await api.Look("/api/v1/invoices?status=draft"))["items"]!.AsArray().Count.ShouldBe(1);

        var note = await api.Post($"/api/v1/invoices/{id}/credit", """{"reason":"Erreur"}""");
        await Issue(api, (string)note["invoice"]!["id"]!);
        ((string?)(await api.Look($"/api/v1/invoices/{id}"))["invoice"]!["status"]).ShouldBe("credited");
        (await api.Look("/api/v1/invoices?status=creditNotes"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact, Trait("Spec", "IN 1")]
    public async Task A_work_order_is_invoiced_line_by_line_and_never_beyond_its_quote()
    {
        var office = await world.Biller();
        var api = await office.Program();
        var quote = await office.Won();
        var order = await office.Db(db => db.WorkOrders.AsNoTracking().SingleAsync());
        var line = order.Lines.Single(one => one.Name == "Préparation du sol");
        var made = await api.Post($"/api/v1/work-orders/{order.Id}/invoices", $$"""{"lines":[{"key":"{{line.Key}}","quantity":10}]}""");
        ((decimal)made["invoice"]!["net"]!, (string?)made["invoice"]!["quoteId"]).ShouldBe((670m, quote.ToString()));
        await api.PostAsync(
                $"/api/v1/work-orders/{order.Id}/invoices",
                ApiProgram.Body($$"""{"lines":[{"key":"{{line.Key}}","quantity":{{line.Quantity}}}]}""")
            )
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task A_key_bills_only_within_its_scope_and_as_its_member_may()
    {
        var office = await world.Biller();
        var (quote, id) = (await office.Won(), await office.ByHand());
        var reader = await office.Program(Scopes.InvoicesRead);
        var estimator = await (await office.With(Role.Estimator)).Program();
        foreach (var api in new[] { reader, estimator })
        {
            (await api.Look($"/api/v1/invoices/{id}"))["invoice"]!["id"]!.ToString().ShouldBe(id.ToString());
            await api.PostAsync($"/api/v1/invoices/{id}/issue", ApiProgram.Body("{}")).ShouldBeProblem(HttpStatusCode.Forbidden);
            await api.PostAsync($"/api/v1/quotes/{quote}/invoices", ApiProgram.Body("""{"part":"whole"}"""))
                .ShouldBeProblem(HttpStatusCode.Forbidden);
        }
        (await office.Bill($"/invoices/{id}")).Status(new DateOnly(2027, 1, 1)).ShouldBe(InvoiceStatus.Draft);
    }

    private static async Task<string> Make(HttpClient api, Guid quote, string body) =>
        (string)(await api.Post($"/api/v1/quotes/{quote}/invoices", body))["invoice"]!["id"]!;

    private static Task<JsonNode> Issue(HttpClient api, string id) => api.Post($"/api/v1/invoices/{id}/issue", "{}", HttpStatusCode.OK);
}
