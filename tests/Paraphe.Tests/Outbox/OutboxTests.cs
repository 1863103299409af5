using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Outbox;

[Trait("Spec", "SN 2")]
public sealed class OutboxTests(World world)
{
    [Fact]
    public async Task Without_a_server_mail_is_kept_and_read_here()
    {
        var office = await world.Office(language: "en");
        await Post(office, "hello/1");
        await office.RunJobs();

        var list = await office.Get("/outbox");
        list.Text.ShouldContain("No mail server is set");
        list.TextOf("table").ShouldContain("Your quote is ready");
        var mail = await list.Click("a.go");
        mail.Text.ShouldContain("claire@fontanel.example");

        var text = await office.Browser.GetAsync(mail.One("iframe").GetAttribute("src"));
        text.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox ");
        var html = await text.Content.ReadAsStringAsync();
        html.ShouldContain("https://paraphe.example/q/abc");
        html.ShouldContain("target=\"_blank\"");
        html.ShouldNotContain("<script");

        var raw = await office.Browser.GetAsync($"{mail.Url}?handler=Raw");
        raw.Content.Headers.ContentType!.MediaType.ShouldBe("message/rfc822");
        (await raw.Content.ReadAsStringAsync()).ShouldContain("Message-ID");
    }

    [Fact]
    public async Task A_failed_mail_is_tried_again()
    {
        var office = await world.Office(language: "en");
        var id = await Post(office, "hello/2");
        await office.Db(async db =>
        {
            var mail = await db.OutgoingMails.SingleAsync();
            (mail.State, mail.ServerWords) = (MailState.Failed, "550 mailbox not found");
            await db.SaveChangesAsync();
        });
        var page = await office.Get($"/outbox/{id}");
        page.TextOf(".bar").ShouldContain("550 mailbox not found");
        await page.Submit(".bar form");
        await office.RunJobs();
        (await office.Db(db => db.OutgoingMails.Select(mail => mail.State).SingleAsync())).ShouldBe(MailState.Outbox);
    }

    [Fact]
    [Trait("Spec", "AC 2")]
    public async Task Who_only_reads_has_no_outbox_and_strangers_see_nothing()
    {
        var office = await world.Office();
        var id = await Post(office, "hello/3");
        var viewer = await office.With(Role.Viewer);
        (await viewer.Get("/outbox")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.Get("/notices")).Has("a[href='/outbox']").ShouldBeFalse();
        var stranger = await world.Office();
        foreach (var handler in new[] { "", "?handler=Text", "?handler=Raw", "?handler=File&number=0" })
            (await stranger.Get($"/outbox/{id}{handler}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Guid> Post(Office office, string purpose)
    {
        await using var scope = office.World.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var letter = new Letter
        {
            Language = "en",
            Company = "Vallon",
            Body = "Hello <script>alert(1)</script>",
            Buttons = [("Read the quote", "https://paraphe.example/q/abc")],
        };
        var mail = await scope
            .ServiceProvider.GetRequiredService<Post>()
            .Add(
                new Dispatch(
                    $"{purpose}/{office.AccountId}",
                    new Mailbox("Claire", "claire@fontanel.example"),
                    "Your quote is ready",
                    letter
                ),
                await db.Accounts.SingleAsync(),
                default
            );
        await db.SaveChangesAsync();
        return mail.Id;
    }
}
