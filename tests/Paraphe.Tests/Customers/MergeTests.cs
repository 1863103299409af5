using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Tests.Portal;
using Paraphe.Tests.Requests;

namespace Paraphe.Tests.Customers;

public sealed class MergeTests(ClockWorld world) : IClassFixture<ClockWorld>
{
    [Fact, Trait("Spec", "CU 12")]
    public async Task Who_is_typed_twice_is_pointed_out_and_added_only_when_asked_again()
    {
        var office = await world.Office();
        await office.Customer(
            "Claire Fontanel",
            customer =>
                customer.AddContact(Guid.CreateVersion7(), new ContactDetails { Name = "Paul", Emails = ["paul@x.example", "p@y.example"] })
        );
        (await office.Get("/customers/alike?Input.Email=P@Y.example")).Text.ShouldContain("Claire Fontanel");
        var alike = await office.Get("/customers/alike?Input.Phone=0033450112233");
        alike.Text.ShouldContain("Claire Fontanel");
        (await office.Get("/customers/alike?NewCustomer.Email=CLAIRE@fontanel.example")).Text.ShouldContain("Claire Fontanel");
        (await office.Get("/customers/alike?Input.Name=Somebody")).Text.ShouldBeEmpty();

        var page = await (await office.Get("/customers/new")).Submit("form.sheet", People.Typed("claire FONTANEL"));
        page.TextOf("#alike").ShouldContain("Claire Fontanel");
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(1);
        (await page.Submit("form.sheet")).TextOf("h1").ShouldBe("claire FONTANEL");
    }

    [Fact, Trait("Spec", "CU 12")]
    public async Task Two_entries_become_one_with_all_that_hangs_on_them_and_two_again()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        var gone = (await office.Quote(draft)).CustomerId!.Value;
        var kept = await office.Customer(
            "Famille Fontanel",
            customer =>
            {
                customer.Change(customer.Details with { Email = "", Phone = "+33 4 50 11 22 33", VatNumber = "" });
                customer.AddContact(Guid.CreateVersion7(), new ContactDetails { Name = "Paul" });
            }
        );
        var choice = await office.Get($"/customers/{kept}/merge?q=claire");
        choice.TextOf(".cards").ShouldContain("Claire Fontanel");
        var preview = await choice.Click(".cards a");
        preview.TextOf(".merge").ShouldContain("claire@fontanel.example");
        preview.TextOf("#moves").ShouldContain("Devis: 1");

        var page = await preview.Submit("main form", button: "button.main");
        page.TextOf("h1").ShouldBe("Famille Fontanel");
        page.TextOf("#quotes ~ table").ShouldContain((await office.Quote(draft)).Title);
        (await office.Get($"/customers/{gone}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await office.Quote(draft)).CustomerName.ShouldBe("Famille Fontanel");

        page = await page.Submit(".bar form");
        (await office.Quote(draft)).CustomerId.ShouldBe(gone);
        (await office.Quote(draft)).CustomerName.ShouldBe("Claire Fontanel");
        (await office.Get($"/customers/{gone}")).TextOf("h1").ShouldBe("Claire Fontanel");
        page.TextOf(".facts").ShouldNotContain("claire@");
        (await office.Get("/customers?q=paul")).TextOf(".people").ShouldContain("Famille Fontanel");
    }

    [Fact, Trait("Spec", "CU 12")]
    public async Task A_prospect_merged_with_a_customer_is_a_prospect_again_when_they_part()
    {
        var office = await world.Office();
        var prospect = await office.Customer("Prospect", prospect: true);
        var gone = await office.Customer("Client");
        var since = await office.Db(db => db.Customers.Where(c => c.Id == gone).Select(c => c.CustomerSince).SingleAsync());
        world.Clock.Move(TimeSpan.FromHours(2));
        var page = await (await office.Get($"/customers/{prospect}/merge?with={gone}")).Submit("main form", button: "button.main");
        (await Find(office, prospect)).IsProspect.ShouldBeFalse();
        await page.Submit(".bar form");
        (await Find(office, prospect)).IsProspect.ShouldBeTrue();
        (await Find(office, gone)).CustomerSince.ShouldBe(since);
    }

    [Fact, Trait("Spec", "CU 12")]
    public async Task A_merge_cannot_be_undone_after_a_day()
    {
        var office = await world.Office();
        var (kept, gone) = (await office.Customer("Un"), await office.Customer("Deux"));
        var page = await (await office.Get($"/customers/{kept}/merge?with={gone}")).Submit("main form", button: "button.main");
        world.Clock.Move(TimeSpan.FromHours(25));
        (await office.Get($"/customers/{kept}")).Has(".bar form").ShouldBeFalse();
        await page.Submit(".bar form");
        (await office.Db(db => db.Customers.CountAsync())).ShouldBe(1);
    }

    private static Task<Customer> Find(Office office, Guid id) => office.Db(db => db.Customers.AsNoTracking().SingleAsync(c => c.Id == id));

    [Theory, Trait("Spec", "CU 1")]
    [InlineData(Role.Manager)]
    [InlineData(Role.Estimator)]
    public async Task Others_neither_merge_nor_erase(Role role)
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        var other = await office.With(role);
        foreach (var path in new[] { "merge", "data", "data?handler=Export" })
            (await other.Get($"/customers/{id}/{path}")).Status.ShouldBe(HttpStatusCode.NotFound, path);
    }
}
