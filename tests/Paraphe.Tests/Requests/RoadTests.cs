using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>From the mail that asks to the quote that answers, as a member without script walks it.</summary>
public class RoadTests(World world)
{
    [Fact, Trait("Spec", "RQ 2")]
    public async Task A_mail_to_the_request_address_becomes_a_request_with_all_it_says()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);

        await box.Deliver(Letters.Ask());

        var request = await box.Only();
        request.Subject.ShouldBe("Taille de deux tilleuls");
        request.Name.ShouldBe("Hélène Perret");
        request.Email.ShouldBe("helene@mel.example");
        request.Status.ShouldBe(RequestStatus.Received);
        request.IsUnread.ShouldBeTrue();
        request.Language.ShouldBe("fr");
        request.Requester.Phone.ShouldBe("06 77 88 99 00");
        request.Requester.Address.OneLine.ShouldBe("8 chemin des Vignes, 74600 Seynod");
        var list = await office.Get("/requests");
        list.TextOf("table.requests").ShouldContain("Hélène Perret");
        list.TextOf("#request-address").ShouldBe(box.Address);
        var page = await office.Get($"/requests/{request.Id}");
        page.TextOf("article.msg").ShouldContain("Deux tilleuls touchent la toiture.");
        page.TextOf("aside").ShouldContain("06 77 88 99 00");
        (await box.Only()).IsUnread.ShouldBeFalse();
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Whoever_is_not_known_hears_550()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await using var line = await Paraphe.Tests.Mail.SmtpClientLine.OpenAsync(box.Endpoint);

        (await line.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("250");
        (await line.SayAsync("RCPT TO:<nobody@paraphe.example>")).ShouldStartWith("550");
        (await line.SayAsync($"RCPT TO:<{box.Address.Split('@')[0]}@elsewhere.example>")).ShouldStartWith("550");
        (await line.SayAsync($"RCPT TO:<reply+{new string('a', 52)}@paraphe.example>")).ShouldStartWith("550");
        (await line.SayAsync($"RCPT TO:<{box.Address.ToUpperInvariant()}>")).ShouldStartWith("250");
    }

    [Fact, Trait("Spec", "RQ 5")]
    public async Task A_reply_leaves_with_the_headers_of_the_thread_and_its_answer_joins_it()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        var request = await box.Only();
        var page = await office.Get($"/requests/{request.Id}");

        page = await page.Submit("#reply", new() { ["Input.Text"] = "Bonjour Madame, je passe jeudi.", ["Input.Kind"] = "reply" });
        await office.Settle();

        page.TextOf("article.ours").ShouldContain("je passe jeudi");
        var (row, mail) = (await box.Sent()).ShouldHaveSingleItem();
        row.State.ShouldBe(MailState.Outbox);
        row.ReturnPath!.ShouldStartWith("bounce+");
        mail.To[0].Address.ShouldBe("helene@mel.example");
        mail.Subject.ShouldBe("Re: Taille de deux tilleuls");
        mail.InReplyTo.ShouldBe(["a1@mel.example"]);
        mail.References.ShouldBe(["a1@mel.example"]);
        mail.ReplyTo[0].Address.ShouldBe(await box.ReplyAddress(request));
        mail.From[0].Address.ShouldBe(box.Address);
        mail.Text.ShouldContain("> Deux tilleuls touchent la toiture.");
        mail.Headers.Has("Auto-Submitted").ShouldBeFalse();
        (await box.Only()).Status.ShouldBe(RequestStatus.Answered);

        await box.Deliver(
            Letters.Ask(
                "Re: Taille de deux tilleuls",
                "<a2@mel.example>",
                text: "Jeudi me convient.\n\nLe 21/11, Léa a écrit :\n> Bonjour Madame, je passe jeudi."
            ),
            mail.ReplyTo[0].Address
        );

        var answered = await box.Only();
        answered.IsUnread.ShouldBeTrue();
        (await box.Messages(answered)).Count(message => message.Kind == MessageKind.In).ShouldBe(2);
        page = await office.Get($"/requests/{request.Id}");
        var answer = page.All("article.msg").Single(article => article.TextContent.Contains("Jeudi me convient."));
        answer.QuerySelector("p.words")!.TextContent.ShouldBe("Jeudi me convient.");
        answer.QuerySelector("details.quoted")!.TextContent.ShouldContain("je passe jeudi");
    }

    [Fact, Trait("Spec", "RQ 4"), Trait("Spec", "RQ 6"), Trait("Spec", "RQ 8")]
    public async Task A_quote_of_a_request_asks_who_it_is_for_and_carries_the_customer_over()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        var request = await box.Only();

        var page = await (await office.Get($"/requests/{request.Id}")).Submit($"form[action='/requests/{request.Id}/quote']");

        page.Url.ShouldBe($"/requests/{request.Id}/customer?customer=new&then=quote");
        page.One("[name='NewCustomer.Name']").GetAttribute("value").ShouldBe("Hélène Perret");
        page.One("[name='NewCustomer.Phone']").GetAttribute("value").ShouldBe("06 77 88 99 00");
        page.One("[name='NewCustomer.Address.City']").GetAttribute("value").ShouldBe("Seynod");
        page = await page.Submit("form.sheet");
        await office.Settle();

        var quote = await office.Db(db => db.Quotes.AsNoTracking().SingleAsync());
        page = await office.Get($"/requests/{request.Id}");
        quote.RequestId.ShouldBe(request.Id);
        quote.CustomerName.ShouldBe("Hélène Perret");
        quote.Title.ShouldBe("Taille de deux tilleuls");
        var customer = await office.Db(db => db.Customers.AsNoTracking().SingleAsync());
        customer.IsProspect.ShouldBeTrue();
        page.TextOf(".badge").ShouldBe("Devis créé");
        page.TextOf("aside").ShouldContain(quote.ShownNumber);
    }

    [Fact, Trait("Spec", "RQ 9")]
    public async Task Cancelling_is_undone_spam_has_its_tab_and_deleting_leaves_the_quotes()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        var request = await box.Only();
        var url = $"/requests/{request.Id}";

        var page = await (await office.Get(url)).Submit($"form[action='{url}/acts']", [], "button[value='cancel']");
        page.TextOf(".badge").ShouldBe("Annulée");
        page = await page.Submit($".bar form[action='{url}/acts']", [], ".bar button[value='undoCancel']");
        page.TextOf(".badge").ShouldBe("Reçue");

        page = await page.Submit($"form[action='{url}/acts']", [], "button[value='spam']");
        (await office.Get("/requests?tab=all")).Has("table.requests").ShouldBeFalse();
        (await office.Get("/requests?tab=spam")).TextOf("table.requests").ShouldContain("Hélène");

        page = await (await office.Get(url + "/delete")).Submit("form.sheet");
        page.Url.ShouldBe("/requests");
        (await box.Requests()).ShouldBeEmpty();
        (await office.Get(url)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "RQ 3")]
    public async Task A_request_is_added_by_hand_with_a_name_alone()
    {
        var office = await world.Office();
        var page = await office.Get("/requests/new");

        page = await page.Submit(
            "form.sheet",
            new()
            {
                ["customer"] = "name",
                ["Name"] = "Jean-Luc Mermet",
                ["Phone"] = "06 12 34 56 78",
                ["Subject"] = "Souche à enlever",
                ["Words"] = "Rappeler après 17 h.",
            }
        );

        page.TextOf("h1").ShouldBe("Souche à enlever");
        page.TextOf("article.memo").ShouldContain("Rappeler après 17 h.");
        page.TextOf("aside").ShouldContain("Jean-Luc Mermet");
        page.One("#assignee option[selected]").TextContent.ShouldBe("Léa Morel");
    }

    [Fact, Trait("Spec", "RQ 1")]
    public async Task Without_the_app_there_is_no_page_no_entry_and_no_address()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { Apps = [] });
            await db.SaveChangesAsync();
        });

        (await office.Get("/requests")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await office.Get("/quotes")).Has("nav.side a[href='/requests']").ShouldBeFalse();
        await using var line = await Paraphe.Tests.Mail.SmtpClientLine.OpenAsync(box.Endpoint);
        await line.SayAsync("MAIL FROM:<a@b.example>");
        (await line.SayAsync($"RCPT TO:<{box.Address}>")).ShouldStartWith("550");
    }

    [Fact, Trait("Spec", "AC 1")]
    public async Task Another_account_finds_nothing_and_a_viewer_changes_nothing()
    {
        var office = await world.Office();
        var stranger = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        var request = await box.Only();
        var message = (await box.Messages(request)).Single(row => row.Kind == MessageKind.In);
        string[] places =
        [
            $"/requests/{request.Id}",
            $"/requests/{request.Id}/customer",
            $"/requests/{request.Id}/delete",
            $"/requests/{request.Id}/join",
            $"/requests/{request.Id}/move?message={message.Id}",
            $"/requests/messages/{message.Id}/source",
            $"/requests/messages/{message.Id}/html",
        ];
        foreach (var place in places)
            (await stranger.Get(place)).Status.ShouldBe(HttpStatusCode.NotFound, place);

        var viewer = await office.With(Role.Viewer);
        var page = await viewer.Get($"/requests/{request.Id}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Has("#reply").ShouldBeFalse();
        foreach (var place in places[1..5])
            (await viewer.Get(place)).Status.ShouldBe(HttpStatusCode.NotFound, place);
        (await box.Only()).IsUnread.ShouldBeTrue("A viewer's look answers nobody");
    }
}
