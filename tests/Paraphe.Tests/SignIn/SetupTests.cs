using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.SignIn;

[Trait("Spec", "AC 1")]
public sealed class SetupTests
{
    private static readonly Dictionary<string, object?> Typed = new()
    {
        ["Input.Company"] = "Jardins du Vallon",
        ["Input.Country"] = "BE",
        ["Input.Language"] = "fr",
        ["Input.OwnerName"] = "Léa Morel",
        ["Input.OwnerEmail"] = "lea@vallon.example",
        ["Input.Password"] = Visitor.Password,
    };

    [Fact]
    public async Task The_first_visit_makes_the_account_and_its_Owner_and_signs_him_in_once_only()
    {
        await using var world = new World();
        var (browser, late) = (world.Visitor(), world.Visitor());
        var page = await Page.Get(browser, "/");
        page.Url.ShouldBe("/setup");
        (await Page.Get(browser, "/sign-in")).Url.ShouldBe("/setup");
        var open = await Page.Get(late, "/setup");

        (await page.Submit("main form", Typed)).Url.ShouldBe("/quotes");
        (await Page.Get(browser, "/profile")).Text.ShouldContain("Léa Morel");
        (await Page.Get(browser, "/")).Url.ShouldBe("/quotes");

        (await open.Submit("main form", new(Typed) { ["Input.OwnerEmail"] = "other@vallon.example" })).Url.ShouldBe("/sign-in");
        (await Page.Get(late, "/setup")).Url.ShouldBe("/sign-in");
        var (account, role) = await Only(world);
        (account.Profile.Name, account.Locale, account.Profile.Address.Country, role).ShouldBe(
            ("Jardins du Vallon", "fr-BE", "BE", Role.Owner)
        );
    }

    [Fact]
    public async Task Two_visitors_at_the_same_moment_make_one_account()
    {
        await using var world = new World();
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Page.Get(world.Visitor(), "/setup")));
        var ends = await Task.WhenAll(
            pages.Select((page, number) => page.Submit("main form", new(Typed) { ["Input.OwnerEmail"] = $"lea{number}@vallon.example" }))
        );
        ends.Count(page => page.Url == "/quotes").ShouldBe(1);
        ends.Count(page => page.Url == "/sign-in").ShouldBe(3);
        await Only(world);
    }

    [Theory]
    [InlineData("Input.Company", "")]
    [InlineData("Input.OwnerEmail", "not an address")]
    [InlineData("Input.Password", "short")]
    [InlineData("Input.Country", "QQ")]
    [InlineData("Input.Language", "xx")]
    public async Task A_wrong_field_is_told_beside_it_and_makes_nothing(string field, string value)
    {
        await using var world = new World();
        var page = await (await Page.Get(world.Visitor(), "/setup")).Submit("main form", new(Typed) { [field] = value });
        page.Url.ShouldBe("/setup");
        page.Has($"#{field.Replace('.', '_')}-error").ShouldBeTrue();
        (await Page.Get(world.Visitor(), "/")).Url.ShouldBe("/setup");
    }

    [Fact]
    public async Task Too_many_posts_from_one_place_are_refused()
    {
        await using var world = new World { Settings = { ["PARAPHE_LIMITS"] = "on" } };
        await world.Office();
        var browser = world.Visitor();
        var answers = new List<HttpStatusCode>();
        for (var post = 0; post < 31; post++)
            answers.Add((await browser.PostAsync("/sign-in", new FormUrlEncodedContent([]))).StatusCode);
        answers.Take(30).ShouldAllBe(status => status == HttpStatusCode.BadRequest);
        answers[30].ShouldBe(HttpStatusCode.TooManyRequests);
        (await Page.Get(browser, "/sign-in")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(Account Account, Role Role)> Only(World world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        return (await db.Accounts.IgnoreQueryFilters().SingleAsync(), (await db.Users.IgnoreQueryFilters().SingleAsync()).Role);
    }
}
