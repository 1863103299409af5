using System.Net;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class QuotePageTests(World world)
{
    [Fact, Trait("Spec", "QU 7")]
    public async Task The_page_shows_number_lines_totals_and_history()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Get($"/quotes/{id}");
        page.Text.ShouldContain("Pas envoyé");
        await office.Send(id);
        page = await office.Get($"/quotes/{id}");
        var quote = await office.Quote(id);
        page.TextOf("#qt").ShouldContain(quote.Number!);
        page.TextOf(".sum .all").ShouldContain(Desk.Euros(quote.Total));
        page.Text.ShouldContain("Dallage en pierre");
        // Options that are ticked at first count in the total, and are shown below.
        page.TextOf("tr.sect td.num").ShouldBe(Desk.Euros(40 * 67 + 38 * 110));
        page.TextOf(".past").ShouldContain("Léa Morel a envoyé la révision 1");
        page.Text.ShouldNotContain("quote.");
    }

    [Fact, Trait("Spec", "QU 7")]
    public async Task The_explanation_adds_up_to_the_total_that_is_shown()
    {
        var office = await world.Office();
        var content = Desk.Content(Desk.Line("A", 3, 33.33m), Desk.Line("B", 1, 19.99m, 10)) with { Discount = Discount.OfPercent(5) };
        var id = await office.Draft(content);
        var page = await office.Get($"/quotes/{id}");
        var steps = Explanation.Of(content, Choice.None).Steps;
        page.All(".steps tbody tr").Count.ShouldBe(steps.Length);
        page.TextOf(".steps tbody tr:last-child").ShouldContain(Desk.Euros((await office.Quote(id)).Total));
    }

    [Theory, Trait("Spec", "QU 8")]
    [InlineData("rejected", "Refusé")]
    [InlineData("expired", "Expiré")]
    [InlineData("withdrawn", "Expiré")]
    public async Task A_status_set_by_hand_is_recorded_with_its_author_and_can_be_opened_again(string act, string status)
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var page = await (await office.Get($"/quotes/{id}/status/{act}")).Submit("form.sheet", new() { ["Input.Reason"] = "price" });
        page.Url.ShouldBe($"/quotes/{id}");
        page.TextOf(".qhead").ShouldContain(status);
        page.TextOf(".past li:first-child").ShouldContain("Léa Morel");
        page = await (await office.Get($"/quotes/{id}/status/open")).Submit("form.sheet");
        page.TextOf(".qhead").ShouldContain("En attente");
    }

    [Fact, Trait("Spec", "QU 8")]
    public async Task A_loss_needs_a_reason_and_an_acceptance_how()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var page = await (await office.Get($"/quotes/{id}/status/rejected")).Submit(
            "form.sheet",
            new() { ["Input.Comment"] = "trop cher" }
        );
        page.Has("#Input_Reason-error").ShouldBeTrue(page.Text);
        page.TextOf("#Input_Comment").ShouldBe("trop cher");
        page = await (await office.Get($"/quotes/{id}/status/accepted")).Submit("form.sheet");
        page.Has("#Input_How-error").ShouldBeTrue(page.Text);
        (await office.Quote(id)).Standing.ShouldBe(Standing.Open);
    }

    [Fact, Trait("Spec", "QU 8")]
    public async Task Winning_by_hand_makes_the_order_and_keeps_how_the_customer_said_so()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var page = await (await office.Get($"/quotes/{id}/status/accepted")).Submit(
            "form.sheet",
            new() { ["Input.How"] = "paper", ["Input.Reference"] = "BC-4711" }
        );
        page.TextOf(".qhead").ShouldContain("Accepté");
        page.TextOf(".facts").ShouldContain("BC-4711");
        (await office.Db(db => db.WorkOrders.CountAsync(o => o.QuoteId == id))).ShouldBe(1);
        (await office.Get($"/quotes/{id}/status/accepted")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Trait("Spec", "QU 9")]
    public async Task A_member_extends_and_never_into_the_past()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var page = await (await office.Get($"/quotes/{id}/status/validity")).Submit("form.sheet", new() { ["Input.Until"] = "2020-01-01" });
        page.Has("#Input_Until-error").ShouldBeTrue(page.Text);
        page = await (await office.Get($"/quotes/{id}/status/validity")).Submit("form.sheet", new() { ["Input.Until"] = "2027-06-30" });
        page.TextOf(".facts").ShouldContain("30 juin 2027");
        (await office.Quote(id)).RevisionCount.ShouldBe(1);
    }

    [Fact, Trait("Spec", "QU 10")]
    public async Task Editing_after_sending_is_marked_and_leaves_what_was_sent()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var editor = await (await office.Get($"/quotes/{id}/edit")).Submit("#part-title", new() { ["Text"] = "Nouveau titre" });
        editor.TextOf("#sent-bar").ShouldContain("1");
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("Modifié depuis l’envoi");
        (await Page.Get(world.Visitor(), link)).Text.ShouldNotContain("Nouveau titre");
    }

    [Fact, Trait("Spec", "QU 12")]
    public async Task A_copy_is_a_draft_of_its_own()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var editor = await (await office.Get($"/quotes/{id}")).Submit("form[action$='/copy']");
        editor.Url.ShouldEndWith("/edit");
        var all = await office.Db(db => db.Quotes.AsNoTracking().OrderBy(q => q.Id).ToListAsync());
        var (old, copy) = (all.Single(q => q.Id == id), all.Single(q => q.Id != id));
        copy.DraftNumber.ShouldNotBe(old.DraftNumber);
        copy.CustomerId.ShouldBe(old.CustomerId);
        copy.Total.ShouldBe(old.Total);
        copy.Content.Items.Select(item => item.Key).Intersect(old.Content.Items.Select(item => item.Key)).ShouldBeEmpty();
        copy.Content.Lines.Count(line => line.Option?.Group == copy.Content.Groups.Single().Key).ShouldBe(2);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task A_signature_is_shown_when_pointed_at()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        var page = await office.Get($"/quotes/{id}");
        page.TextOf(".peek .pop").ShouldContain("Claire Fontanel");
        page.TextOf(".qhead").ShouldContain("Accepté");
        (await office.Get("/quotes")).TextOf(".quotes tbody").ShouldContain("Signé");
    }
}
