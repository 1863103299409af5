using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Customers;

public sealed class CustomerPageTests(World world)
{
    [Fact, Trait("Spec", "CU 3")]
    public async Task A_customer_has_numbers_tags_a_note_and_the_accounts_own_fields()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(
                account.Settings with
                {
                    CustomerFields =
                    [
                        new OwnField("gate", "Code du portail", OwnFieldKind.Text, []),
                        new OwnField("since", "Client depuis", OwnFieldKind.Date, []),
                        new OwnField("size", "Taille", OwnFieldKind.Choice, ["Petit", "Grand"]),
                    ],
                }
            );
            await db.SaveChangesAsync();
        });
        var page = await (await office.Get("/customers/new")).Submit(
            "form.sheet",
            People.Typed(
                "Hôtel du Lac",
                ("Kind", "Company"),
                ("Address.Line1", "1 quai Nord"),
                ("Address.PostalCode", "F-74000"),
                ("Address.City", "Annecy"),
                ("CompanyNumber", "73282932000074"),
                ("VatNumber", "40303265045"),
                ("Iban", "fr1420041010050500013m02606"),
                ("Tags", "VIP, hôtel ; vip"),
                ("Note", "Sonner deux fois."),
                ("LeadSource", "Salon"),
                ("Fields[gate]", "4711"),
                ("Fields[since]", "2020-05-01"),
                ("Fields[size]", "Grand")
            )
        );
        page.TextOf("h1").ShouldBe("Hôtel du Lac");
        var facts = page.TextOf(".facts");
        foreach (
            var shown in new[]
            {
                "1 quai Nord 74000 Annecy",
                "732 829 320 00074",
                "FR40303265045",
                "FR14 2004 1010 0505 0001 3M02 606",
                "Salon",
                "Code du portail4711",
                "Grand",
            }
        )
            facts.Replace(" ", "", StringComparison.Ordinal).ShouldContain(shown.Replace(" ", "", StringComparison.Ordinal));
        page.Text.ShouldContain("Sonner deux fois.");
        page.All(".badge").Select(badge => badge.TextContent).ShouldBe(["VIP", "hôtel"]);
        (await office.Get("/customers?q=4711")).TextOf(".people").ShouldContain("Hôtel du Lac");
    }

    [Theory, Trait("Spec", "CU 3")]
    [InlineData("FR", "VatNumber", "FR41303265045", "Input_VatNumber-error")]
    [InlineData("BE", "CompanyNumber", "0403.019.262", "Input_CompanyNumber-error")]
    [InlineData("CH", "CompanyNumber", "CHE-109.322.552", "Input_CompanyNumber-error")]
    [InlineData("FR", "Iban", "FR1420041010050500013M02607", "Input_Iban-error")]
    [InlineData("FR", "Email", "nobody@nowhere", "Input_Email-error")]
    public async Task A_number_with_a_wrong_digit_is_refused_beside_its_field(string country, string field, string typed, string error)
    {
        var office = await world.Office();
        var page = await (await office.Get("/customers/new")).Submit(
            "form.sheet",
            People.Typed("Ada", ("Address.Country", country), (field, typed))
        );
        page.Has("#" + error).ShouldBeTrue(page.Text);
        page.One($"[name='Input.{field}']").GetAttribute("value").ShouldBe(typed);
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(0);
    }

    [Fact, Trait("Spec", "CU 4")]
    public async Task An_address_with_a_part_missing_or_a_wrong_code_is_told_at_each_part()
    {
        var office = await world.Office();
        var page = await (await office.Get("/customers/new")).Submit(
            "form.sheet",
            People.Typed("Ada", ("Address.Country", "US"), ("Address.PostalCode", "7400"))
        );
        page.TextOf("#Input_Address_PostalCode-error").ShouldContain("94103");
        foreach (var part in new[] { "Line1", "City", "State" })
            page.Has($"#Input_Address_{part}-error").ShouldBeTrue(part);
        page.All("[data-part]").Select(part => part.GetAttribute("data-part")).ShouldBe(["City", "State", "PostalCode"]);
    }

    [Fact, Trait("Spec", "CU 3")]
    public async Task Contacts_and_addresses_stand_on_the_page_with_who_answers_for_them()
    {
        var office = await world.Office();
        var colleague = await office.With(Role.Estimator);
        var id = await office.Customer("Hôtel du Lac");
        var page = await (await office.Get($"/customers/{id}/properties")).Submit(
            "form.sheet",
            People.Typed(
                "Annexe",
                ("Address.Line1", "3 quai Nord"),
                ("Address.PostalCode", "74000"),
                ("Address.City", "Annecy"),
                ("AccountManager", colleague.Member.Id.ToString())
            )
        );
        page.TextOf("#properties + *, .cards").ShouldNotBeNull();
        page.Text.ShouldContain("3 quai Nord 74000 Annecy");
        page.Text.ShouldContain(colleague.Member.Name);
        (await office.Db(db => db.Properties.SingleAsync())).AccountManagerId.ShouldBe(colleague.Member.Id);
    }

    [Fact, Trait("Spec", "CU 7")]
    public async Task The_menu_edits_and_deletes_and_says_what_stays()
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        var page = await office.Get($"/customers/{id}");
        page.Has($".menu a[href='/customers/{id}/edit']").ShouldBeTrue();
        page.Has(".menu a[href='#delete']").ShouldBeTrue();
        page.TextOf("#delete").ShouldContain("factures restent");
        // The same in the list, where the deletion asks on the customer's page.
        var list = await office.Get("/customers");
        list.Has($".people .menu a[href='/customers/{id}/edit']").ShouldBeTrue();
        list.Has($".people .menu a[href='/customers/{id}#delete']").ShouldBeTrue();
        (await (await office.With(Role.Estimator)).Get("/customers")).Has(".people .menu").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "CU 3")]
    public async Task The_page_gathers_quotes_requests_words_and_files()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        await office.Send(draft);
        var id = (await office.Quote(draft)).CustomerId!.Value;
        await office.Db(async db =>
        {
            var note = new Domain.Quotes.NoteContent { Title = "Chien méchant" };
            db.Notes.Add(new Domain.Quotes.QuoteNote(db.NewId(), db.AccountId, draft, note, office.Member.AsActor, db.Now));
            await db.SaveChangesAsync();
        });
        (await office.Get($"/customers/{id}")).TextOf("#quotes ~ table").ShouldContain((await office.Quote(draft)).Title);
        (await office.Get($"/customers/{id}")).TextOf("#notes ~ table").ShouldContain("Chien méchant");
        (await office.Get($"/customers/{id}?tab=conversation")).Has(".empty").ShouldBeTrue();
        (await office.Get($"/customers/{id}?tab=files")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }
}
