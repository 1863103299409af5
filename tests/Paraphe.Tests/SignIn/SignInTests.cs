using System.Net;
using Paraphe.Domain.Accounts;

namespace Paraphe.Tests.SignIn;

[Trait("Spec", "AC 3")]
public sealed class SignInTests(World world)
{
    [Fact]
    public async Task A_member_is_led_through_the_sign_in_to_where_he_was_going()
    {
        var office = await world.Office();
        var browser = world.Visitor();
        var asked = await Page.Get(browser, "/profile/security");
        asked.Url.ShouldBe("/sign-in?back=%2Fprofile%2Fsecurity");
        var page = await asked.Submit(Visitor.Form, new() { ["Input.Email"] = office.Member.Email, ["Input.Password"] = Visitor.Password });
        page.Url.ShouldBe("/profile/security");
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        page.Text.ShouldContain("Léa Morel");
    }

    [Fact]
    public async Task The_way_back_never_leads_to_another_site()
    {
        var office = await world.Office();
        var browser = world.Visitor();
        var page = await browser.SignIn(office.Member.Email!, url: "/sign-in?back=https%3A%2F%2Fevil.example%2F");
        page.Url.ShouldBe("/quotes");
    }

    [Fact]
    public async Task Unknown_addresses_and_wrong_passwords_look_the_same_until_both_are_locked_out()
    {
        var office = await world.Office();
        var (known, unknown) = (world.Visitor(), world.Visitor());
        var nobody = $"nobody-{Guid.NewGuid():N}@vallon.example";
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            var answers = await Task.WhenAll(
                known.SignIn(office.Member.Email!, "not the password"),
                unknown.SignIn(nobody, "not the password")
            );
            answers[0].Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answers[1].Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answers[1].TextOf("[role=alert]").ShouldBe(answers[0].TextOf("[role=alert]"));
            if (attempt >= 8)
                answers[0].TextOf("[role=alert]").ShouldContain("ten minutes");
        }
        (await world.Visitor().SignIn(office.Member.Email!)).Url.ShouldStartWith("/sign-in");
        (await known.IsIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_typed_stays_after_a_refusal_but_for_the_password()
    {
        var page = await world.Visitor().SignIn("somebody@vallon.example", "not the password");
        page.One("[name='Input.Email']").GetAttribute("value").ShouldBe("somebody@vallon.example");
        page.One("[name='Input.Password']").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var office = await world.Office();
        var browser = world.Visitor();
        await Page.Get(browser, "/sign-in");
        var fields = new Dictionary<string, string> { ["Input.Email"] = office.Member.Email!, ["Input.Password"] = Visitor.Password };
        (await browser.PostAsync("/sign-in", new FormUrlEncodedContent(fields))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await office.Browser.PostAsync("/sign-out", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await office.Browser.IsIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var office = await world.Office();
        var page = await (await office.Get("/profile")).Submit("form[action='/sign-out']");
        page.Url.ShouldBe("/sign-in");
        (await office.Browser.IsIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_sessions_at_once_and_keeps_this_one()
    {
        var office = await world.Office();
        var other = world.SignedIn(office.Member);
        (await other.IsIn()).ShouldBeTrue();
        await (await office.Get("/profile/security")).Submit("form[action*=Everywhere]");
        (await other.IsIn()).ShouldBeFalse();
        (await office.Browser.IsIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_the_old_one_opens_nothing()
    {
        var office = await world.Office();
        var other = world.SignedIn(office.Member);
        var page = await office.Get("/profile/security");
        var wrong = await page.Submit(
            "form[action*=Password]",
            new() { ["Input.Old"] = "not the password", ["Input.New"] = "a better password" }
        );
        wrong.Has("#Input_Old-error").ShouldBeTrue();
        var weak = await page.Submit("form[action*=Password]", new() { ["Input.Old"] = Visitor.Password, ["Input.New"] = "short" });
        weak.TextOf("#Input_New-error").ShouldContain("10");
        await page.Submit("form[action*=Password]", new() { ["Input.Old"] = Visitor.Password, ["Input.New"] = "a better password" });
        (await office.Browser.IsIn()).ShouldBeTrue();
        (await other.IsIn()).ShouldBeFalse();
        (await world.Visitor().SignIn(office.Member.Email!)).Url.ShouldStartWith("/sign-in");
        (await world.Visitor().SignIn(office.Member.Email!, "a better password")).Url.ShouldBe("/quotes");
    }

    [Fact]
    public async Task A_member_reads_in_his_own_language_else_in_the_account_s()
    {
        var office = await world.Office("BE", "nl");
        var page = await office.Get("/profile");
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("nl");
        page = await page.Submit("main form", new() { ["Input.Name"] = "Lotte Maes", ["Input.Language"] = "de" });
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("de");
        page.TextOf("[data-toasts]").ShouldBe("Ihr Profil ist gespeichert.");
        page.TextOf(".item-head").ShouldContain("Lotte Maes");
    }

    [Fact]
    public async Task Every_page_says_whose_it_is_and_how_many_notices_wait()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            db.Notices.Add(
                new()
                {
                    Id = db.NewId(),
                    AccountId = office.AccountId,
                    MemberId = office.Member.Id,
                    Kind = "quoteSigned",
                    Args = "[]",
                    Url = "/quotes",
                    At = db.Now,
                }
            );
            await db.SaveChangesAsync();
        });
        var page = await office.Get("/profile");
        page.TextOf("[data-bell] b").ShouldBe("1");
        page.TextOf(".side .who").ShouldContain("Jardins du Vallon");
        page.Has($"link[href='/brand/{office.AccountId}.css']").ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_holds_from_the_moment_it_is_changed()
    {
        var office = await world.Office();
        var colleague = await office.With(Role.Owner);
        (await colleague.Get("/settings/members")).Status.ShouldBe(HttpStatusCode.OK);
        await office.Db(async db =>
        {
            (await db.Users.SingleAsync(member => member.Id == colleague.Member.Id)).Role = Role.Viewer;
            await db.SaveChangesAsync();
        });
        (await colleague.Get("/settings/members")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
