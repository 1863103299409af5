using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Tests.Portal;
using static Paraphe.Tests.Changes.Wishing;

namespace Paraphe.Tests.Changes;

/// <summary>The members' side of change requests.</summary>
public sealed class OfficeChangeTests(World world)
{
    [Fact, Trait("Spec", "CR 4")]
    public async Task The_seller_and_who_follows_the_project_hear_of_it_by_bell_and_mail()
    {
        var office = await world.Office();
        var (colleague, stranger) = (await office.With(Role.Estimator), await office.With(Role.Estimator));
        var id = await office.Draft();
        await office.InProject(id);
        await (await colleague.Get($"/quotes/{id}")).Submit("form[action$='handler=Follow']");
        var link = await office.Send(id);
        var page = await Page.Get(world.Visitor(), link);
        await (await page.Wish(Offers.Tree, "Sans olivier")).SubmitWishes();
        await office.Settle();

        var told = await office.Db(db => db.Notices.Where(row => row.Kind == NoticeKinds.ChangesRequested).ToListAsync());
        told.Select(notice => notice.MemberId).ShouldBe([office.Member.Id, colleague.Member.Id], ignoreOrder: true);
        told.ShouldAllBe(notice => notice.Url == $"/quotes/{id}/changes");
        (await stranger.Get("/notices")).Text.ShouldNotContain("demande des modifications");
        (await office.Get("/notices")).Text.ShouldContain("Claire Fontanel demande des modifications");
        var mails = await office.Db(db => db.OutgoingMails.Where(row => row.Subject.Contains("demande des modifications")).ToListAsync());
        mails.Select(mail => mail.ToAddress).ShouldContain(office.Member.Email!);
    }

    [Fact, Trait("Spec", "CR 5"), Trait("Spec", "CR 8")]
    public async Task An_orange_bar_names_the_quote_and_turns_grey_when_the_next_revision_is_sent()
    {
        var office = await world.Office();
        var (id, _, _) = await office.Asked();
        var number = (await office.Quote(id)).Number!;
        var page = await office.Get($"/quotes/{id}");
        var bar = page.TextOf(".bar.change.under");
        bar.ShouldContain($"Claire Fontanel demande 1 modification de {number}");
        bar.ShouldContain("0 sur 1 terminées");
        bar.ShouldContain("Voir la demande de modification");
        page.TextOf("details.menu a[href$='/send']").ShouldBe("Envoyer le devis au client");
        page.TextOf("ol.past").ShouldContain("Claire Fontanel a demandé 1 modification");

        var send = await page.Click("details.menu a[href$='/send']");
        send.TextOf(".bar.change").ShouldContain("pas encore cochées comme terminées : 1 sur 1");
        (await office.Get($"/quotes/{id}")).Has(".bar.change.under").ShouldBeTrue();
        await send.Submit("#send");
        page = await office.Get($"/quotes/{id}");
        page.Has(".bar.change.under").ShouldBeFalse();
        page.TextOf(".bar.resent").ShouldContain($"Demandes sur {number} traitées : la révision 2 a été envoyée le");
    }

    [Fact, Trait("Spec", "CR 6"), Trait("Spec", "CR 7")]
    public async Task A_line_is_edited_with_its_wish_beside_it_ticked_and_answered()
    {
        var office = await world.Office();
        var (id, stone, link) = await office.Asked();
        var page = await (await office.Get($"/quotes/{id}")).Click(".bar.change a");
        page.TextOf("h1").ShouldBe("Ce que demande Claire Fontanel");
        page.TextOf(".wishrow").ShouldContain("Dallage en pierre");
        page.TextOf(".said").ShouldBe("Une pierre plus claire ?");

        var product = await page.Click(".wishrow > a.btn");
        product.TextOf("aside").ShouldContain("Une pierre plus claire ?");
        product = await product.Submit("form.product", new() { ["UnitPrice"] = "120", ["Name"] = "Dallage en pierre claire" });
        product.TextOf(".toasts").ShouldContain("Modifications enregistrées");
        var line = (await office.Quote(id)).Content.Line(stone)!;
        (line.Name, line.UnitPrice, line.Quantity).ShouldBe(("Dallage en pierre claire", 120m, 38m));
        product.All("a.btn").ShouldContain(a => a.GetAttribute("href") == $"/quotes/{id}/edit#row-{stone}");

        product = await product.Submit("aside form", new() { ["done"] = "true" });
        product.One("aside input[name=done]").HasAttribute("checked").ShouldBeTrue();
        page = await office.Get($"/quotes/{id}/changes");
        page.TextOf(".wishrow.done").ShouldContain($"Terminé par {office.Member.Name}");
        page.TextOf(".pro").ShouldContain("1 sur 1 terminées.");
        page.TextOf(".diffs").ShouldContain("Demande n° 1, Claire Fontanel : Une pierre plus claire ?");
        // A tick sends nothing.
        (await Page.Get(world.Visitor(), link)).Text.ShouldNotContain("Terminé");

        page = await page.Submit(
            "form[action$='handler=Answer']",
            new() { ["possible"] = "true", ["words"] = "Une pierre de Vals, plus claire." }
        );
        page.TextOf(".answer-note").ShouldContain("Une pierre de Vals");
        (await Page.Get(world.Visitor(), link)).Text.ShouldNotContain("Vals");
        var next = await office.Send(id);
        (await Page.Get(world.Visitor(), next)).TextOf(At(stone)).ShouldContain("C’est fait. Une pierre de Vals, plus claire.");
        (await office.Get($"/quotes/{id}/changes")).Has("form[action$='handler=Answer']").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "CR 7")]
    public async Task An_impossible_wish_needs_words_and_what_was_typed_is_told_at_its_place()
    {
        var office = await world.Office();
        var (id, _, _) = await office.Asked();
        var page = await (await office.Get($"/quotes/{id}/changes")).Submit(
            "form[action$='handler=Answer']",
            new() { ["possible"] = "false", ["words"] = "  " }
        );
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.TextOf(".reply-fold .error").ShouldContain("pourquoi ce n’est pas possible");
        (await office.Rounds(id)).Single().Asked.Single().Answer.ShouldBeNull();
    }

    [Fact, Trait("Spec", "CR 9"), Trait("Spec", "CR 10")]
    public async Task Five_rounds_stay_readable_searchable_and_comparable_and_one_resend_answers_all_open_ones()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var stone = await office.LineOf(id, "Dallage en pierre");
        for (var round = 1; round <= 5; round++)
        {
            var page = await Page.Get(world.Visitor(), link);
            await (await page.Wish(stone, $"Teinte numéro {round}")).SubmitWishes();
            if (round == 2)
                continue;
            var price = 110 + round;
            await office.Edit(
                id,
                content =>
                    content with
                    {
                        Items = [.. content.Items.Select(item => item.Key == stone ? (QuoteLine)item with { UnitPrice = price } : item)],
                    }
            );
            link = await office.Send(id);
        }
        var rounds = await office.Rounds(id);
        rounds.Select(row => (row.Round, row.AnsweredRevision)).ShouldBe([(1, 2), (2, 3), (3, 3), (4, 4), (5, 5)]);
        var shown = await office.Get($"/quotes/{id}/changes");
        shown
            .All("details.fold[open], details.fold")
            .Count(fold => fold.TextContent.Contains("Teinte numéro", StringComparison.Ordinal))
            .ShouldBe(5);
        shown.TextOf("ol.past").ShouldContain("a envoyé la révision 5");
        var found = await shown.Submit("form[role=search][action$='/changes']", new() { ["q"] = "NUMERO 3" });
        found.All("details.fold").Count(fold => fold.TextContent.Contains("Teinte numéro", StringComparison.Ordinal)).ShouldBe(1);
        (await office.Get($"/quotes/{id}/changes?q=parasol")).Text.ShouldContain("Aucune demande traitée ne parle de « parasol ».");

        var compared = await office.Get($"/quotes/{id}/compare?from=1&to=5");
        RoadTests.Figures(compared.TextOf(".diffs")).ShouldContain("110,00€115,00€");
        compared.All(".answers").Count.ShouldBe(5);
        compared = await office.Get($"/quotes/{id}/compare?from=2&to=3");
        compared.All(".answers").Count.ShouldBe(2);
        (await office.Get($"/quotes/{id}/compare?from=1&to=99")).Text.ShouldContain("Cette révision n’existe pas.");
        var quote = await office.Quote(id);
        var events = await office.Db(db => db.Events.Where(row => row.QuoteId == id).OrderBy(row => row.Sequence).ToListAsync());
        EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
        (events.Count(row => row.What == "change.submitted"), events.Count(row => row.What == "change.resent")).ShouldBe((5, 4));
    }

    [Fact, Trait("Spec", "CR 10")]
    public async Task Documents_legal_blocks_options_and_language_are_compared_in_words()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        await office.Edit(
            id,
            content =>
                content with
                {
                    Language = "de-DE",
                    Blocks = ["replacedParts"],
                    Enclosures = [Enclosure.OfLink(Guid.CreateVersion7(), "https://plans.example/jardin", "Plan du jardin")],
                    Items =
                    [
                        .. content.Items.Select(item =>
                            item.Key == Offers.Lamps ? (QuoteLine)item with { Option = new OptionTerms { Preselected = true } } : item
                        ),
                    ],
                }
        );
        var page = await office.Get($"/quotes/{id}/compare");
        var told = page.TextOf(".diffs");
        told.ShouldContain("Documents– Plan du jardin");
        told.ShouldContain("Français Deutsch");
        told.ShouldContain("Mentions légales– ");
        told.ShouldContain("Option, 1–6 Option, cochée");
        told.ShouldNotContain("Immutable");
        var german = await Page.Get(world.Visitor(), await office.Send(id));
        (await german.Click(".since a")).TextOf(".diffs").ShouldContain("Unterlagen– Plan du jardin");
    }

    [Fact, Trait("Spec", "CR 9")]
    public async Task A_wish_on_a_line_that_was_removed_stays_readable()
    {
        var office = await world.Office();
        var (id, stone, _) = await office.Asked();
        await office.Edit(id, content => content with { Items = [.. content.Items.Where(item => item.Key != stone)] });
        var page = await office.Get($"/quotes/{id}/changes");
        page.TextOf(".wishrow").ShouldContain("Cette ligne ne figure plus dans le devis.");
        page.Has(".wishrow > a.btn").ShouldBeFalse();
        (await office.Get($"/quotes/{id}/changes/{stone}")).Url.ShouldBe($"/quotes/{id}/changes");
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task A_viewer_reads_and_changes_nothing()
    {
        var office = await world.Office();
        var (id, stone, _) = await office.Asked();
        var viewer = await office.With(Role.Viewer);
        var page = await viewer.Get($"/quotes/{id}/changes");
        page.TextOf(".said").ShouldBe("Une pierre plus claire ?");
        page.Has("input[name=done]").ShouldBeFalse();
        (await viewer.Get($"/quotes/{id}/changes/{stone}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
