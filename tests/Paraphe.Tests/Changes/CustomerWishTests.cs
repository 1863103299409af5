using System.Net;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;
using static Paraphe.Tests.Changes.Wishing;

namespace Paraphe.Tests.Changes;

/// <summary>The customer's side of change requests, without script.</summary>
public sealed class CustomerWishTests(World world)
{
    [Fact, Trait("Spec", "CR 1"), Trait("Spec", "CR 2")]
    public async Task A_saved_wish_stands_under_its_line_can_be_edited_and_taken_back()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var (stone, tree) = (await office.LineOf(id, "Dallage en pierre"), Offers.Tree);
        var page = await Page.Get(world.Visitor(), link);
        // Every priced line and option.
        page.All("[data-wish]").Count.ShouldBe(6);
        page.TextOf(At(stone)).ShouldBe("Demander une modification, Dallage en pierre");

        page = await page.Wish(stone, "La pierre plus claire,\nsi possible.");
        page.Url.ShouldBe(link);
        page.TextOf(At(stone)).ShouldContain("Votre demande par Claire Fontanel, pas encore envoyée La pierre plus claire, si possible.");
        page.TextOf(At(stone)).ShouldContain("Modifier la demande");
        page.TextOf(At(tree)).ShouldNotContain("Votre demande");
        page.TextOf("#s-send").ShouldBe("1 demande de modification prête à partir");

        var dialog = await page.Click($"{At(stone)} [data-wish]");
        dialog.One("#wish").TextContent.ShouldBe("La pierre plus claire,\nsi possible.");
        page = await dialog.Submit("[data-dialog-part]", new() { ["wish"] = "Plutôt du grès." });
        page.TextOf(At(stone)).ShouldContain("Plutôt du grès.");
        page.Text.ShouldNotContain("plus claire");

        page = await page.Wish(tree, "Sans olivier.");
        page.TextOf("#s-send").ShouldStartWith("2 demandes");
        page = await (await page.Click($"{At(stone)} [data-wish]")).Submit("[data-dialog-part]", [], "[data-removes]");
        page.TextOf(At(stone)).ShouldStartWith("Demander une modification");
        page.TextOf(At(tree)).ShouldContain("Sans olivier.");
    }

    [Fact, Trait("Spec", "CR 3")]
    public async Task Nothing_is_told_before_submitting_and_then_everything_once()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var visitor = world.Visitor();
        var stone = await office.LineOf(id, "Dallage en pierre");
        var page = await (await Page.Get(visitor, link)).Wish(stone, "Plus claire");
        page = await page.Wish(Offers.Tree, "Deux oliviers", kind: "Quantity");
        await office.Settle();
        var before = await office.Db(db => db.Notices.CountAsync());
        (await office.Quote(id)).RoundCount.ShouldBe(0);
        (await office.Get($"/quotes/{id}")).Text.ShouldNotContain("Plus claire");

        var sent = await page.SubmitWishes();
        sent.Url.ShouldBe(link);
        sent.TextOf(".toasts").ShouldStartWith("Vos demandes de modification sont envoyées à Jardins du Vallon");
        sent.Has("#s-send").ShouldBeFalse();
        sent.TextOf(At(stone)).ShouldContain("Claire Fontanel a demandé");
        // The same form again does nothing more.
        await page.SubmitWishes();
        var round = (await office.Rounds(id)).ShouldHaveSingleItem();
        round
            .Asked.Select(wish => (wish.LineName, wish.Kind.ToString()))
            .ShouldBe([("Dallage en pierre", "Other"), ("Olivier en pot", "Quantity")]);
        (round.SubmittedBy, round.RevisionNumber).ShouldBe(("Claire Fontanel", 1));
        await office.Settle();
        (await office.Db(db => db.Notices.CountAsync())).ShouldBe(before + 1);
        var quote = await office.Quote(id);
        (quote.RoundCount, quote.HasOpenChanges).ShouldBe((1, true));
        var events = await office.Db(db => db.Events.Where(row => row.QuoteId == id).OrderBy(row => row.Sequence).ToListAsync());
        events.Count(row => row.What == "change.submitted").ShouldBe(1);
        EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
    }

    [Fact, Trait("Spec", "CR 3")]
    public async Task Two_people_of_the_customer_see_each_others_drafts()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit(
            "#send",
            new() { ["Input.Recipients[1].Name"] = "Marc Fontanel", ["Input.Recipients[1].Email"] = "Marc@fontanel.example" }
        );
        await office.Settle();
        var links = await office.LinksOf(id);
        var stone = await office.LineOf(id, "Dallage en pierre");
        var (claire, marc) = (world.Visitor(), world.Visitor());
        await (await Page.Get(claire, links["claire@fontanel.example"])).Wish(stone, "Plus claire");

        var his = await Page.Get(marc, links["Marc@fontanel.example"]);
        his.TextOf(At(stone)).ShouldContain("Une demande de votre côté par Claire Fontanel, pas encore envoyée Plus claire");
        his.TextOf(At(stone)).ShouldContain("Demander une modification");
        his = await his.Wish(stone, "Plus foncée", "Marc");
        // She had not seen his: looks first.
        var hers = await Page.Get(claire, links["claire@fontanel.example"]);
        his = await his.Wish(Offers.Tree, "Sans olivier", "Marc");
        var told = await hers.SubmitWishes();
        told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.Text.ShouldContain("ajoutées ou modifiées entre-temps");
        (await told.SubmitWishes()).Has("#s-send").ShouldBeFalse();
        (await office.Rounds(id)).Single().Asked.Select(wish => wish.Name).ShouldBe(["Claire Fontanel", "Marc", "Marc"]);
    }

    [Fact, Trait("Spec", "CR 9")]
    public async Task A_resend_in_the_meantime_asks_to_look_again_and_carries_the_drafts_over()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var (stone, ground) = (await office.LineOf(id, "Dallage en pierre"), await office.LineOf(id, "Préparation du sol"));
        var visitor = world.Visitor();
        var page = await (await Page.Get(visitor, link)).Wish(stone, "Plus claire");
        page = await page.Wish(ground, "Moins profond");
        var late = await page.Click($"{At(Offers.Tree)} [data-wish]");

        await office.Edit(id, content => content with { Items = [.. content.Items.Where(item => item.Key != ground)] });
        await office.Send(id);
        var newest = await page.SubmitWishes();
        newest.Url.ShouldNotStartWith(link);
        newest.Text.ShouldContain("Le devis a été mis à jour pendant que vous écriviez");
        newest.TextOf(At(stone)).ShouldContain("Plus claire");
        newest.TextOf("#send-changes").ShouldContain("« Préparation du sol » ne figure plus dans le devis");
        newest.TextOf("#send-changes").ShouldContain("Moins profond");
        // A form that was open is kept too.
        (await late.Submit("[data-dialog-part]", new() { ["wish"] = "Sans olivier", ["name"] = "Claire" }))
            .TextOf(At(Offers.Tree))
            .ShouldContain("Sans olivier");

        await (await Page.Get(visitor, newest.Url)).SubmitWishes();
        var round = (await office.Rounds(id)).ShouldHaveSingleItem();
        round.RevisionNumber.ShouldBe(2);
        round.Asked.Select(wish => wish.Text).ShouldBe(["Plus claire", "Sans olivier"]);
        round.Wishes.Length.ShouldBe(3);
    }

    [Fact, Trait("Spec", "CR 9"), Trait("Spec", "CR 10")]
    public async Task The_next_revision_answers_the_round_and_tells_what_changed()
    {
        var office = await world.Office();
        var (id, stone, link) = await office.Asked();
        await office.Edit(
            id,
            content =>
                content with
                {
                    Items = [.. content.Items.Select(item => item.Key == stone ? ((QuoteLine)item) with { UnitPrice = 120 } : item)],
                }
        );
        var next = await office.Send(id);
        var round = (await office.Rounds(id)).Single();
        (round.IsOpen, round.AnsweredRevision).ShouldBe((false, 2));
        var quote = await office.Quote(id);
        (quote.HasOpenChanges, quote.ChangesAnsweredAt).ShouldBe((false, quote.DeliveredAt));
        (await office.Db(db => db.Events.CountAsync(row => row.QuoteId == id && row.What == "change.resent"))).ShouldBe(1);

        var visitor = world.Visitor();
        var page = await Page.Get(visitor, next);
        page.TextOf(".since").ShouldContain("Ce qui a changé depuis la révision 1");
        RoadTests.Figures(page.TextOf(".since")).ShouldContain("ModifiéDallageenpierre+380,00€");
        page.TextOf(At(stone)).ShouldContain("Une pierre plus claire ? Réponse avec la révision 2.");
        page.TextOf(At(stone)).ShouldContain("Demander une modification");
        var compared = await page.Click(".since a");
        RoadTests.Figures(compared.TextOf(".diffs")).ShouldContain("Prix:110,00€120,00€");
        compared.TextOf(".diffs").ShouldContain("Demande n° 1, Claire Fontanel : Une pierre plus claire ?");
        RoadTests.Figures(compared.TextOf("main .sum")).ShouldContain("+456,00€");
        // The old link still shows what was asked of it.
        (await Page.Get(visitor, link))
            .TextOf(At(stone))
            .ShouldContain("Claire Fontanel a demandé");

        // The next wish begins the next round.
        await (await page.Wish(stone, "Encore plus claire")).SubmitWishes();
        (await office.Rounds(id)).Select(one => (one.Round, one.RevisionNumber, one.IsOpen)).ShouldBe([(1, 1, false), (2, 2, true)]);
        var rounds = await Page.Get(visitor, next + "/changes");
        rounds.All("details.fold").Count.ShouldBe(2);
        rounds.TextOf("main").ShouldContain("Encore plus claire");
    }

    [Fact, Trait("Spec", "CR 11")]
    public async Task Signing_while_a_request_is_open_warns_and_then_accepts_as_it_stands()
    {
        var office = await world.Office();
        var (id, _, link) = await office.Asked();
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        sign.TextOf("main .bar.change").ShouldContain("n’a pas encore répondu à vos demandes de modification");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        (await office.Quote(id)).Standing.ShouldBe(Standing.Accepted);
    }
}
