using System.Net;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;

namespace Paraphe.Tests.Catalogue;

public sealed class CatalogueImportTests(World world)
{
    private const string Table =
        "Code;Désignation;Nom, English;Type;Unité;Prix HT;Coût;TVA;Options associées\n"
        + "PAV-1;Dallage;Paving;Produit;m²;1 110,50;60;20;LAMP\n"
        + "LAMP;Lampe;Lamp;Produit;pièce;89,9;;20 %;\n"
        + "OLI;Olivier;Olive tree;Produit;;640;;10;\n"
        + ";Tonte;Mowing;Service;h;45;;20;\n";

    [Fact, Trait("Spec", "QU 3")]
    public async Task A_table_is_looked_at_checked_and_taken_and_taken_again_changes_only_what_differs()
    {
        var office = await world.Office();
        await office.Item("Olivier", 600, details => details with { Code = "oli", Unit = "pièce" });
        var page = await (await office.Get("/catalogue")).Click("a[href='/catalogue/import']");
        page = await Upload(page, "catalogue.csv", Encoding.UTF8.GetBytes(Table));
        page.All("#columns select")
            .Select(select => select.QuerySelector("option[selected]")!.TextContent)
            .ToList()[1]
            .ShouldBe("Nom, Français");
        page = await page.Submit("#columns");
        page.All(".key-figures dd").Select(figure => figure.TextContent).ShouldBe(["4", "3", "1", "0", "0"]);
        (await office.Db(db => db.Catalogue.CountAsync())).ShouldBe(1);
        page = await page.Submit("#columns", button: "button[formaction$=Run]");
        page.TextOf(".toasts").ShouldContain("3 ajoutés, 1 modifiés");
        var items = await office.Db(db => db.Catalogue.AsNoTracking().ToDictionaryAsync(item => item.Name));
        items.Count.ShouldBe(4);
        var paving = items["Dallage"].Details;
        (paving.Code, paving.Price, paving.Cost, paving.Vat!.Rate, paving.Kind, paving.NameIn("en")).ShouldBe(
            ("PAV-1", 1110.50m, 60m, 20m, CatalogueKind.Product, "Paving")
        );
        paving.Extras.ShouldBe([items["Lampe"].Id]);
        items["Olivier"].Details.ShouldSatisfyAllConditions(it => it.Price.ShouldBe(640), it => it.Unit.ShouldBe("pièce"));

        // What is exported is read back, and nothing of it is new.
        foreach (var kind in new[] { "csv", "xlsx" })
        {
            var file = await office.Browser.GetByteArrayAsync($"/catalogue/export.{kind}");
            page = await Upload(await office.Get("/catalogue/import"), $"export.{kind}", file);
            page = await page.Submit("#columns");
            page.All(".key-figures dd").Select(figure => figure.TextContent).ShouldBe(["4", "0", "0", "4", "0"], kind);
            page.Has("button[formaction$=Run]").ShouldBeFalse();
        }
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task Rows_with_errors_are_told_and_left_out()
    {
        var office = await world.Office();
        const string table =
            "Code;Nom;Prix;TVA;Options associées\nA;Ardoise;12,3456;20;\nA;Ardoise;12;20;\nB;Bois;abc;20;\nC;Chaux;3;19;\n;;3;20;\nD;Dalle;4;20;nulle part\n";
        var page = await Upload(await office.Get("/catalogue/import"), "t.csv", Encoding.UTF8.GetBytes(table));
        page = await page.Submit("#columns");
        page.All(".flaws tbody tr").Select(row => row.Children[0].TextContent).ShouldBe(["3", "4", "5", "6", "7"]);
        var told = page.TextOf(".flaws tbody");
        told.ShouldContain("deux fois");
        told.ShouldContain("taux de TVA");
        told.ShouldContain("nulle part");
        await page.Submit("#columns", button: "button[formaction$=Run]");
        (await office.Db(db => db.Catalogue.OrderBy(item => item.SortName).Select(item => item.Name).ToListAsync())).ShouldBe([
            "Ardoise",
            "Dalle",
        ]);
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task The_whole_import_is_undone_but_for_what_was_changed_or_is_used_since_and_its_errors_are_a_report()
    {
        var office = await world.Office();
        await office.Item("Olivier", 600, details => details with { Code = "oli", Unit = "pièce" });
        var page = await Upload(
            await office.Get("/catalogue/import"),
            "tarif.csv",
            Encoding.UTF8.GetBytes(Table + "X;Faux;abc;;;1,2,3;;;\n")
        );
        page = await page.Submit("#columns");
        var report = await page.Submit("#columns", button: "button[formaction$=Report]");
        report.Response.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("tarif-erreurs.csv");
        report.Html.ShouldContain("1,2,3");
        await page.Submit("#columns", button: "button[formaction$=Run]");
        await office.Db(async db =>
        {
            var lamp = await db.Catalogue.SingleAsync(item => item.Name == "Lampe");
            var mowing = await db.Catalogue.SingleAsync(item => item.Name == "Tonte");
            // Somebody changed one of them, and made another one come along with his own.
            lamp.Change(lamp.Details with { Price = 95 }, "fr", db.Now.AddMinutes(1));
            var own = new CatalogueItem(
                db.NewId(),
                db.AccountId,
                lamp.Details with
                {
                    Code = "",
                    Extras = [mowing.Id],
                    Texts = new Dictionary<string, CatalogueText> { ["fr"] = new("Jardin", "") },
                },
                "fr",
                db.Now
            );
            db.Catalogue.Add(own);
            await db.SaveChangesAsync();
        });
        page = await office.Get("/catalogue/import");
        page.TextOf("#past + table").ShouldContain("tarif.csv");
        page = await page.Submit("#past + table form");
        page.TextOf(".toasts").ShouldContain("2");
        var left = await office.Db(db => db.Catalogue.AsNoTracking().OrderBy(item => item.SortName).ToListAsync());
        left.Select(item => item.Name).ShouldBe(["Jardin", "Lampe", "Olivier", "Tonte"]);
        left[2].Details.Price.ShouldBe(600);
        page.Has("#past + table form").ShouldBeFalse();
        page.TextOf("#past + table").ShouldContain("Annulé");
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task What_is_no_table_is_refused_and_a_file_of_another_account_is_not_opened()
    {
        var office = await world.Office();
        var page = await office.Get("/catalogue/import");
        (await Upload(page, "t.csv", [])).TextOf("[role=alert]").ShouldNotBeEmpty();
        (await Upload(page, "t.xlsx", [0x89, 0x50, 0x4e, 0x47, 1, 2, 3])).TextOf("[role=alert]").ShouldNotBeEmpty();
        var kept = await Upload(page, "t.csv", "Nom;Prix\nTerre;3\n"u8.ToArray());
        (await kept.Submit("#columns", new() { ["Columns"] = new[] { "", "price" } })).TextOf("[role=alert]").ShouldContain("nom");

        var other = await world.Office();
        var foreign = await Upload(await other.Get("/catalogue/import"), "t.csv", "Nom;Prix\nSable;4\n"u8.ToArray());
        var sealed_ = foreign.One("[name=Sealed]").GetAttribute("value");
        (await kept.Submit("#columns", new() { ["Sealed"] = sealed_ })).Has("#columns").ShouldBeFalse();
        (await (await office.With(Role.Viewer)).Get("/catalogue/import")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Page> Upload(Page page, string name, byte[] bytes)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in page.FieldsOf("form.sheet"))
            form.Add(new StringContent(value), field);
        form.Add(new ByteArrayContent(bytes), "Table", name);
        return page.Post("/catalogue/import", form);
    }
}
