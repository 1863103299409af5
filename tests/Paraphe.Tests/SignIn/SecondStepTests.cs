using System.Net;

namespace Paraphe.Tests.SignIn;

[Trait("Spec", "AC 3")]
public sealed class SecondStepTests(World world)
{
    [Fact]
    public async Task Looking_at_the_set_up_page_changes_nothing()
    {
        var office = await world.Office();
        var other = world.SignedIn(office.Member);
        var page = await office.Get("/profile/codes");
        page.Has(".qr svg").ShouldBeTrue();
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await other.IsIn()).ShouldBeTrue();
        (await office.Db(db => db.UserTokens.CountAsync(token => token.UserId == office.Member.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_first_code_turns_nothing_on()
    {
        var office = await world.Office();
        var page = await office.Get("/profile/codes");
        var wrong = await page.Submit("main form", new() { ["Code"] = "000000" });
        wrong.Has("#Code-error").ShouldBeTrue();
        (await world.Visitor().SignIn(office.Member.Email!)).Url.ShouldBe("/quotes");
    }

    [Fact]
    public async Task The_password_alone_no_longer_opens_and_the_code_does()
    {
        var office = await world.Office();
        var (secret, _) = await TurnOn(office);
        var browser = world.Visitor();
        var asked = await browser.SignIn(office.Member.Email!);
        asked.Url.ShouldBe("/sign-in/code");
        (await browser.IsIn()).ShouldBeFalse();
        asked = await Page.Get(browser, "/sign-in/code");
        var wrong = await asked.Submit("main form", new() { ["Code"] = "000000" });
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await asked.Submit("main form", new() { ["Code"] = Visitor.Code(secret) })).Url.ShouldBe("/quotes");
        (await browser.IsIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        var office = await world.Office();
        var (_, recovery) = await TurnOn(office);
        recovery.Count.ShouldBe(10);
        async Task<string> Try() =>
            (
                await (await world.Visitor().SignIn(office.Member.Email!)).Submit(
                    "main form",
                    new() { ["Code"] = recovery[0].ToLowerInvariant() }
                )
            ).Url;
        (await Try()).ShouldBe("/quotes");
        (await Try()).ShouldBe("/sign-in/code");
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_codes_stand_readable_in_the_database()
    {
        var office = await world.Office();
        var (secret, recovery) = await TurnOn(office);
        var stored = await office.Db(db =>
            db.UserTokens.Where(token => token.UserId == office.Member.Id).Select(token => token.Value).ToListAsync()
        );
        stored.Count.ShouldBe(2);
        foreach (var value in stored)
            recovery.Append(secret.Replace(" ", "")).ShouldAllBe(word => !value!.Contains(word));
    }

    [Fact]
    public async Task Turning_it_off_asks_for_the_password()
    {
        var office = await world.Office();
        await TurnOn(office);
        var page = await office.Get("/profile/codes");
        var refused = await page.Submit("main form", new() { ["Password"] = "not the password" }, "[formaction*=Off]");
        refused.Has("#Password-error").ShouldBeTrue();
        (await page.Submit("main form", new() { ["Password"] = Visitor.Password }, "[formaction*=Off]")).Url.ShouldBe("/profile/security");
        (await world.Visitor().SignIn(office.Member.Email!)).Url.ShouldBe("/quotes");
    }

    private static async Task<(string Secret, List<string> Recovery)> TurnOn(Office office)
    {
        var page = await office.Get("/profile/codes");
        var secret = page.TextOf("main form code");
        var on = await page.Submit("main form", new() { ["Code"] = Visitor.Code(secret) });
        return (secret, [.. on.All(".codes code").Select(code => code.TextContent)]);
    }
}
