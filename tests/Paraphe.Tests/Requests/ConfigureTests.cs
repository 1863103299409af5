using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>What the Owner sets of the inbox, and the door for programs that is opened there.</summary>
public class ConfigureTests(World world)
{
    [Fact, Trait("Spec", "RQ 1")]
    public async Task The_Owner_goes_from_the_list_to_the_settings_and_nobody_else_does()
    {
        var office = await world.Office();

        var page = await (await office.Get("/requests")).Click("a[href='/requests/configure']");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.TextOf("#request-address").ShouldBe((await office.Account()).RequestName + "@paraphe.example");
        var colleague = await office.With(Role.Manager);
        (await colleague.Get("/requests")).Has("a[href='/requests/configure']").ShouldBeFalse();
        (await colleague.Get("/requests/configure")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "RQ 10"), Trait("Spec", "RQ 11"), Trait("Spec", "RQ 12")]
    public async Task What_is_set_is_kept_and_empty_rows_are_left_out()
    {
        var office = await world.Office();
        var page = await (await office.Get("/requests/configure")).Submit(
            "#configure",
            new()
            {
                ["Input.AutoReply"] = "true",
                ["Input.AutoReplies[1].Subject"] = "Bien reçu",
                ["Input.AutoReplies[1].Body"] = "Bonjour {requester}, nous lisons votre demande.",
                ["Input.Replies[0].Name"] = "Visite",
                ["Input.Replies[0].Text"] = "Je peux passer jeudi.",
                ["Input.FormIsOn"] = "true",
                ["Input.Fields[0]"] = "Required",
                ["Input.TrustedRelay"] = "mx.vallon.example",
            }
        );

        page.Has(".error").ShouldBeFalse(page.Text);
        var settings = (await office.Account()).Settings.Requests;
        settings.AutoReply.ShouldBeTrue();
        settings.AutoReplyTexts.Keys.ShouldBe(["fr"]);
        settings.Replies.ShouldHaveSingleItem().Text.ShouldBe("Je peux passer jeudi.");
        settings.Form.Fields.ShouldContain(new FormField(FormField.All[0], Required: true));
        settings.TrustedRelay.ShouldBe("mx.vallon.example");
        page.One("#form-url").GetAttribute("href").ShouldEndWith("/r/" + (await office.Account()).RequestName);
        page.One("#snippet").TextContent.ShouldContain("<iframe src=");
        page.All("[name='Input.Replies[1].Name']").ShouldHaveSingleItem();

        page = await page.Submit("#configure", new() { ["Input.Replies[0].Text"] = "" });
        (await office.Account()).Settings.Requests.Replies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_leaves_fields_out_and_is_refused_is_shown_whole_again()
    {
        var office = await world.Office();
        var page = await office.Get("/requests/configure");
        var sent = page.FieldsOf("#configure")
            .Where(field => !field.Key.StartsWith("Input.AutoReplies", StringComparison.Ordinal))
            .Where(field => field.Key is not "Input.TrustedRelay")
            .Append(new("Input.TrustedRelay", new string('x', 300)));
        page = await page.Post("/requests/configure", new FormUrlEncodedContent(sent));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Has(".error").ShouldBeTrue();
        page.Has("[name='Input.AutoReplies[4].Subject']").ShouldBeTrue();
    }

    [Fact]
    public async Task A_program_hands_mail_over_with_the_key_that_was_shown_once()
    {
        var office = await world.Office();
        var page = await (await office.Get("/requests/configure")).Submit("#doors form");
        var key = page.TextOf("#inbound-key");
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await office.Get("/requests/configure")).Html.ShouldNotContain(key);

        (await Hand(key, Letters.Ask())).ShouldBe(HttpStatusCode.Accepted);
        await office.Settle();

        await using var box = await Postbox.Open(office);
        var request = await box.Only();
        request.Name.ShouldBe("Hélène Perret");
        (await Hand(key, Letters.Ask(text: "Réponse"), await box.ReplyAddress(request))).ShouldBe(HttpStatusCode.Accepted);
        await office.Settle();
        (await box.Messages(request)).Count(message => message.Kind == MessageKind.In).ShouldBe(2);

        var stranger = await world.Office();
        await using var other = await Postbox.Open(stranger);
        (await Hand(key, Letters.Ask(), other.Address)).ShouldBe(HttpStatusCode.UnprocessableEntity, "A key opens its own account only");
        (await Hand(key + "x", Letters.Ask())).ShouldBe(HttpStatusCode.Unauthorized);
        (await Hand("", Letters.Ask())).ShouldBe(HttpStatusCode.Unauthorized);
        await (await office.Get("/requests/configure")).Submit("#doors form");
        (await Hand(key, Letters.Ask())).ShouldBe(HttpStatusCode.Unauthorized, "A new key ends the old one");
    }

    private async Task<HttpStatusCode> Hand(string key, string raw, string? to = null)
    {
        using var program = world.Visitor();
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            "/mail/inbound" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to))
        );
        message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(raw.ReplaceLineEndings("\r\n")));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        if (key.Length > 0)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await program.SendAsync(message);
        return answer.StatusCode;
    }
}
