using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
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

    [Fact, Trait("Spec", "CU 5"), Trait("Spec", "AC 7")]
    public async Task Wherever_a_customer_is_looked_for_those_named_so_come_first()
    {
        var office = await world.Office();
        foreach (
            var (name, street) in new[] { ("Zoé Lac", ""), ("Lac & Fils", ""), ("Autre", "2 rue du Lac"), ("Lacombe", ""), ("Sans", "") }
        )
            await office.Customer(
                name,
                customer =>
                    customer.Change(
                        customer.Details with
                        {
                            Address = new() { Line1 = street, Country = "FR" },
                        }
                    )
            );

        string[] nearest = ["Lac & Fils", "Lacombe", "Autre", "Zoé Lac"];
        (await office.Get("/search?q=lac"))
            .All("#hits a[href^='/customers/']")
            .Select(hit => hit.QuerySelector(".cut")!.TextContent.Trim())
            .ShouldBe(nearest);
        var found = await office.Db(db => db.Customers.Nearest("lac", 10, default));
        found.Select(customer => customer.Name).ShouldBe(nearest);
        (await office.Db(db => db.Customers.Nearest("lac", 3, default))).Select(customer => customer.Name).ShouldBe(nearest[..3]);
        (await office.Db(db => db.Customers.Nearest("", 2, default))).Select(customer => customer.Name).ShouldBe(["Autre", "Lac & Fils"]);
    }

    [Fact, Trait("Spec", "CU 5")]
    public async Task Of_very_many_those_named_so_come_first_too_and_every_page_is_reached_both_ways()
    {
        var office = await world.Office();
        await office.Db(db =>
            db.InTransaction(() =>
                db.Insert(
                    Enumerable
                        .Range(0, Searching.Few + 20)
                        .Select(i => i < 60 ? $"Vincent {i:000}" : $"Anne {i:0000} Vincent")
                        .Select(name => new Customer(db.NewId(), db.AccountId, new CustomerDetails { Name = name }, false, db.Now))
                )
            )
        );
        var first = await office.Get("/customers?q=vincent");
        Names(first).ShouldBe(Enumerable.Range(0, 50).Select(i => $"Vincent {i:000}"));
        var second = await office.Get(first.One("a[href*=after]").GetAttribute("href")!);
        string[] turn =
        [
            .. Enumerable.Range(50, 10).Select(i => $"Vincent {i:000}"),
            .. Enumerable.Range(60, 40).Select(i => $"Anne {i:0000} Vincent"),
        ];
        Names(second).ShouldBe(turn);
        var third = await office.Get(second.One("a[href*=after]").GetAttribute("href")!);
        Names(third)[0].ShouldBe("Anne 0100 Vincent");
        var back = await office.Get(third.One("a[href*=before]").GetAttribute("href")!);
        Names(back).ShouldBe(turn);
        Names(await office.Get(back.One("a[href*=before]").GetAttribute("href")!)).ShouldBe(Names(first));
    }

    private static List<string> Names(Page page) => [.. page.All(".people .go .b").Select(name => name.TextContent)];
}
