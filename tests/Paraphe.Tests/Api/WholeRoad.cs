using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Webhooks;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Api;

/// <summary>Every operation of the API once, in an order that makes sense: from the first customer to the last contract.</summary>
internal sealed class WholeRoad(Road road, Office office)
{
    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"u8.ToArray();

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    );

    private JsonNode customer = null!;
    private JsonNode property = null!;
    private JsonNode item = null!;
    private JsonNode member = null!;

    public async Task Walk()
    {
        await Account();
        await Customers();
        await Catalogue();
        await Files();
        await Requests();
        await Drafts();
        await Sent();
        await Signed();
        await Wishes();
        await Orders();
        await Contracts();
        await Invoices();
        await Webhooks();
        await Endings();
    }

    private async Task Webhooks()
    {
        var webhook = (
            await road.Call(
                "addWebhook",
                body: Json(
                    """{"url":"https://books.example/hook","description":"Comptabilité","events":["quote.signed","quote.rejected"]}"""
                )
            )
        )!["webhook"]!["id"]!;
        await road.Call("getWebhook", Of(webhook));
        await road.Call("listWebhooks");
        await road.Call("changeWebhook", Of(webhook), Json("""{"events":["quote.signed","quote.won"]}"""));
        await road.Call("rotateWebhookSecret", Of(webhook));
        var delivery = (await road.Call("testWebhook", Of(webhook)))!["id"]!;
        await road.Call("listWebhookDeliveries", Of(webhook));
        await road.Call("getWebhookDelivery", Road.At(("id", webhook), ("delivery", delivery)));
        await office.Db(async db =>
        {
            var row = await db.WebhookDeliveries.SingleAsync(one => one.WebhookId == (Guid)webhook);
            row.Tried(new WebhookTry(db.Now, 500, "", "500 Internal Server Error", 5), 0, TimeSpan.Zero);
            await db.SaveChangesAsync();
        });
        await road.Call("replayWebhookDelivery", Road.At(("id", webhook), ("delivery", delivery)));
        await road.Call("replayFailedWebhookDeliveries", Of(webhook), Json("""{"since":"2020-01-01T00:00:00Z"}"""));
        await road.Call("deleteWebhook", Of(webhook));
    }

    private async Task Account()
    {
        await road.Call("getAccount");
        member = (await road.Call("listMembers"))!["items"]![0]!["id"]!;
    }

    private async Task Customers()
    {
        customer = (await road.Call("addCustomer", body: JsonNode.Parse(ApiProgram.Claire)))!["id"]!;
        await road.Call("getCustomer", Of(customer));
        await road.Call("listCustomers", Road.At(("q", "fontanel"), ("tab", "prospects"), ("limit", 10)));
        var contact = (
            await road.Call(
                "addContact",
                Of(customer),
                Json(
                    """{"name":"Hugo Fontanel","function":"Associé","emails":["hugo@fontanel.example","h.fontanel@atelier.example"],"phones":["+33 4 50 00 00 00"]}"""
                )
            )
        )!["contacts"]![0]!["id"]!;
        await road.Call("listContacts", Of(customer));
        await road.Call(
            "changeContact",
            Road.At(("id", customer), ("contact", contact)),
            Json("""{"name":"Hugo Fontanel","function":"Gérant","emails":["hugo@fontanel.example"]}""")
        );
        var added = await road.Call(
            "addProperty",
            Of(customer),
            Json(
                $$"""{"name":"Chalet","address":{"line1":"3 route des Bois","postalCode":"74230","city":"Thônes","country":"FR"},"accountManagerId":"{{member}}"}"""
            )
        );
        property = added!["properties"]![0]!["id"]!.DeepClone();
        await road.Call("listProperties", Of(customer));
        await road.Call(
            "changeProperty",
            Road.At(("id", customer), ("property", property)),
            Json(
                """{"name":"Chalet des Bois","address":{"line1":"3 route des Bois","postalCode":"74230","city":"Thônes","country":"FR"}}"""
            )
        );
        await road.Call(
            "changeCustomer",
            Of(customer),
            Json(
                """{"kind":"person","name":"Claire Fontanel","email":"claire@fontanel.example","phone":"+33 4 50 11 22 33","address":{"line1":"12 allée des Tilleuls","postalCode":"74000","city":"Annecy","country":"FR"},"tags":["privilège"],"note":"Préfère le matin."}"""
            )
        );
    }

    private async Task Catalogue()
    {
        var list = (await road.Call("addPriceList", body: Json("""{"name":"Privilège","tag":"privilège","percent":-10}""")))!["id"]!;
        await road.Call("getPriceList", Of(list));
        await road.Call("listPriceLists");
        await road.Call("changePriceList", Of(list), Json("""{"name":"Privilège","tag":"privilège","currency":"EUR","percent":-12.5}"""));
        item = (
            await road.Call(
                "addCatalogueItem",
                body: Json(
                    $$$"""{"kind":"service","code":"TER-01","texts":{"fr":{"name":"Terrasse en pierre","description":"Pose comprise"},"en":{"name":"Stone terrace"}},"unit":"m²","price":110,"listPrices":{"{{{list}}}":99.5},"cost":62.4,"vatRate":20}"""
                )
            )
        )!["id"]!;
        await road.Call("getCatalogueItem", Of(item));
        await road.Call("listCatalogueItems", Road.At(("q", "terrasse")));
        await road.Call(
            "changeCatalogueItem",
            Of(item),
            Json("""{"kind":"service","code":"TER-01","texts":{"fr":{"name":"Terrasse en pierre"}},"unit":"m²","price":115,"vatRate":20}""")
        );
        await road.Call("archiveCatalogueItem", Of(item));
        await road.Call("restoreCatalogueItem", Of(item));
        await road.Call("deletePriceList", Of(list));
    }

    private async Task Files()
    {
        var file = (await road.Call("uploadFile", Road.At(("name", "plan.pdf")), bytes: Pdf))!["id"]!;
        await road.Call("getFile", Of(file));
        await road.Call("getFileContent", Of(file));
        await road.Call("deleteFile", Of(file));
    }

    private async Task<JsonNode> Upload(string name, byte[] bytes) =>
        (await road.Call("uploadFile", Road.At(("name", name)), bytes: bytes))!["id"]!;

    private async Task Requests()
    {
        var request = (
            await road.Call(
                "addRequest",
                body: Json(
                    """{"subject":"Terrasse de 40 m²","name":"Claire Fontanel","phone":"+33 4 50 11 22 33","email":"claire@fontanel.example","text":"En pierre, avant l'été."}"""
                )
            )
        )!["request"]!["id"]!;
        await road.Call("getRequest", Of(request));
        await road.Call("listRequests", Road.At(("status", "received"), ("q", "terrasse")));
        await road.Call("assignRequest", Of(request), Json($$"""{"memberId":"{{member}}"}"""));
        await road.Call("linkRequest", Of(request), Json($$"""{"customerId":"{{customer}}"}"""));
        foreach (
            var act in new[] { "unreadRequest", "readRequest", "cancelRequest", "reopenRequest", "markRequestSpam", "markRequestNotSpam" }
        )
            await road.Call(act, Of(request));
        var plan = await Upload("plan.pdf", Pdf);
        await road.Call("noteOnRequest", Of(request), Json($$"""{"text":"Rappeler jeudi.","files":["{{plan}}"]}"""));
        await road.Call("replyToRequest", Of(request), Json("""{"text":"Bonjour, nous passons jeudi.","quote":true}"""));
        var messages = (await road.Call("listMessages", Of(request)))!["items"]!.AsArray();
        var note = messages.Single(message => message!["files"]!.AsArray().Count > 0)!;
        await road.Call("getMessageFile", Road.At(("id", request), ("message", note["id"]), ("file", note["files"]![0]!["id"])));
        await road.Call("quoteRequest", Of(request));
    }

    private async Task<JsonNode> Quote(string kind = "offer", string more = "")
    {
        var made = await road.Call(
            "addQuote",
            body: Json(
                $$"""{"kind":"{{kind}}","customerId":"{{customer}}","title":"Terrasse","introduction":"Comme convenu.","serviceAddresses":[{"propertyId":"{{property}}","text":"3 route des Bois, 74230 Thônes"}],"lines":[{"kind":"section","name":"Dallage"},{"name":"Terrasse en pierre","quantity":40,"unit":"m²","unitPrice":110,"cost":62.4},{"name":"Olivier","unitPrice":640,"vatRate":10,"optional":true}{{more}}]}"""
            )
        );
        return made!["quote"]!["id"]!;
    }

    private async Task Drafts()
    {
        var quote = await Quote();
        await road.Call("getQuote", Of(quote));
        await road.Call("listQuotes", Road.At(("status", "drafts"), ("sort", "total"), ("limit", 2)));
        await road.Call(
            "changeQuote",
            Of(quote),
            Json("""{"title":"Terrasse et allée","discountPercent":5,"startsAt":"2027-04-12T08:00","tags":["printemps"],"validDays":45}""")
        );
        var whole = await road.Call("addLine", Of(quote), Json("""{"name":"Éclairage","quantity":4,"unit":"u","unitPrice":89.9}"""));
        var line = whole!["lines"]!.AsArray().Last()!["key"]!;
        await road.Call("addCatalogueLine", Of(quote), Json($$"""{"catalogueItemId":"{{item}}","quantity":12.5}"""));
        await road.Call("listLines", Of(quote));
        var at = Road.At(("id", quote), ("key", line));
        await road.Call("getLine", at);
        await road.Call(
            "changeLine",
            at,
            Json("""{"name":"Éclairage LED","quantity":6,"unit":"u","unitPrice":79.9,"discountAmount":20}""")
        );
        await road.Call("moveLine", at, Json("""{"place":1}"""));
        await road.Call("deleteLine", at);
        await road.Call("addEnclosure", Of(quote), Json("""{"url":"https://www.example.com/pierre","caption":"La pierre"}"""));
        var file = await Upload("photo.png", Png);
        await road.Call("addEnclosure", Of(quote), Json($$"""{"fileId":"{{file}}","caption":"Le terrain"}"""));
        var enclosures = (await road.Call("listEnclosures", Of(quote)))!["items"]!.AsArray();
        var enclosed = Road.At(("id", quote), ("key", enclosures.Last()!["key"]));
        await road.Call("getEnclosureContent", enclosed);
        await road.Call("captionEnclosure", enclosed, Json("""{"caption":"Le terrain au sud"}"""));
        await road.Call("deleteEnclosure", enclosed);
        var copy = (await road.Call("copyQuote", Of(quote)))!["quote"]!["id"]!;
        await road.Call("deleteQuote", Of(copy));
    }

    private async Task Sent()
    {
        var quote = await Quote();
        await road.Call(
            "sendQuote",
            Of(quote),
            Json(
                $$"""{"recipients":[{"name":"Claire Fontanel","email":"claire@fontanel.example","role":"signer"}],"at":"{{Now.AddDays(2):yyyy-MM-dd'T'HH:mm:ss'Z'}}"}"""
            )
        );
        await road.Call("unscheduleQuote", Of(quote));
        await road.Call("sendQuote", Of(quote), Json("{}"));
        await road.Call("listDeliveries", Of(quote));
        await road.Call("listRevisions", Of(quote));
        await road.Call("getRevision", Road.At(("id", quote), ("number", 1)));
        await road.Call("getRevisionPdf", Road.At(("id", quote), ("number", 1)));
        await road.Call("changeQuote", Of(quote), Json("""{"title":"Terrasse et allée","terms":"Payable à 30 jours."}"""));
        await road.Call("compareRevisions", Road.At(("id", quote), ("from", 1)));
        await road.Call("remindCustomer", Of(quote));
        var day = DateOnly.FromDateTime(Now).AddDays(90);
        await road.Call("extendQuote", Of(quote), Json($$"""{"until":"{{day:yyyy-MM-dd}}"}"""));
        await road.Call("withdrawQuote", Of(quote), Json("""{"tell":false}"""));
        await road.Call("reopenQuote", Of(quote), Json($$"""{"until":"{{day:yyyy-MM-dd}}"}"""));
        await road.Call("expireQuote", Of(quote), Json("""{"tell":true}"""));
        await road.Call("loseQuote", Of(quote), Json("""{"reason":"price","comment":"Trop cher."}"""));
        await road.Call("winQuote", Of(quote), Json("""{"how":"phone","reference":"BC 4711"}"""));
        await road.Call("reviseQuote", Of(quote), Json("""{"why":"Il manque l'allée."}"""));
    }

    private async Task Signed()
    {
        var quote = await Quote();
        await road.Call("sendQuote", Of(quote), Json("{}"));
        await office.Settle();
        var link = await office.LinkOf(Guid.Parse((string)quote!));
        var sign = await (await Page.Get(office.World.Visitor(), link)).Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        await office.Settle();
        await road.Call("getSignedPdf", Of(quote));
        ((bool)(await road.Call("getEvidence", Of(quote)))!["chainIsWhole"]!).ShouldBeTrue();
        await road.Call("listEvents", Of(quote));
    }

    private async Task Wishes()
    {
        var quote = await Quote();
        await road.Call("sendQuote", Of(quote), Json("{}"));
        var id = Guid.Parse((string)quote!);
        await office.Db(async db =>
        {
            var row = await db.Quotes.SingleAsync(one => one.Id == id);
            var revision = await db.Revisions.SingleAsync(one => one.QuoteId == id);
            var delivery = await db.Deliveries.SingleAsync(one => one.QuoteId == id);
            var round = new ChangeRequest(db.NewId(), row, db.Now);
            var content = revision.Read().Content;
            var today = DateOnly.FromDateTime(db.Now);
            var line = content.Lines.First().Key;
            round.Save(db.NewId(), line, WishKind.Product, "En ardoise ?", "Claire", content, row, delivery, today, db.Now);
            round.Submit(row, revision, delivery, today, db.Now);
            db.ChangeRequests.Add(round);
            await db.SaveChangesAsync();
        });
        var rounds = await road.Call("listChangeRequests", Road.At(("quote", quote), ("open", true)));
        var found = rounds!["items"]![0]!;
        await road.Call("getChangeRequest", Of(found["id"]!));
        var wish = Road.At(("id", found["id"]), ("wish", found["wishes"]![0]!["key"]));
        await road.Call("answerWish", wish, Json("""{"possible":true,"words":"Avec plaisir."}"""));
        await road.Call("tickWish", wish, Json("""{"done":true}"""));
    }

    private async Task Orders()
    {
        var order = (
            await road.Call(
                "addWorkOrder",
                body: Json($$"""{"title":"Élagage","propertyId":"{{property}}","instructions":"La clé est chez le voisin."}""")
            )
        )!["id"]!;
        await road.Call("getWorkOrder", Of(order));
        await road.Call("listWorkOrders", Road.At(("state", "open"), ("q", "elagage")));
        await road.Call(
            "planWorkOrder",
            Of(order),
            Json($$"""{"startsAt":"2027-04-12T08:00","endsAt":"2027-04-12T12:00","team":["{{member}}"]}""")
        );
        foreach (var act in new[] { "startWorkOrder", "finishWorkOrder", "resumeWorkOrder" })
            await road.Call(act, Of(order));
        await road.Call("cancelWorkOrder", Of(order), Json("""{"why":"Reporté."}"""));
    }

    private async Task Contracts()
    {
        var quote = await Quote(
            "contract",
            """,{"name":"Tonte","unitPrice":90,"every":"monthly"},{"name":"Taille des haies","unitPrice":60,"optional":true}"""
        );
        await road.Call("winQuote", Of(quote), Json("""{"how":"paper"}"""));
        var contract = (await road.Call("listContracts", Road.At(("state", "active"))))!["items"]![0]!["id"]!;
        var whole = await road.Call("getContract", Of(contract));
        await road.Call("remindOfContract", Of(contract), Json("""{"days":30}"""));
        var begins = DateOnly.ParseExact((string)whole!["startsOn"]!, "yyyy-MM-dd");
        await road.Call(
            "invoiceContract",
            Of(contract),
            Json($$"""{"from":"{{begins:yyyy-MM-dd}}","to":"{{begins.AddMonths(3).AddDays(-1):yyyy-MM-dd}}","orderReference":"BC 4711"}""")
        );
        await Campaigns();
        var ends = DateOnly.ParseExact((string)whole!["endsOn"]!, "yyyy-MM-dd");
        await road.Call("renewContract", Of(contract), Json($$"""{"until":"{{ends.AddYears(1):yyyy-MM-dd}}"}"""));
        await road.Call("cancelContract", Of(contract), Json($$"""{"on":"{{ends:yyyy-MM-dd}}","why":"Vente de la maison."}"""));
    }

    private async Task Invoices()
    {
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeProfile(account.Profile with { VatNumber = "FR40303265045", Iban = "FR7630006000011234567890189" });
            account.ChangeSettings(account.Settings with { HandOver = new HandOverSettings { Door = HandOverDoor.Folder } });
            await db.SaveChangesAsync();
        });
        var quote = await Quote();
        await road.Call("winQuote", Of(quote), Json("""{"how":"phone","reference":"BC 4711"}"""));
        var deposit = (
            await road.Call("invoiceQuote", Of(quote), Json("""{"part":"deposit","percent":30,"buyerReference":"Service travaux"}"""))
        )!["invoice"]!["id"]!;
        await road.Call("changeInvoice", Of(deposit), Json("""{"paymentDays":0,"notes":"Merci de votre confiance."}"""));
        await road.Call("issueInvoice", Of(deposit), Json($$"""{"on":"{{Now.AddDays(-10):yyyy-MM-dd}}"}"""));
        await road.Call("getInvoice", Of(deposit));
        await road.Call("listInvoices", Road.At(("status", "overdue"), ("quote", quote)));
        await road.Call(
            "sendInvoice",
            Of(deposit),
            Json("""{"recipients":[{"email":"claire@fontanel.example","name":"Claire Fontanel"}]}""")
        );
        await road.Call("remindOfInvoice", Of(deposit));
        var paid = await road.Call(
            "recordPayment",
            Of(deposit),
            Json($$"""{"amount":100,"paidOn":"{{Now.AddDays(-3):yyyy-MM-dd}}","method":"transfer","reference":"Virement 88"}""")
        );
        await road.Call(
            "removePayment",
            Road.At(("id", deposit), ("payment", paid!["payments"]![0]!["id"])),
            Json("""{"why":"Saisi deux fois."}""")
        );
        await road.Call("getInvoicePdf", Of(deposit));
        await road.Call("getInvoiceUbl", Of(deposit));
        await road.Call("getInvoiceCii", Of(deposit));
        await road.Call("handOverInvoice", Of(deposit));
        await road.Call("listHandOvers", Of(deposit));
        await road.Call("creditInvoice", Of(deposit), Json("""{"reason":"Geste commercial.","amount":50}"""));
        var won = Guid.Parse((string)quote!);
        var order = (await office.Db(db => db.WorkOrders.SingleAsync(row => row.QuoteId == won))).Id.ToString();
        var line = (await road.Call("getWorkOrder", Road.At(("id", order))))!["lines"]![0]!["key"]!;
        await road.Call("invoiceWorkOrder", Road.At(("id", order)), Json($$"""{"lines":[{"key":"{{line}}","quantity":10}]}"""));
        var byHand = (
            await road.Call(
                "addInvoice",
                body: Json(
                    $$"""{"customerId":"{{customer}}","title":"Conseil","lines":[{"name":"Visite du jardin","quantity":2,"unit":"h","unitPrice":75}]}"""
                )
            )
        )!["invoice"]!["id"]!;
        await road.Call("deleteInvoice", Of(byHand));
    }

    private async Task Campaigns()
    {
        var services = (await road.Call("listOfferedServices"))!["items"]!.AsArray();
        // The other one stands in open quotes for the same property.
        var service = services.Single(one => (string)one!["name"]! == "Taille des haies")!["service"]!;
        await road.Call("previewOpportunities", Road.At(("service", service)));
        var campaign = (await road.Call("addCampaign", body: new JsonObject { ["service"] = service.DeepClone() }))!["id"]!;
        await office.Settle();
        ((int)(await road.Call("getCampaign", Of(campaign)))!["made"]!).ShouldBe(1);
        await road.Call("listCampaigns");
        await road.Call("sendCampaign", Of(campaign));
    }

    private async Task Endings()
    {
        var other = (
            await road.Call(
                "addCustomer",
                body: Json(
                    """{"kind":"company","name":"Hôtel du Lac","address":{"country":"FR","line1":"1 quai","postalCode":"74000","city":"Annecy"}}"""
                )
            )
        )!["id"]!;
        var withContact = await road.Call("addContact", Of(other), Json("""{"name":"Ana"}"""));
        await road.Call("deleteContact", Road.At(("id", other), ("contact", withContact!["contacts"]![0]!["id"])));
        var withProperty = await road.Call(
            "addProperty",
            Of(other),
            Json("""{"address":{"line1":"1 quai","postalCode":"74000","city":"Annecy","country":"FR"}}""")
        );
        await road.Call("deleteProperty", Road.At(("id", other), ("property", withProperty!["properties"]![0]!["id"])));
        await road.Call("deleteCustomer", Of(other));
    }

    private DateTime Now => office.World.Clock.GetUtcNow().UtcDateTime;

    private static JsonObject Of(JsonNode? id) => Road.At(("id", id));

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
