using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>What a member writes: replies with formatting and files, notes, saved texts (RQ 5).</summary>
public class ReplyTests(ClockWorld world) : IClassFixture<ClockWorld>
{
    [Fact, Trait("Spec", "RQ 5")]
    public async Task Formatting_is_made_safe_and_both_parts_of_the_mail_say_the_same()
    {
        var (office, box, page) = await Asked();
        await using var _ = box;
        page = await page.Submit(
            "#reply",
            new()
            {
                ["Input.Kind"] = "reply",
                ["Input.Text"] = "something else",
                ["Input.Html"] =
                    "<div>Bonjour <b>Madame</b>,</div><ul><li>jeudi</li></ul><script>alert(1)</script><a href=\"https://vallon.example/\" onclick=\"x()\">site</a>",
                ["Input.Cc"] = "Paul <paul@mel.example>",
            }
        );
        await office.Settle();

        var sent = await box.Sent();
        sent.Select(mail => mail.Row.ToAddress).ShouldBe(["helene@mel.example", "paul@mel.example"], ignoreOrder: true);
        var mail = sent[0].Message;
        var html = mail.Html.ShouldNotBeNull();
        html.ShouldContain("<b>Madame</b>");
        html.ShouldContain("<li>jeudi</li>");
        html.ShouldContain("Deux tilleuls touchent la toiture.");
        html.ShouldNotContain("script");
        html.ShouldNotContain("onclick");
        mail.Text.ShouldStartWith("Bonjour Madame,");
        mail.Text.ShouldContain("jeudi");
        mail.Text.ShouldNotContain("something else");
        mail.Text.ShouldContain("> Deux tilleuls touchent la toiture.");
        page.Has("article.ours iframe[data-fit]").ShouldBeTrue();
        var shown = await office.Get(page.One("article.ours iframe").GetAttribute("src")!);
        shown.One("details summary").TextContent.ShouldNotBeEmpty();
        shown.Response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task Files_go_along_byte_for_byte()
    {
        var (office, box, page) = await Asked();
        await using var _ = box;
        var bytes = Enumerable.Range(0, 70_000).Select(place => (byte)(place * 11)).ToArray();
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.FieldsOf("#reply").Where(field => field.Key != "Input.Text"))
            form.Add(new StringContent(value), name);
        form.Add(new StringContent("Voici le plan."), "Input.Text");
        form.Add(new ByteArrayContent(bytes), "Input.Files", "plan été.pdf");
        (await office.Browser.PostAsync(page.Url, form)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        await office.Settle();

        var file = (await box.Sent()).ShouldHaveSingleItem().Message.Files.ShouldHaveSingleItem();
        file.Name.ShouldBe("plan été.pdf");
        file.Decode().ToArray().ShouldBe(bytes);
        (await office.Get(page.Url)).TextOf("article.ours .files").ShouldContain("plan été.pdf");
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task A_saved_text_is_put_in_filled_and_the_rest_stays()
    {
        var (office, box, _) = await Asked();
        await using var held = box;
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            var saved = new SavedReply(
                Guid.CreateVersion7(),
                "Visite",
                "fr",
                "Bonjour {requester}, je viens pour « {subject} ».\n{member}, {company}"
            );
            var other = new SavedReply(Guid.CreateVersion7(), "Visit", "en", "Hello");
            account.ChangeSettings(account.Settings with { Requests = account.Settings.Requests with { Replies = [saved, other] } });
            await db.SaveChangesAsync();
        });
        var page = await office.Get($"/requests/{(await box.Only()).Id}");
        page.All("button[name='Input.Use']").Select(button => button.TextContent).ShouldBe(["Visite"], "Those in the mail's language");

        page = await page.Submit("#reply", new() { ["Input.Text"] = "Début", ["Input.Kind"] = "reply" }, "button[name='Input.Use']");

        var words = page.One("#reply-text").TextContent;
        words.ShouldStartWith("Début\n\nBonjour Hélène Perret, je viens pour « Taille de deux tilleuls ».\nLéa Morel, Jardins du Vallon");
        (await box.Sent()).ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task A_note_is_seen_here_alone()
    {
        var (office, box, page) = await Asked();
        await using var _ = box;
        page = await page.Submit("#reply", new() { ["Input.Kind"] = "note", ["Input.Text"] = "Accès difficile." });
        await office.Settle();
        page.TextOf("article.memo").ShouldContain("Accès difficile.");
        (await box.Sent()).ShouldBeEmpty();
        (await box.Only()).Status.ShouldBe(RequestStatus.Received);
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task Who_writes_while_another_mail_arrives_is_told_and_loses_nothing()
    {
        var (office, box, page) = await Asked();
        await using var _ = box;
        world.Clock.Move(TimeSpan.FromMinutes(1));
        await box.Deliver(
            Letters.Ask("Re: Taille", "<a2@mel.example>", text: "Finalement, trois tilleuls."),
            await box.ReplyAddress(await box.Only())
        );

        page = await page.Submit("#reply", new() { ["Input.Text"] = "Pour deux tilleuls…", ["Input.Kind"] = "reply" });

        page.TextOf("#reply .bar").ShouldNotBeEmpty();
        page.One("#reply-text").TextContent.ShouldContain("Pour deux tilleuls…");
        page.Text.ShouldContain("Finalement, trois tilleuls.");
        (await box.Sent()).ShouldBeEmpty();
        await page.Submit("#reply");
        await office.Settle();
        (await box.Sent()).Count.ShouldBe(1);
    }

    [Theory, Trait("Spec", "RQ 5")]
    [InlineData("Input.To", "nobody")]
    [InlineData("Input.To", "")]
    [InlineData("Input.Cc", "Paul")]
    [InlineData("Input.Text", "  ")]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_leaves(string field, string typed)
    {
        var (office, box, page) = await Asked();
        await using var _ = box;
        var input = new Dictionary<string, object?> { ["Input.Text"] = "Bonjour", ["Input.Kind"] = "reply" };
        input[field] = typed;
        page = await page.Submit("#reply", input);
        page.Has("#reply .error").ShouldBeTrue();
        if (field != "Input.Text")
            page.One("#reply-text").TextContent.ShouldContain("Bonjour");
        await office.Settle();
        (await box.Sent()).ShouldBeEmpty();
    }

    private async Task<(Office Office, Postbox Box, Page Page)> Asked()
    {
        var office = await world.Office();
        var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        return (office, box, await office.Get($"/requests/{(await box.Only()).Id}"));
    }
}
