using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;
using Paraphe.Tests.Changes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>A quote that leaves through the request it came from (RQ 7), and one that does not.</summary>
public class ViaRequestTests(World world)
{
    [Fact, Trait("Spec", "RQ 7"), Trait("Spec", "RQ 8")]
    public async Task Sent_via_the_request_the_conversation_holds_mail_and_quote_and_the_answer_joins_it()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, quote) = await Asked(office, box);
        var page = await office.Get($"/quotes/{quote}");

        page = await page.Click("a[href$='/send?via=request']");
        page.One("[name='Input.Recipients[0].Email']").GetAttribute("value").ShouldBe("helene@mel.example");
        page = await page.Submit("#send");
        page.Has(".error").ShouldBeFalse(page.Text);
        await office.Settle();

        var (row, mail) = (await box.Sent()).ShouldHaveSingleItem();
        row.DeliveryId.ShouldNotBeNull();
        mail.InReplyTo.ShouldBe(["a1@mel.example"]);
        mail.References.ShouldBe(["a1@mel.example"]);
        mail.From[0].Address.ShouldBe(box.Address);
        mail.ReplyTo[0].Address.ShouldBe(await box.ReplyAddress(request));
        mail.Text.ShouldContain("https://paraphe.example/q/");
        page = await office.Get($"/requests/{request.Id}");
        page.TextOf(".badge").ShouldBe("Devis envoyé");
        var sent = page.One("article.ours");
        sent.TextContent.ShouldContain("Hélène Perret");
        sent.QuerySelector($"a[href='/quotes/{quote}']").ShouldNotBeNull("The quote stands in the conversation");
        page.All(".beat").Select(line => line.TextContent).ShouldContain(line => line.Contains("envoyé"));
        page.Html.ShouldNotContain("/q/", Case.Sensitive, "The customer's link is hers alone");
        (await office.Db(db => db.Deliveries.SingleAsync())).SentAt.ShouldNotBeNull();

        await box.Deliver(Letters.Ask("RE: devis", "<a9@mel.example>", text: "C’est parfait, merci."), mail.ReplyTo[0].Address);
        (await box.Only()).IsUnread.ShouldBeTrue();
        (await box.Messages(request)).Count(message => message.Kind == MessageKind.In).ShouldBe(2);

        var sign = await Page.Get(world.Visitor(), await office.LinkTo("helene@mel.example", quote) + "/sign");
        var signed = Portal.RoadTests.Signed();
        signed["name"] = "Hélène Perret";
        (await sign.Submit("form.sheet", signed)).Url.ShouldEndWith("/thanks");
        await office.Settle();
        page = await office.Get($"/requests/{request.Id}");
        page.TextOf(".badge").ShouldBe("Devis accepté");
        page.All(".beat")
            .Single(line => line.TextContent.Contains("Hélène Perret a signé le devis"))
            .QuerySelector($"a[href='/quotes/{quote}']")
            .ShouldNotBeNull();
    }

    [Fact, Trait("Spec", "RQ 7"), Trait("Spec", "RQ 8")]
    public async Task A_refusal_stands_in_the_conversation_too()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, quote) = await Asked(office, box);
        await (await office.Get($"/quotes/{quote}/send?via=request")).Submit("#send");
        await office.Settle();
        var reject = await Page.Get(world.Visitor(), await office.LinkTo("helene@mel.example", quote) + "/reject");
        await reject.Submit("main form", new() { ["reason"] = "price" });
        await office.Settle();
        var page = await office.Get($"/requests/{request.Id}");
        page.TextOf(".badge").ShouldBe("Devis refusé");
        page.All(".beat").ShouldContain(line => line.TextContent.Contains("Hélène Perret a refusé le devis"));
    }

    [Fact, Trait("Spec", "CR 4")]
    public async Task Who_takes_care_of_the_request_hears_of_wished_changes()
    {
        var office = await world.Office();
        var colleague = await office.With(Domain.Accounts.Role.Estimator);
        await using var box = await Postbox.Open(office);
        var (request, quote) = await Asked(office, box);
        await office.Db(async db =>
        {
            (await db.Requests.SingleAsync(row => row.Id == request.Id)).AssignTo(colleague.Member.Id);
            await db.SaveChangesAsync();
        });
        var page = await Page.Get(world.Visitor(), await office.Send(quote));
        await (await page.Wish(Offers.Tree, "Sans olivier")).SubmitWishes();
        await office.Settle();
        (await colleague.Get("/notices")).Text.ShouldContain("demande des modifications");
    }

    [Fact, Trait("Spec", "RQ 7")]
    public async Task Sent_from_the_quote_itself_the_member_is_told_that_answers_go_elsewhere()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (request, quote) = await Asked(office, box);

        var page = await office.Get($"/quotes/{quote}/send");
        page.Text.ShouldContain("ne rejoindront pas la conversation");
        page = await page.Submit("#send");
        page.Has(".error").ShouldBeFalse(page.Text);
        await office.Settle();

        (await box.Messages(request)).ShouldNotContain(message => message.Kind == MessageKind.Out);
        (await office.Get($"/requests/{request.Id}")).TextOf(".badge").ShouldBe("Devis envoyé");
    }

    [Fact, Trait("Spec", "RQ 10")]
    public async Task From_the_own_address_replies_carry_it_and_no_token()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeProfile(account.Profile with { Email = "bonjour@vallon.example" });
            account.ChangeSettings(
                account.Settings with
                {
                    Mail = account.Settings.Mail with { FromAddress = "bonjour@vallon.example" },
                    Requests = account.Settings.Requests with { FromOwnAddress = true },
                }
            );
            await db.SaveChangesAsync();
        });
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        var page = await office.Get($"/requests/{(await box.Only()).Id}");
        await page.Submit("#reply", new() { ["Input.Text"] = "Je passe jeudi.", ["Input.Kind"] = "reply" });
        await office.Settle();

        var (_, mail) = (await box.Sent()).ShouldHaveSingleItem();
        mail.From[0].Address.ShouldBe("bonjour@vallon.example");
        mail.ReplyTo.ShouldBeEmpty();
    }

    private static async Task<(Request Request, Guid Quote)> Asked(Office office, Postbox box)
    {
        await box.Deliver(Letters.Ask());
        var request = await box.Only();
        var quote = await office.Draft(kind: Domain.Customers.CustomerKind.Person);
        await office.Db(async db =>
        {
            (await db.Quotes.SingleAsync(row => row.Id == quote)).FromRequest(request.Id);
            var customer = await db.Customers.SingleAsync();
            customer.Change(customer.Details with { Name = "Hélène Perret", Email = "helene@mel.example" });
            await db.SaveChangesAsync();
        });
        await office.Settle();
        return (request, quote);
    }
}
