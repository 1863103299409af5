using Paraphe.Domain.Accounts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Customers;

public sealed class SearchTests(World world)
{
    [Fact, Trait("Spec", "AC 7")]
    public async Task One_box_finds_customers_quotes_and_places()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        var title = (await office.Quote(draft)).Title;
        var page = await (await office.Get("/")).Submit(".top form.find", new() { ["q"] = "fontanel" });
        page.Url.ShouldStartWith("/search");
        page.Has($"#hits a[href='/quotes/{draft}']").ShouldBeTrue(page.Text);
        page.All("#hits a[href^='/customers/'] mark").ShouldNotBeEmpty();
        (await office.Get("/search?handler=Found&q=" + Uri.EscapeDataString(title))).Has($"a[href='/quotes/{draft}']").ShouldBeTrue();
        (await office.Get("/search?q=clients")).Has("#hits a[href='/customers']").ShouldBeTrue();
        (await (await office.With(Role.Viewer)).Get("/search")).Has("#hits a[href='/quotes/new']").ShouldBeFalse();
        (await (await world.Office()).Get("/search?q=fontanel")).Has("#hits a[href^='/customers/']").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "CU 5")]
    public async Task The_best_matches_come_first_with_the_match_marked()
    {
        var office = await world.Office();
        await office.Customer("Zoé Lac");
        await office.Customer("Lac & Fils");
        await office.Customer(
            "Autre",
            customer => customer.Change(customer.Details with { Address = customer.Details.Address with { Line1 = "2 rue du Lac" } })
        );
        var page = await office.Get("/customers?q=LAC");
        page.All(".people .go .b").Select(name => name.TextContent).ShouldBe(["Lac & Fils", "Zoé Lac", "Autre"]);
        page.All(".people tbody tr").ShouldAllBe(row => row.QuerySelector("mark") != null);
        (await office.Get("/customers?q=" + Uri.EscapeDataString("04.50.11"))).One(".people mark").TextContent.ShouldBe("4 50 11");
    }
}
