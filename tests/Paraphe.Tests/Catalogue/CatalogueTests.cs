using System.Net;
using System.Text.Json;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Catalogue;
using Paraphe.Features.Demo;
using Paraphe.Tests.Customers;
using Paraphe.Tests.Portal;
using Paraphe.Tests.Quotes;

namespace Paraphe.Tests.Catalogue;

public sealed class CatalogueTests(World world)
{
    [Fact, Trait("Spec", "QU 3")]
    public async Task An_item_is_written_found_changed_and_archived()
    {
        var office = await world.Office();
        (await office.Get("/catalogue")).TextOf(".empty").ShouldContain("vide");
        var page = await (await office.Get("/catalogue/new")).Submit(
            "form.sheet",
            new()
            {
                ["Input.Texts[0].Name"] = "Dallage en pierre",
                ["Input.Texts[0].Description"] = "Posé sur lit de sable\r\nJoints compris",
                ["Input.Texts[4].Name"] = "Natuursteen terras",
                ["Input.Code"] = "DAL-01",
                ["Input.Price"] = "1 112,50",
                ["Input.Cost"] = "61",
                ["Input.Unit"] = "m²",
            }
        );
        page.TextOf("h1").ShouldBe("Dallage en pierre", page.Text);
        page.TextOf(".facts").ShouldContain("1 112,50 €");
        (await office.Get("/catalogue?q=natuur")).TextOf(".goods").ShouldContain("Dallage en pierre");
        (await office.Get("/catalogue?q=dal-01")).TextOf(".goods").ShouldContain("Dallage en pierre");

        var edit = await page.Click("main a.main");
        page = await edit.Submit("form.sheet", new() { ["Input.Price"] = "120" });
        page.TextOf(".facts").ShouldContain("120,00 €");
        // The first form again: somebody else saved meanwhile, and nothing typed is lost.
        var again = await edit.Submit("form.sheet", new() { ["Input.Price"] = "99,99" });
        again.Has("main [role=alert]").ShouldBeTrue();
        again.One("[name='Input.Price']").GetAttribute("value").ShouldBe("99,99");

        page = await page.Submit(".menu form[action*=Archive]");
        (await office.Get("/catalogue")).Has(".goods").ShouldBeFalse();
        (await office.Get("/catalogue?tab=archived")).TextOf(".goods").ShouldContain("Dallage");
        await page.Submit(".menu form[action*=Restore]");
        (await office.Get("/catalogue")).TextOf(".goods").ShouldContain("Dallage");
    }

    [Theory, Trait("Spec", "QU 3")]
    [InlineData("Input.Texts[0].Name", "", "Input_Texts_0__Name")]
    [InlineData("Input.Price", "1e30", "Input_Price")]
    [InlineData("Input.Price", "12,34567", "Input_Price")]
    [InlineData("Input.Cost", "x", "Input_Cost")]
    [InlineData("Input.Code", "VOR-1", "Input_Code")]
    [InlineData("Input.AddExtra", "gibt es nicht", "Input_AddExtra")]
    public async Task What_cannot_be_gets_a_message_at_its_field_and_saves_nothing(string field, string typed, string at)
    {
        var office = await world.Office();
        await office.Item("Vorhanden", 5, details => details with { Code = "vor-1" });
        var form = new Dictionary<string, object?> { ["Input.Texts[0].Name"] = "Neu", ["Input.Price"] = "1" };
        form[field] = typed;
        var page = await (await office.Get("/catalogue/new")).Submit("form.sheet", form);
        page.TextOf($"#{at}-error").ShouldNotBeEmpty();
        page.One($"[name='{field}']").GetAttribute("value").ShouldBe(typed);
        (await office.Db(db => db.Catalogue.CountAsync())).ShouldBe(1);
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task Who_may_not_edit_the_catalogue_reads_it()
    {
        var office = await world.Office();
        var item = await office.Item("Taille", 40);
        var other = await office.With(Role.Estimator);
        (await other.Get("/catalogue")).Has("a[href='/catalogue/new']").ShouldBeFalse();
        (await other.Get($"/catalogue/{item}")).Has(".menu form[action*=Archive]").ShouldBeFalse();
        foreach (var path in new[] { "/catalogue/new", $"/catalogue/{item}/edit", "/catalogue/prices" })
            (await other.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task The_picker_speaks_the_quotes_language_and_its_customers_prices()
    {
        var office = await world.Office();
        var item = await office.Item(
            "Gazon en rouleau",
            100,
            details => details with { Code = "GAZ", Unit = "m²", Vat = Vat.Standard(20) },
            ("nl", "Graszoden")
        );
        await office.Item("Gazon semé", 10);
        var page = await (await office.Get("/catalogue/prices")).Submit(
            "form.sheet",
            new()
            {
                ["Rows[0].Name"] = "Professionnels",
                ["Rows[0].Tag"] = "pro",
                ["Rows[0].Percent"] = "-10 %",
            }
        );
        page.Has(".error").ShouldBeFalse(page.Text);
        var customer = await office.Tagged("Hôtel du Lac", details => details with { Tags = ["Pro"] });
        var quote = await office.Draft(new QuoteContent { Title = "Tuin", Language = "nl-BE" });
        await office.For(quote, customer);

        var found = await office.Search(quote, "gras");
        found.GetProperty("list").GetString().ShouldBe("Professionnels");
        var first = found.GetProperty("items").EnumerateArray().Single();
        first.GetProperty("id").GetGuid().ShouldBe(item);
        first.GetProperty("name").GetString().ShouldBe("Graszoden");
        first.GetProperty("price").GetString().ShouldBe("90,00");
        (await office.Search(quote, "GAZ")).GetProperty("items").EnumerateArray().First().GetProperty("code").GetString().ShouldBe("GAZ");

        // A price of its own on the list goes before the percentage.
        var list = await office.Db(db => db.PriceLists.SingleAsync());
        var edit = await office.Get($"/catalogue/{item}/edit");
        await edit.Submit("form.sheet", new() { ["Input.Lists[0].Price"] = "85,5" });
        (await office.Search(quote, "gras")).GetProperty("items")[0].GetProperty("price").GetString().ShouldBe("85,50");

        // With VAT in the prices, and in another currency.
        await office.Db(async db =>
        {
            var row = await db.Quotes.SingleAsync(q => q.Id == quote);
            row.ChangeHeader(row.Content with { Prices = PriceMode.WithVat }, db.Now);
            await db.SaveChangesAsync();
        });
        (await office.Search(quote, "gras")).GetProperty("items")[0].GetProperty("price").GetString().ShouldBe("102,60");
        await office.Db(async db =>
        {
            var row = await db.Quotes.SingleAsync(q => q.Id == quote);
            row.ChangeHeader(row.Content with { Currency = "CHF" }, db.Now);
            await db.SaveChangesAsync();
        });
        (await office.Search(quote, "gras")).GetProperty("items")[0].GetProperty("price").ValueKind.ShouldBe(JsonValueKind.Null);
        list.Terms.Tag.ShouldBe("pro");
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task An_items_extras_come_along_as_options()
    {
        var office = await world.Office();
        var lamp = await office.Item("Éclairage", 118);
        var terrace = await office.Item("Terrasse", 112);
        var page = await (await office.Get($"/catalogue/{terrace}/edit")).Submit("form.sheet", new() { ["Input.AddExtra"] = "éclairage" });
        page.Text.ShouldContain("Éclairage");
        var quote = await office.Draft(new QuoteContent { Title = "Jardin", Language = "fr-FR" });
        var lines = await office.Db(async db =>
            await (await QuoteCatalogue.Of(db, await db.Quotes.SingleAsync(row => row.Id == quote))).LinesOf(db, terrace)
        );
        lines
            .Select(line => (line.Name, line.IsOption, line.UnitPrice, line.CatalogueItemId))
            .ShouldBe([("Terrasse", false, 112m, terrace), ("Éclairage", true, 118m, (Guid?)lamp)]);
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task A_new_line_is_saved_to_the_catalogue_once()
    {
        var office = await world.Office();
        var line = Desk.Line("Muret", 3, 285) with { Unit = "ml", Cost = 150 };
        var quote = await office.Draft(Desk.Content(line));
        var page = await office.Get($"/quotes/{quote}/edit");
        await page.Submit($"#f-{line.Key}", button: "button[formaction$=Keep]");
        var item = await office.Db(db => db.Catalogue.SingleAsync());
        (item.Name, item.Details.Unit, item.Details.Price, item.Details.Cost).ShouldBe(("Muret", "ml", 285m, 150m));
        (await office.Quote(quote)).Content.Line(line.Key)!.CatalogueItemId.ShouldBe(item.Id);
        (await office.Get($"/quotes/{quote}/edit")).Has("button[formaction$=Keep]").ShouldBeFalse();
        var twice = await office.Change(page, line.Key);
        twice.Status.ShouldBe(HttpStatusCode.OK);
        (await office.Post(page, $"#f-{line.Key}", $"/quotes/{quote}/lines?handler=Keep")).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await office.Db(db => db.Catalogue.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_sample_company_offers_what_its_quotes_name()
    {
        var (office, made) = await world.Demo("de");
        (await office.Get("/catalogue?q=robot")).Has(".goods").ShouldBeTrue();
        var terrace = made.Quotes[Sample.Terrace];
        var named = await office.Db(async db =>
            (await db.Quotes.SingleAsync(row => row.Id == terrace)).Content.Lines.Select(line => line.CatalogueItemId!.Value).ToList()
        );
        (await office.Db(db => db.Catalogue.CountAsync(item => named.Contains(item.Id)))).ShouldBe(named.Distinct().Count());
    }
}
