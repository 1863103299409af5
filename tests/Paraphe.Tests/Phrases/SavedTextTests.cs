using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Phrases;

public sealed class SavedTextTests(World world)
{
    [Fact, Trait("Spec", "QU 2")]
    public async Task A_saved_text_is_written_previewed_and_inserted_into_a_quote_of_its_language()
    {
        var office = await world.Office();
        var page = await office.Get("/texts?kind=Terms");
        var preview = await page.Submit(
            "#write",
            new() { ["Input.Text"] = "Total {total} pour {recipient}" },
            "#write button[formaction*=Preview]"
        );
        preview.TextOf("#preview").ShouldContain("pour Claire Fontanel");
        (await office.Account()).Settings.Phrases.ShouldBeEmpty();
        page = await page.Submit(
            "#write",
            new()
            {
                ["Input.Name"] = "Garantie",
                ["Input.Language"] = "fr",
                ["Input.Text"] = "Reprise garantie un an.",
            }
        );
        page.TextOf(".saved-text h2").ShouldBe("Garantie");
        await page.Submit(
            "#write",
            new()
            {
                ["Input.Name"] = "Garantie nl",
                ["Input.Language"] = "nl",
                ["Input.Text"] = "Eén jaar waarborg.",
            }
        );

        var id = await office.Draft(
            new QuoteContent
            {
                Title = "Haie",
                Language = "fr-FR",
                Terms = "Acompte 30 %.",
            }
        );
        var editor = await office.Get($"/quotes/{id}/edit");
        editor.All("#saved-terms option").Select(option => option.TextContent).ShouldBe(["Garantie"]);
        await editor.Submit($"form[action='/quotes/{id}/texts']");
        (await office.Quote(id)).Content.Terms.ShouldBe("Acompte 30 %.\n\nReprise garantie un an.");
    }

    [Fact, Trait("Spec", "QU 2")]
    public async Task A_formatted_text_keeps_its_marks_when_it_joins_plain_words()
    {
        var office = await world.Office();
        var page = await (await office.Get("/texts?kind=Scope")).Submit(
            "#write",
            new() { ["Input.Name"] = "Compris", ["Input.Text"] = "<p>Avec <b>soin</b><script>x</script></p>" }
        );
        page.TextOf(".saved-text .pre").ShouldBe("Avec soin");
        var id = await office.Draft(
            new QuoteContent
            {
                Title = "Haie",
                Language = "fr-FR",
                Scope = "Taille & ramassage.",
            }
        );
        await (await office.Get($"/quotes/{id}/edit")).Submit($"#part-scope + form[action='/quotes/{id}/texts']");
        (await office.Quote(id)).Content.Scope.ShouldBe("<p>Taille &amp; ramassage.</p><p>Avec <strong>soin</strong></p>");
    }

    [Fact, Trait("Spec", "SN 1")]
    public async Task A_saved_mail_replaces_the_standard_text_of_sending()
    {
        var office = await world.Office();
        await (await office.Get("/texts?kind=Mail")).Submit(
            "#write",
            new()
            {
                ["Input.Name"] = "Relance",
                ["Input.Subject"] = "Votre projet {title}",
                ["Input.Text"] = "Bonjour {recipient}, où en êtes-vous ?",
            }
        );
        var id = await office.Draft();
        var send = await office.Get($"/quotes/{id}/send");
        send = await send.Click("a[href*='send?text=']");
        send.One("[name='Input.Subject']").GetAttribute("value").ShouldBe("Votre projet {title}");
        send.TextOf("[name='Input.Body']").ShouldContain("où en êtes-vous");
    }

    [Theory, Trait("Spec", "QU 2")]
    [InlineData("Input.Name", "", "Input_Name")]
    [InlineData("Input.Text", "", "Input_Text")]
    [InlineData("Input.Text", "Bonjour {recipent}", "Input_Text")]
    public async Task What_cannot_be_gets_a_message_and_is_kept(string field, string typed, string at)
    {
        var office = await world.Office();
        var form = new Dictionary<string, object?> { ["Input.Name"] = "Nom", ["Input.Text"] = "Texte" };
        form[field] = typed;
        var page = await (await office.Get("/texts?kind=Scope")).Submit("#write", form);
        page.TextOf($"#{at}-error").ShouldNotBeEmpty();
        (await office.Account()).Settings.Phrases.ShouldBeEmpty();
        (await (await office.With(Role.Estimator)).Get("/texts")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
