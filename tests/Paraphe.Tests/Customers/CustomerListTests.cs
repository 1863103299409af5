using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;

namespace Paraphe.Tests.Customers;

public sealed class CustomerListTests(World world)
{
    [Fact, Trait("Spec", "CU 1")]
    public async Task The_owner_adds_a_customer()
    {
        var office = await world.Office();
        var page = await (await office.Get("/customers/new")).Submit(
            "form.sheet",
            People.Typed("  Hôtel du Lac ", ("Kind", "Company"), ("Email", "contact@lac.example"), ("VatNumber", "FR 40 303265045"))
        );
        page.TextOf("h1").ShouldBe("Hôtel du Lac");
        (await office.Get("/customers")).TextOf(".people").ShouldContain("Hôtel du Lac");
    }

    [Theory, Trait("Spec", "CU 1")]
    [InlineData(Role.Manager)]
    [InlineData(Role.Estimator)]
    [InlineData(Role.Viewer)]
    public async Task Others_see_no_buttons_and_direct_calls_are_refused(Role role)
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        var other = await office.With(role);
        (await other.Get("/customers")).Has("a[href='/customers/new']").ShouldBeFalse();
        var page = await other.Get($"/customers/{id}");
        page.Has($"a[href='/customers/{id}/edit']").ShouldBeFalse();
        page.Has("#delete").ShouldBeFalse();
        foreach (
            var path in new[] { "/customers/new", $"/customers/{id}/edit", $"/customers/{id}/contacts", $"/customers/{id}/properties" }
        )
            (await other.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);

        // The owner's form, sent with the other one's cookies and token.
        var token = page.Document.Body!.GetAttribute("data-token")!;
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"/customers/{id}?handler=Delete");
        forged.Headers.Add("X-CSRF-TOKEN", token);
        forged.Content = new FormUrlEncodedContent([]);
        (await other.Browser.SendAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(1);
    }

    [Fact, Trait("Spec", "CU 1")]
    public async Task Managers_may_when_the_owner_granted_it()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { ManagersManageCustomers = true });
            await db.SaveChangesAsync();
        });
        var manager = await office.With(Role.Manager);
        (await manager.Get("/customers")).Has("a[href='/customers/new']").ShouldBeTrue();
        var page = await (await manager.Get("/customers/new")).Submit("form.sheet", People.Typed("Paul Berthier"));
        page.TextOf("h1").ShouldBe("Paul Berthier");
        (await (await office.With(Role.Estimator)).Get("/customers/new")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Trait("Spec", "CU 4")]
    [InlineData("US", "CA", "CA")]
    [InlineData("CA", "QC", "QC")]
    [InlineData("IT", "CA", "")]
    [InlineData("FR", "QC", "")]
    public async Task A_state_is_kept_in_two_countries_only(string country, string state, string kept)
    {
        var office = await world.Office();
        await (await office.Get("/customers/new")).Submit(
            "form.sheet",
            People.Typed("Ada", ("Address.Country", country), ("Address.State", state))
        );
        (await office.Db(db => db.Customers.Select(c => c.Details).SingleAsync())).Address.State.ShouldBe(kept);
    }

    [Fact, Trait("Spec", "CU 4")]
    public async Task A_state_of_the_other_country_is_refused_beside_its_field()
    {
        var office = await world.Office();
        var page = await (await office.Get("/customers/new")).Submit(
            "form.sheet",
            People.Typed("Ada", ("Address.Country", "US"), ("Address.State", "QC"))
        );
        page.Has("#Input_Address_State-error").ShouldBeTrue(page.Text);
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(0);
    }

    [Theory, Trait("Spec", "CU 5")]
    [InlineData("fontan")]
    [InlineData("ÉLODIE font")]
    [InlineData("tilleuls")]
    [InlineData("45011")]
    [InlineData("04 50 11 22 33")]
    [InlineData("fontanel.EXAMPLE")]
    [InlineData("el")]
    [InlineData("Directrice")]
    [InlineData("nier@bureau")]
    [InlineData("06 99 88 77 66")]
    [InlineData("chalet du col")]
    public async Task A_search_finds_any_fragment_of_any_field(string search)
    {
        var office = await world.Office();
        await office.Customer(
            "Élodie Fontanel",
            customer =>
            {
                customer.AddContact(
                    Guid.CreateVersion7(),
                    new ContactDetails
                    {
                        Name = "Inès Garnier",
                        Function = "Directrice",
                        Emails = ["ines@x.example", "garnier@bureau.example"],
                        Phones = ["+33 4 78 00 00 01", "+33 6 99 88 77 66"],
                    }
                );
                customer.AddProperty(Guid.CreateVersion7(), "Chalet du Col", new() { Line1 = "Route du Semnoz" });
            }
        );
        await office.Db(async db =>
        {
            db.Customers.Add(new Customer(db.NewId(), db.AccountId, new CustomerDetails { Name = "Autre" }, false, db.Now));
            await db.SaveChangesAsync();
        });
        var page = await office.Get("/customers?q=" + Uri.EscapeDataString(search));
        page.All(".people tbody tr").Count.ShouldBe(1, page.Text);
        page.TextOf(".people tbody").ShouldContain("Élodie Fontanel");
    }

    [Fact, Trait("Spec", "CU 5")]
    public async Task Two_letters_match_where_a_word_begins()
    {
        var office = await world.Office();
        await office.Customer("Élodie Fontanel");
        (await office.Get("/customers?q=nt")).Has(".people").ShouldBeFalse();
        (await office.Get("/customers?q=fo")).Has(".people").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "CU 6")]
    public async Task E_mails_and_phones_are_links_in_the_list_and_on_the_page()
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        foreach (var page in new[] { await office.Get("/customers"), await office.Get($"/customers/{id}") })
        {
            page.Has("a[href='mailto:claire@fontanel.example']").ShouldBeTrue();
            page.Has("a[href='tel:+33450112233']").ShouldBeTrue();
        }
    }

    [Fact, Trait("Spec", "CU 11")]
    public async Task Prospects_have_a_list_of_their_own()
    {
        var office = await world.Office();
        await office.Customer("Client");
        await office.Customer("Prospect", prospect: true);
        (await office.Get("/customers")).All(".people tbody tr").Count.ShouldBe(1);
        (await office.Get("/customers?tab=prospects")).TextOf(".people tbody").ShouldContain("Prospect");
        // Who is looked for in the other list is pointed out.
        var search = await office.Get("/customers?q=prospect");
        search.Has(".people").ShouldBeFalse();
        (await search.Click(".beside a")).TextOf(".people tbody").ShouldContain("Prospect");
    }

    [Fact]
    public async Task Pages_of_the_list_follow_each_other_without_gap_or_repetition()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            for (var i = 0; i < 120; i++)
                db.Customers.Add(new Customer(db.NewId(), db.AccountId, new CustomerDetails { Name = $"É{i % 60:000}" }, false, db.Now));
            await db.SaveChangesAsync();
        });
        var seen = new List<string>();
        for (var page = await office.Get("/customers"); ; page = await page.Click("a[rel=next]"))
        {
            seen.AddRange(page.All(".people a.go").Select(link => link.GetAttribute("href")!));
            if (!page.Has("a[rel=next]"))
            {
                page = await page.Click("a[rel=prev]");
                page.All(".people a.go").Select(link => link.GetAttribute("href")!).ShouldBe(seen.Skip(50).Take(50));
                break;
            }
        }
        seen.Count.ShouldBe(120);
        seen.Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task A_wrong_address_stays_in_the_form_beside_its_message()
    {
        var office = await world.Office();
        var page = await (await office.Get("/customers/new")).Submit("form.sheet", People.Typed("Ada", ("Email", "ada@nowhere")));
        page.Has("#Input_Email-error").ShouldBeTrue(page.Text);
        page.One("#Input_Email").GetAttribute("value").ShouldBe("ada@nowhere");
    }
}
