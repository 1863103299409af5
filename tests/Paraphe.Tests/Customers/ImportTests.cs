using System.Net;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Customers;

public sealed class ImportTests(World world)
{
    private const string File = """
        Nom;E-mail;Téléphone;Rue et numéro;Code postal;Ville;Pays;N° TVA;Étiquettes
        Hôtel du Lac;contact@lac.example;04 50 11 22 33;1 quai Nord;74000;Annecy;France;FR40303265045;hôtel, vip
        Claire Fontanel;claire@fontanel.example;06 00 00 00 00;12 allée des Tilleuls;74000;Annecy;FR;;
        Sans adresse;pas-une-adresse;;;;;;;
        Mauvais code;code@mauvais.example;;1 rue;740;Ici;Belgique;;
        Deux fois;contact@lac.example;;;;;;;
        """;

    [Fact, Trait("Spec", "CU 10")]
    public async Task A_file_is_checked_then_taken_in_and_a_failing_row_takes_no_other_with_it()
    {
        var office = await world.Office();
        var known = await office.Customer("Claire Fontanel");
        var page = await Upload(office, File);
        page.All("select[name='Input.Columns']")
            .Select(select => select.QuerySelector("option[selected]")?.GetAttribute("value"))
            .ShouldBe(["name", "email", "phone", "line1", "postalCode", "city", "country", null, "tags"]);

        var columns = new[] { "name", "email", "phone", "line1", "postalCode", "city", "country", "vatNumber", "tags" };
        page = await Step(office, await page.Submit("main form", new() { ["Input.Columns"] = columns }, "button.main"));
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(1);
        Tally(page).ShouldBe("5 1 1 0 3");
        page.TextOf(".flaws").ShouldContain("pas-une-adresse");
        page.All(".flaws tbody tr").Select(row => row.Children[0].TextContent).ShouldBe(["4", "5", "6"]);

        page = await Step(office, await page.Submit("main form", button: "button.main"));
        Tally(page).ShouldBe("5 1 1 0 3");
        var hotel = await office.Db(db => db.Customers.SingleAsync(c => c.Name == "Hôtel du Lac"));
        hotel.Details.VatNumber.ShouldBe("FR40303265045");
        hotel.Details.Kind.ShouldBe(CustomerKind.Company);
        hotel.Details.Tags.ShouldBe(["hôtel", "vip"]);
        (await office.Db(db => db.Customers.SingleAsync(c => c.Id == known))).Details.Phone.ShouldBe("06 00 00 00 00");
        (await office.Get("/customers?q=quai")).TextOf(".people").ShouldContain("Hôtel du Lac");
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task The_whole_import_is_undone_but_for_who_was_changed_or_used_since()
    {
        var office = await world.Office();
        var known = await office.Customer("Claire Fontanel");
        var import = await Import(office, "Nom;E-mail\nUn;un@x.example\nDeux;deux@x.example\nClaire F.;claire@fontanel.example\n");
        (await office.Get("/customers")).TextOf(".people").ShouldContain("Claire F.");
        await office.Db(async db =>
        {
            var changed = await db.Customers.SingleAsync(c => c.Name == "Deux");
            changed.Change(changed.Details with { Phone = "1234" });
            await db.SaveChangesAsync();
        });
        var page = await Step(office, await import.Submit("main form", button: "button.stop"));
        page.TextOf(".tally").ShouldContain("1");
        var left = await office.Db(db => db.Customers.OrderBy(c => c.Name).ToListAsync());
        left.Select(c => c.Name).ShouldBe(["Claire Fontanel", "Deux"]);
        left[0].Id.ShouldBe(known);
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task A_contact_in_a_file_is_added_or_brought_up_to_date_and_both_are_undone()
    {
        var office = await world.Office();
        await office.Customer(
            "Hôtel du Lac",
            customer =>
                customer.AddContact(
                    Guid.CreateVersion7(),
                    new ContactDetails
                    {
                        Name = "Anne Lac",
                        Emails = ["anne@lac.example"],
                        Phones = ["04 50 00 00 01"],
                    }
                )
        );
        var import = await Import(
            office,
            "Nom;E-mail;Contact 1 : Nom;Contact 1 : E-mail;Contact 1 : Téléphone;Contact 2 : Nom\n"
                + "Hôtel du Lac;claire@fontanel.example;Anne Lac;anne@lac.example, direction@lac.example;06 00 00 00 02 | 04 50 00 00 03;Hugo\n"
        );
        async Task<List<ContactDetails>> People() =>
            [
                .. (await office.Db(db => db.Contacts.AsNoTracking().ToListAsync()))
                    .Select(contact => contact.Details)
                    .OrderBy(contact => contact.Name),
            ];
        var anne = (await People())[0];
        anne.Emails.ShouldBe(["anne@lac.example", "direction@lac.example"], import.Text);
        anne.Phones.ShouldBe(["06 00 00 00 02", "04 50 00 00 03"]);
        (await People())[1].Name.ShouldBe("Hugo");
        await Step(office, await import.Submit("main form", button: "button.stop"));
        var left = (await People()).ShouldHaveSingleItem();
        left.Phones.ShouldBe(["04 50 00 00 01"]);
        left.Emails.ShouldBe(["anne@lac.example"]);
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task A_linked_quote_follows_what_an_import_changes()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        var email = (await office.Db(db => db.Customers.SingleAsync())).Details.Email;
        await Import(office, $"Nom;E-mail\nNouveau nom;{email}\n");
        (await office.Quote(draft)).CustomerName.ShouldBe("Nouveau nom");
    }

    [Theory, Trait("Spec", "CU 10")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_exported_is_imported_again_without_a_change(bool xlsx)
    {
        var office = await world.Office();
        await office.Customer(
            "=Élodie; \"Fontanel\"",
            customer =>
            {
                customer.AddContact(
                    Guid.CreateVersion7(),
                    new ContactDetails
                    {
                        Name = "Inès",
                        Emails = ["ines@x.example", "direction@x.example"],
                        Phones = ["+33 4 50 00 00 01", "+33 6 00 00 00 02"],
                    }
                );
                customer.AddProperty(
                    Guid.CreateVersion7(),
                    "Chalet",
                    new()
                    {
                        Line1 = "Route du Semnoz",
                        City = "Annecy",
                        PostalCode = "74000",
                        Country = "FR",
                    }
                );
                customer.Remember(new CustomerMemo { Note = "ligne 1\nligne 2" });
                for (var i = 2; i <= 12; i++)
                    customer.AddContact(Guid.CreateVersion7(), new ContactDetails { Name = $"Voisin {i}", Emails = [$"v{i}@x.example"] });
            }
        );
        var bytes = await office.Browser.GetByteArrayAsync($"/customers/import?handler=Export&xlsx={xlsx}");
        var page = await Import(office, bytes, xlsx ? "clients.xlsx" : "clients.csv", run: false);
        Tally(page).ShouldBe("1 0 0 1 0");

        // And in another office everybody is there.
        var other = await world.Office();
        await Import(other, bytes, xlsx ? "clients.xlsx" : "clients.csv", run: true);
        await other.Db(async db =>
        {
            var customer = (await db.Customers.Include(c => c.Contacts).Include(c => c.Properties).SingleAsync());
            (customer.Contacts.Count, customer.Properties.Count).ShouldBe((12, 1));
            customer.Contacts.Select(c => c.Details.Email).ShouldContain("v12@x.example");
            var ines = customer.Contacts.Single(c => c.Details.Name == "Inès").Details;
            ines.Emails.ShouldBe(["ines@x.example", "direction@x.example"]);
            ines.Phones.ShouldBe(["+33 4 50 00 00 01", "+33 6 00 00 00 02"]);
            (await db.CustomersAt("direction@x.example").SingleAsync()).ShouldBe(customer.Id);
        });
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task Cancelling_stops_before_the_next_piece_and_can_be_undone()
    {
        var office = await world.Office();
        var page = await Import(office, Encoding.UTF8.GetBytes("Nom;E-mail\nUn;un@x.example\n"), "a.csv", run: false);
        page = await page.Submit("main form", button: "button.main");
        page = await page.Submit("main form", button: "main form button");
        await office.RunJobs();
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(0);
        (await office.Db(db => db.CustomerImports.SingleAsync())).State.ShouldBe(ImportState.Cancelled);
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task A_file_that_breaks_off_is_told_and_leaves_nobody_behind()
    {
        var office = await world.Office();
        var page = await Import(office, $"Nom;E-mail\nUn;un@x.example\n{new string('x', 40_000)};y\n", run: false);
        page.Has(".error").ShouldBeTrue(page.Text);
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(0);
        (await Upload(office, "%PDF-1.7")).Has("[role=alert]").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task The_report_lists_every_error_and_the_template_can_be_filled_in()
    {
        var office = await world.Office();
        var page = await Import(office, File, run: false);
        var report = await office.Browser.GetStringAsync(page.One("a[href*=Report]").GetAttribute("href"));
        report.ShouldContain("pas-une-adresse");
        var template = await office.Browser.GetByteArrayAsync("/customers/import?handler=Template&xlsx=true");
        Tally(await Import(office, template, "modele.xlsx", run: false)).ShouldBe("1 1 0 0 0");
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task Of_two_columns_with_one_heading_the_first_is_taken_and_the_other_is_asked_about()
    {
        var office = await world.Office();
        var page = await Upload(office, "Nom;E-mail;E-mail;Nom\nUn;un@x.example;deux@x.example;Deux\n");
        page.All("select[name='Input.Columns']")
            .Select(select => select.QuerySelector("option[selected]")?.GetAttribute("value"))
            .ShouldBe(["name", "email", null, null]);
        // Chosen twice by hand, the first one counts.
        page = await Step(
            office,
            await page.Submit("main form", new() { ["Input.Columns"] = new[] { "name", "email", "email", "" } }, "button.main")
        );
        await Step(office, await page.Submit("main form", button: "button.main"));
        (await office.Db(db => db.Customers.SingleAsync())).Details.Email.ShouldBe("un@x.example");
    }

    [Theory, Trait("Spec", "CU 1")]
    [InlineData(Role.Manager)]
    [InlineData(Role.Estimator)]
    public async Task Others_neither_import_nor_export(Role role)
    {
        var other = await (await world.Office()).With(role);
        foreach (var url in new[] { "/customers/import", "/customers/import?handler=Export", "/customers/import?handler=Template" })
            (await other.Get(url)).Status.ShouldBe(HttpStatusCode.NotFound, url);
    }

    private static Task<Page> Import(Office office, string text, bool run = true) =>
        Import(office, Encoding.UTF8.GetBytes(text), "clients.csv", run);

    private static async Task<Page> Import(Office office, byte[] bytes, string name, bool run)
    {
        var page = await Step(office, await (await Upload(office, bytes, name)).Submit("main form", button: "button.main"));
        return run ? await Step(office, await page.Submit("main form", button: "button.main")) : page;
    }

    private static async Task<Page> Step(Office office, Page page)
    {
        await office.Settle();
        return await office.Get(page.Url);
    }

    private static Task<Page> Upload(Office office, string text) => Upload(office, Encoding.UTF8.GetBytes(text), "clients.csv");

    private static async Task<Page> Upload(Office office, byte[] bytes, string name)
    {
        var form = await office.Get("/customers/import");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.One("main form input[name=_token]").GetAttribute("value")!), "_token" },
            { new ByteArrayContent(bytes), "Table", name },
        };
        var answer = await office.Browser.PostAsync("/customers/import", content);
        if (answer.Headers.Location is { } next)
            return await office.Get(next.ToString());
        return await Page.Of(office.Browser, answer, await answer.Content.ReadAsStringAsync());
    }

    private static string Tally(Page page) => string.Join(' ', page.All(".tally dd").Take(5).Select(figure => figure.TextContent.Trim()));
}
