using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Customers;

public sealed class CustomerLinkTests(World world)
{
    [Fact, Trait("Spec", "CU 2")]
    public async Task An_estimator_adds_a_customer_from_a_quote()
    {
        var office = await world.Office();
        var estimator = await office.With(Role.Estimator);
        var editor = await (await estimator.Get("/quotes/new")).Submit(
            "form.sheet",
            new()
            {
                ["customer"] = "new",
                ["NewCustomer.Name"] = "Inès Garnier",
                ["NewCustomer.Email"] = "ines@garnier.example",
                ["Title"] = "Pelouse",
            },
            "form.sheet button.main"
        );
        editor.Url.ShouldEndWith("/edit");
        editor.TextOf("#part-customer").ShouldContain("Inès Garnier");
        (await office.Get("/customers")).TextOf(".people").ShouldContain("ines@garnier.example");
    }

    [Fact, Trait("Spec", "CU 2")]
    public async Task A_customer_is_found_without_script_and_all_details_fill_in()
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        await office.Customer("Paul Berthier", customer => customer.Change(customer.Details with { Email = "" }));
        var found = await (await office.Get("/quotes/new")).Submit("form.sheet", new() { ["find"] = "FONTAN", ["look"] = "1" });
        found.All("#found input").Count.ShouldBe(1);
        var editor = await found.Submit(
            "form.sheet",
            new() { ["customer"] = id.ToString(), ["Title"] = "Jardin" },
            "form.sheet button.main"
        );
        var page = await office.Get(editor.Url.Replace("/edit", "", StringComparison.Ordinal));
        page.TextOf(".facts").ShouldContain("12 allée des Tilleuls, 74000 Annecy");
        page.Has("a[href='mailto:claire@fontanel.example']").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "CU 8")]
    public async Task Every_linked_quote_follows_an_edit_at_once_but_not_what_was_sent()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        var link = await office.Send(draft);
        var customer = (await office.Quote(draft)).CustomerId!.Value;
        var saved = await (await office.Get($"/customers/{customer}/edit")).Submit(
            "form.sheet",
            People.Typed("Claire Fontanel-Roux", ("Email", "claire@roux.example"), ("Phone", "06 00 00 00 00"))
        );
        saved.TextOf("h1").ShouldBe("Claire Fontanel-Roux");

        var page = await office.Get($"/quotes/{draft}");
        page.TextOf(".facts").ShouldContain("Claire Fontanel-Roux");
        page.Has("a[href='mailto:claire@roux.example']").ShouldBeTrue();
        (await office.Get("/quotes?q=roux.example")).TextOf(".quotes").ShouldContain("Claire Fontanel-Roux");
        var revision = await office.Db(db => db.Revisions.SingleAsync(r => r.QuoteId == draft));
        revision.Read().Customer.Name.ShouldBe("Claire Fontanel");
        (await Page.Get(world.Visitor(), link)).Text.ShouldNotContain("Fontanel-Roux");
    }

    [Fact, Trait("Spec", "CU 8")]
    public async Task An_edit_of_the_customer_does_not_disturb_who_edits_the_quote()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        var before = await office.Quote(draft);
        await office.Db(async db =>
        {
            var customer = await db.Customers.SingleAsync();
            customer.Change(customer.Details with { Name = "Autre nom" });
            await db.SaveChangesAsync();
        });
        var after = await office.Quote(draft);
        after.CustomerName.ShouldBe("Autre nom");
        after.Version.ShouldBe(before.Version);
    }

    [Fact, Trait("Spec", "CU 9")]
    public async Task Deleting_keeps_the_details_on_quotes_which_no_longer_follow()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        var customer = (await office.Quote(draft)).CustomerId!.Value;
        var list = await (await office.Get($"/customers/{customer}")).Submit("#delete form");
        list.Url.ShouldBe("/customers");
        (await office.Get($"/customers/{customer}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await office.Get($"/quotes/{draft}");
        page.TextOf(".facts").ShouldContain("Claire Fontanel");
        page.TextOf(".facts").ShouldContain("12 allée des Tilleuls");
        page.Has($"a[href='/customers/{customer}']").ShouldBeFalse();
        (await office.Quote(draft)).CustomerId.ShouldBeNull();
        (await office.Get("/quotes?q=fontanel")).Has(".quotes").ShouldBeTrue();
    }

    [Fact]
    public async Task The_second_of_two_members_is_told_and_loses_nothing_typed()
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        var slow = await office.Get($"/customers/{id}/edit");
        await (await office.Get($"/customers/{id}/edit")).Submit("form.sheet", People.Typed("Claire Roux"));
        var told = await slow.Submit("form.sheet", People.Typed("Claire F."));
        told.Has("[role=alert]").ShouldBeTrue(told.Text);
        told.One("#Input_Name").GetAttribute("value").ShouldBe("Claire F.");
        (await told.Submit("form.sheet")).TextOf("h1").ShouldBe("Claire F.");
    }

    [Fact]
    public async Task Contacts_and_addresses_are_added_changed_and_removed()
    {
        var office = await world.Office();
        var id = await office.Customer("Hôtel du Lac");
        var page = await (await office.Get($"/customers/{id}/contacts")).Submit(
            "form.sheet",
            People.Typed(
                "Anne Lac",
                ("Emails[0]", "anne@lac.example"),
                ("Emails[1]", "direction@lac.example"),
                ("Phones[0]", "04 50 00 00 01"),
                ("Function", "Gérante")
            )
        );
        page.Text.ShouldContain("Gérante");
        page.Has(".cards a[href='mailto:anne@lac.example']").ShouldBeTrue();
        page.Has(".cards a[href='mailto:direction@lac.example']").ShouldBeTrue();
        // Without script another place is asked for; what was typed stays, and a wrong address is told beside its own.
        var form = await page.Click("a[href*='/contacts/']");
        form.All("input[type=tel]").Count.ShouldBe(2);
        form = await form.Submit("form.sheet", new() { ["Input.Phones[1]"] = "06 00 00 00 02" }, "button[name=more]");
        form.All("input[type=tel]").Count.ShouldBe(3);
        form.One("[name='Input.Phones[1]']").GetAttribute("value").ShouldBe("06 00 00 00 02");
        form = await form.Submit("form.sheet", new() { ["Input.Emails[1]"] = "nobody" });
        form.Has("#Input_Emails_1_-error, #Input_Emails_1__-error").ShouldBeTrue(form.Html);
        page = await form.Submit("form.sheet", new() { ["Input.Emails[1]"] = "direction@lac.example" });
        page.Has(".cards a[href='tel:0600000002']").ShouldBeTrue(page.Text);
        page = await (await page.Click("a[href*='/contacts/']")).Submit("form.sheet", People.Typed("Anne du Lac"));
        page.Text.ShouldContain("Anne du Lac");
        page = await (await page.Click("a[href*='/contacts/']")).Submit("form.sheet", button: "button.stop");
        page.Text.ShouldNotContain("Anne du Lac");

        page = await (await office.Get($"/customers/{id}/properties")).Submit(
            "form.sheet",
            People.Typed("Annexe", ("Address.Line1", "3 quai Nord"), ("Address.PostalCode", "74000"), ("Address.City", "Annecy"))
        );
        page.Text.ShouldContain("3 quai Nord 74000 Annecy");
        page = await (await page.Click("a[href*='/properties/']")).Submit("form.sheet", button: "button.stop");
        page.Text.ShouldNotContain("quai Nord");
    }

    [Fact]
    public async Task Another_accounts_customer_is_not_found()
    {
        var office = await world.Office();
        var foreign = await (await world.Office()).Customer("Secret");
        foreach (var path in new[] { "", "/edit", "/contacts", "/properties" })
            (await office.Get($"/customers/{foreign}{path}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await office.Get($"/quotes/new?customer={foreign}")).Text.ShouldNotContain("Secret");
        var page = await (await office.Get("/quotes/new")).Submit(
            "form.sheet",
            new() { ["customer"] = foreign.ToString(), ["Title"] = "x" },
            "form.sheet button.main"
        );
        page.Has("[role=alert]").ShouldBeTrue(page.Text);
        (await office.Db(db => db.Quotes.CountAsync())).ShouldBe(0);
    }
}
