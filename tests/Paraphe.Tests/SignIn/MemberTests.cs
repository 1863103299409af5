using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Members;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.SignIn;

[Trait("Spec", "AC 2")]
public sealed class MemberTests(World world)
{
    [Fact]
    public async Task The_page_shows_the_table_that_is_enforced()
    {
        var office = await world.Office("GB", "en");
        var page = await office.Get("/settings/members");
        var rows = page.All(".roles tbody tr");
        rows.Count.ShouldBe(Roles.Permissions.Count);
        foreach (var (permission, row) in Roles.Permissions.Zip(rows))
            row.QuerySelectorAll("td .vh")
                .Select(cell => cell.TextContent == "yes")
                .ShouldBe(Enum.GetValues<Role>().Select(role => role.May(permission)));
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Estimator)]
    [InlineData(Role.Viewer)]
    public async Task Only_an_Owner_finds_the_members_page(Role role)
    {
        var office = await world.Office();
        var colleague = await office.With(role);
        (await colleague.Get("/settings/members")).Status.ShouldBe(HttpStatusCode.NotFound);
        var token = (await colleague.Get("/profile")).FieldsOf("form[action='/sign-out']");
        var forged = await colleague.Browser.PostAsync(
            $"/settings/members?handler=Role&id={colleague.Member.Id}",
            new FormUrlEncodedContent([.. token, new("role", "Owner")])
        );
        forged.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.Db(db => db.Users.SingleAsync(m => m.Id == colleague.Member.Id))).Role.ShouldBe(role);
    }

    [Fact]
    public async Task An_invited_member_chooses_a_name_and_password_and_is_in()
    {
        var office = await world.Office();
        var (member, token) = await Invite(office, Role.Estimator);
        var browser = world.Visitor();
        var page = await Page.Get(browser, $"/welcome/{token}");
        page.Text.ShouldContain(member.Email!);
        var weak = await page.Submit("main form", new() { ["Input.Password"] = "short" });
        weak.Has("#Input_Password-error").ShouldBeTrue();
        var inside = await page.Submit("main form", new() { ["Input.Name"] = "Théo Blanc", ["Input.Password"] = "a password of his" });
        inside.Url.ShouldBe("/quotes");
        (await Page.Get(browser, "/profile")).Text.ShouldContain("Théo Blanc");
        (await Page.Get(world.Visitor(), $"/welcome/{token}")).Has("main form").ShouldBeFalse();
        (await world.Visitor().SignIn(member.Email!, "a password of his")).Url.ShouldBe("/quotes");
    }

    [Fact]
    public async Task The_mailed_invitation_and_the_mailed_link_for_a_new_password_open_their_pages()
    {
        var office = await world.Office();
        var member = await Invited(office, Role.Viewer);
        var welcome = await Page.Get(world.Visitor(), await MailedPath(office, member.Email!, "/welcome/"));
        (await welcome.Submit("main form", new() { ["Input.Password"] = "a password of his" })).Url.ShouldBe("/quotes");

        await (await Page.Get(world.Visitor(), "/sign-in/forgotten")).Submit("main form", new() { ["Email"] = member.Email });
        (await Page.Get(world.Visitor(), await MailedPath(office, member.Email!, "/new-password/"))).Has("main form").ShouldBeTrue();
    }

    [Fact]
    public async Task A_newer_invitation_ends_the_earlier_one_and_a_disabled_member_s_link_opens_nothing()
    {
        var office = await world.Office();
        var (member, first) = await Invite(office, Role.Viewer);
        var second = await Link(office, member, LinkPurpose.Invitation);
        (await Page.Get(world.Visitor(), $"/welcome/{first}")).Has("main form").ShouldBeFalse();
        (await Page.Get(world.Visitor(), $"/welcome/{second}")).Has("main form").ShouldBeTrue();
        await (await office.Get("/settings/members")).Submit($"form[action*=Disable][action*='{member.Id}']");
        (await Page.Get(world.Visitor(), $"/welcome/{second}")).Has("main form").ShouldBeFalse();
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days_and_a_password_link_after_two_hours()
    {
        await using var own = new World();
        var office = await own.Office();
        var (_, invitation) = await Invite(office, Role.Viewer);
        var reset = await Link(office, office.Member, LinkPurpose.Password);
        own.Clock.Move(TimeSpan.FromHours(2));
        (await Page.Get(own.Visitor(), $"/new-password/{reset}")).Has("main form").ShouldBeFalse();
        own.Clock.Move(TimeSpan.FromDays(6));
        (await Page.Get(own.Visitor(), $"/welcome/{invitation}")).Has("main form").ShouldBeTrue();
        own.Clock.Move(TimeSpan.FromDays(1));
        (await Page.Get(own.Visitor(), $"/welcome/{invitation}")).Has("main form").ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_for_a_new_password_works_once_and_ends_every_session()
    {
        var office = await world.Office();
        var token = await Link(office, office.Member, LinkPurpose.Password);
        (await Page.Get(world.Visitor(), $"/welcome/{token}")).Has("main form").ShouldBeFalse();
        var page = await Page.Get(world.Visitor(), $"/new-password/{token}");
        (await page.Submit("main form", new() { ["Password"] = "a better password" })).Url.ShouldBe("/sign-in");
        (await office.Browser.IsIn()).ShouldBeFalse();
        (await Page.Get(world.Visitor(), $"/new-password/{token}")).Has("main form").ShouldBeFalse();
        (await world.Visitor().SignIn(office.Member.Email!, "a better password")).Url.ShouldBe("/quotes");
    }

    [Fact]
    public async Task A_forgotten_password_gets_the_same_page_for_everybody_and_a_mail_for_members_only()
    {
        var office = await world.Office();
        async Task<string> Ask(string email) =>
            (await (await Page.Get(world.Visitor(), "/sign-in/forgotten")).Submit("main form", new() { ["Email"] = email }))
                .TextOf("main")
                .Replace(email, "…");
        (await Ask("nobody@vallon.example")).ShouldBe(await Ask(office.Member.Email!));
        (await office.Db(db => db.Jobs.CountAsync(job => job.Kind == nameof(SendMemberMail)))).ShouldBe(1);
    }

    [Fact]
    public async Task A_disabled_member_is_out_at_once_and_may_come_back()
    {
        var office = await world.Office();
        var colleague = await office.With(Role.Manager);
        (await colleague.Browser.IsIn()).ShouldBeTrue();
        await (await office.Get("/settings/members")).Submit($"form[action*=Disable][action*='{colleague.Member.Id}']");
        (await colleague.Browser.IsIn()).ShouldBeFalse();
        (await world.Visitor().SignIn(colleague.Member.Email!)).Url.ShouldStartWith("/sign-in");
        await (await office.Get("/settings/members")).Submit($"form[action*=Enable][action*='{colleague.Member.Id}']");
        (await colleague.Browser.IsIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_Owner_stays()
    {
        var office = await world.Office();
        var page = await office.Get("/settings/members");
        var refused = await page.Submit($"form[action*=Role][action*='{office.Member.Id}']", new() { ["role"] = "Viewer" });
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.TextOf("[role=alert]").ShouldContain("propriétaire");
        (await page.Submit("form[action*=Disable]")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var second = await office.With(Role.Owner);
        (await page.Submit($"form[action*=Role][action*='{office.Member.Id}']", new() { ["role"] = "Viewer" })).Status.ShouldNotBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await second.Get("/settings/members")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_Owners_who_demote_each_other_at_the_same_moment_leave_one()
    {
        var office = await world.Office();
        var other = await office.With(Role.Owner);
        var (mine, theirs) = (await office.Get("/settings/members"), await other.Get("/settings/members"));
        await Task.WhenAll(
            mine.Submit($"form[action*=Role][action*='{other.Member.Id}']", new() { ["role"] = "Viewer" }),
            theirs.Submit($"form[action*=Role][action*='{office.Member.Id}']", new() { ["role"] = "Viewer" })
        );
        (await office.Db(db => db.Users.CountAsync(member => member.Role == Role.Owner))).ShouldBe(1);
    }

    [Fact]
    public async Task A_member_of_another_account_is_not_found()
    {
        var (office, stranger) = (await world.Office(), await world.Office());
        var page = await office.Get("/settings/members");
        page.Text.ShouldNotContain(stranger.Member.Email!);
        var fields = page.FieldsOf("form[action*=Disable]");
        foreach (var handler in new[] { "Disable", "Enable", "Again", "NoCodes", "Role&role=Viewer" })
            (
                await office.Browser.PostAsync(
                    $"/settings/members?handler={handler}&id={stranger.Member.Id}",
                    new FormUrlEncodedContent(fields)
                )
            ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Browser.IsIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_signs_in_already_is_not_invited_and_the_form_keeps_what_was_typed()
    {
        var office = await world.Office();
        var page = await (await office.Get("/settings/members")).Submit(
            "#invite form",
            new()
            {
                ["Input.Name"] = "Somebody",
                ["Input.Email"] = office.Member.Email,
                ["Input.Role"] = "Manager",
            }
        );
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Has("#Input_Email-error").ShouldBeTrue();
        page.One("#Input_Name").GetAttribute("value").ShouldBe("Somebody");
        (await office.Db(db => db.Users.CountAsync())).ShouldBe(1);
    }

    /// <summary>Invites, and takes a link that ends the mailed one: the mail must have gone before, as it may by another test's hand.</summary>
    private static async Task<(Member Member, string Token)> Invite(Office office, Role role)
    {
        var member = await Invited(office, role);
        await office.Settle();
        return (member, await Link(office, member, LinkPurpose.Invitation));
    }

    private static async Task<Member> Invited(Office office, Role role)
    {
        var email = $"theo-{Guid.NewGuid():N}@vallon.example";
        var page = await (await office.Get("/settings/members")).Submit(
            "#invite form",
            new()
            {
                ["Input.Name"] = "Théo",
                ["Input.Email"] = email,
                ["Input.Role"] = role.ToString(),
            }
        );
        page.TextOf("[data-toasts]").ShouldContain(email);
        var member = await office.Db(db => db.Users.SingleAsync(m => m.Email == email));
        member.Role.ShouldBe(role);
        return member;
    }

    /// <summary>The link in the mail: its path and token.</summary>
    private static async Task<string> MailedPath(Office office, string email, string start)
    {
        await office.Settle();
        foreach (var hash in await office.Db(db => db.OutgoingMails.Where(m => m.ToAddress == email).Select(m => m.RawHash).ToListAsync()))
        {
            var raw = await office.World.Services.GetRequiredService<FileStore>().Read(hash);
            var text = System.Text.Encoding.ASCII.GetString(raw).Replace("=\r\n", "", StringComparison.Ordinal);
            if (text.IndexOf(start, StringComparison.Ordinal) is var at and > 0)
                return text.Substring(at, start.Length + 43);
        }
        throw new InvalidOperationException($"No mail with {start}");
    }

    private static async Task<string> Link(Office office, Member member, LinkPurpose purpose)
    {
        await using var scope = office.World.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        var token = await scope.ServiceProvider.GetRequiredService<MemberLinks>().Add(member, purpose);
        await scope.ServiceProvider.GetRequiredService<Db>().SaveChangesAsync();
        return token;
    }
}
