using Paraphe.Domain.Requests;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Requests;

/// <summary>Replies find their conversation though mail programs and gateways rewrite headers (RQ 5); wrong matches are repaired.</summary>
public class ThreadTests(World world)
{
    /// <summary>TOKEN is the reply address's local part, ID our message's id.</summary>
    [Theory, Trait("Spec", "RQ 5")]
    [InlineData("as sent", "reply", "In-Reply-To: <ID>\nReferences: <a1@mel.example> <ID>")]
    [InlineData("the token alone, ids rewritten", "reply", "In-Reply-To: <other@gateway.example>\nReferences: <x@gateway.example>")]
    [InlineData("capitals", "REPLY", "")]
    [InlineData("delivered elsewhere, token in To", "requests", "To: \"Jardins\" <TOKEN@paraphe.example>")]
    [InlineData("token in a gateway's prefix", "requests", "To: <prvs=0123abcd=TOKEN@paraphe.example>")]
    [InlineData("plus written as a dash", "requests", "X-Original-To: reply-BARE@paraphe.example")]
    [InlineData("Reply-To lost: In-Reply-To", "requests", "In-Reply-To: <ID>")]
    [InlineData("old style words beside the id", "requests", "In-Reply-To: Your message of \"Sat, 21 Nov 2026\" <ID>")]
    [InlineData(
        "Outlook: In-Reply-To rewritten, References kept",
        "requests",
        "In-Reply-To: <AM0PR05MB1@eurprd05.prod.outlook.example>\nReferences: <a1@mel.example>\n <ID>\nThread-Index: AdgBAAAA\nThread-Topic: Taille"
    )]
    [InlineData("References with commas", "requests", "References: <a1@mel.example>,<ID>")]
    [InlineData("only the first message of the thread", "requests", "References: <a1@mel.example>")]
    public async Task A_reply_joins(string how, string to, string headers)
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, mail) = await Answered(office, box);
        var address = mail.ReplyTo[0].Address;
        var local = address.Split('@')[0];
        headers = headers
            .Replace("TOKEN", local, StringComparison.Ordinal)
            .Replace("BARE", local[6..], StringComparison.Ordinal)
            .Replace("ID", mail.MessageId, StringComparison.Ordinal);

        await box.Deliver(
            Letters.Ask("Antw: irgendwas", "<a2@mel.example>", more: headers, text: "Jeudi me convient."),
            to switch
            {
                "reply" => address,
                "REPLY" => address.ToUpperInvariant(),
                _ => box.Address,
            }
        );

        (await box.Only()).Id.ShouldBe(request.Id, how);
        (await box.Messages(request)).ShouldContain(message => message.Text == "Jeudi me convient.");
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task A_colleague_of_the_customer_joins_and_a_stranger_with_made_up_ids_does_not()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, mail) = await Answered(office, box);
        await box.Deliver(
            Letters.Ask("RE: Taille", "<b1@mel.example>", "Paul <paul@mel.example>", $"In-Reply-To: <{mail.MessageId}>", "D’accord.")
        );
        (await box.Only()).Id.ShouldBe(request.Id);

        var other = await world.Office();
        await using var their = await Postbox.Open(other);
        await their.Deliver(
            Letters.Ask(
                "RE: Taille",
                "<b2@mel.example>",
                more: $"In-Reply-To: <{mail.MessageId}>\nX-Original-To: {mail.ReplyTo[0].Address}"
            )
        );
        (await their.Only()).Id.ShouldNotBe(request.Id, "Ids and tokens of another account lead nowhere");
        (await box.Messages(request)).Count(message => message.Kind == MessageKind.In).ShouldBe(2);
    }

    [Theory, Trait("Spec", "RQ 5")]
    [InlineData("RE: [EXT] Taille de deux tilleuls")]
    [InlineData("Aw: Re: TAILLE DE DEUX TILLEULS")]
    public async Task Sender_and_subject_alone_ask_a_member(string subject)
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, mail) = await Answered(office, box);
        await box.Deliver(Letters.Ask(subject, "<a2@mel.example>", text: "Jeudi me convient."));
        var second = (await box.Requests()).Single(row => row.Id != request.Id);

        var page = await office.Get($"/requests/{second.Id}");
        page.TextOf(".bar").ShouldContain("Taille de deux tilleuls");
        page = await page.Submit($".bar form[action='/requests/{second.Id}/join']", [], ".bar button[name='to']");

        page.Url.ShouldStartWith($"/requests/{request.Id}");
        (await box.Only()).Id.ShouldBe(request.Id);
        page.All("article.msg").Count.ShouldBe(3);
        // Both addresses lead to the one conversation now.
        await box.Deliver(Letters.Ask("Re: x", "<a3@mel.example>", text: "Encore moi."), await box.ReplyAddress(second));
        await box.Deliver(Letters.Ask("Re: x", "<a4@mel.example>", text: "Et encore."), mail.ReplyTo[0].Address);
        (await box.Messages(await box.Only())).Count(message => message.Kind == MessageKind.In).ShouldBe(4);
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task Kept_apart_they_stay_apart()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, _) = await Answered(office, box);
        await box.Deliver(Letters.Ask("Taille de deux tilleuls", "<a2@mel.example>", text: "Une autre haie."));
        var second = (await box.Requests()).Single(row => row.Id != request.Id);
        var page = await (await office.Get($"/requests/{second.Id}")).Submit(
            $".bar form[action='/requests/{second.Id}/join']",
            [],
            ".bar button[name='keep']"
        );
        page.Has(".bar form[action$='/join']").ShouldBeFalse();
        (await box.Requests()).Count.ShouldBe(2);
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task A_message_in_the_wrong_place_is_split_off_and_moved_back()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, mail) = await Answered(office, box);
        await box.Deliver(
            Letters.Ask("Autre chantier", "<a2@mel.example>", text: "Et pour mon voisin, une clôture ?"),
            mail.ReplyTo[0].Address
        );
        var wrong = (await box.Messages(request)).Single(message => message.Subject == "Autre chantier");

        var page = await (await office.Get($"/requests/{request.Id}")).Click($"#m-{wrong.Id} a[href*='/move']");
        page.Text.ShouldContain("Et pour mon voisin");
        page = await page.Submit("form:has(button[name='split'])", [], "button[name='split']");
        page.TextOf("h1").ShouldBe("Autre chantier");
        page.TextOf("article.msg").ShouldContain("Et pour mon voisin");
        (await box.Requests()).Count.ShouldBe(2);
        (await office.Get($"/requests/{request.Id}")).All("article.msg").Count.ShouldBe(2);

        var split = (await box.Requests()).Single(row => row.Id != request.Id);
        page = await office.Get($"/requests/{split.Id}/move?message={wrong.Id}");
        page = await page.Submit("form.sheet", new() { ["to"] = request.Id.ToString() });
        page.Url.ShouldStartWith($"/requests/{request.Id}");
        page.All("article.msg").Count.ShouldBe(3);
    }

    private static async Task<(Request Request, MailMessage Mail)> Answered(Office office, Postbox box)
    {
        await box.Deliver(Letters.Ask());
        var request = await box.Only();
        await (await office.Get($"/requests/{request.Id}")).Submit(
            "#reply",
            new() { ["Input.Text"] = "Bonjour Madame, je passe jeudi.", ["Input.Kind"] = "reply" }
        );
        await office.Settle();
        return (request, (await box.Sent()).ShouldHaveSingleItem().Message);
    }
}
