using System.Net;
using Paraphe.Tests.Portal;
using static Paraphe.Tests.Changes.Wishing;

namespace Paraphe.Tests.Changes;

/// <summary>What goes wrong with wishes is told at its place, and nothing typed is lost.</summary>
public sealed class BadWishTests(World world)
{
    [Theory, Trait("Spec", "CR 1")]
    [InlineData("", "Claire", "wish", "Veuillez écrire ce que vous souhaitez changer.")]
    [InlineData("  \n ", "Claire", "wish", "Veuillez écrire ce que vous souhaitez changer.")]
    [InlineData("Plus claire", " ", "name", "Veuillez saisir un nom.")]
    public async Task Wish_and_name_are_both_mandatory(string wish, string name, string field, string told)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var stone = await office.LineOf(id, "Dallage en pierre");
        var page = await (await Page.Get(world.Visitor(), link)).Wish(stone, wish, name, "Remove");
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.One($"#{field}").GetAttribute("aria-invalid").ShouldBe("true");
        page.TextOf($"#{field}-error").ShouldBe(told);
        page.One("[name=kind]:checked").GetAttribute("value").ShouldBe("Remove");
        if (field == "name")
            page.One("#wish").TextContent.ShouldBe(wish);
        (await office.Rounds(id)).ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "CR 1")]
    public async Task A_text_of_100_KB_is_refused_at_its_field_and_kept()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var stone = await office.LineOf(id, "Dallage en pierre");
        var text = string.Concat(Enumerable.Repeat("é et ", 20_000));
        var page = await (await Page.Get(world.Visitor(), link)).Wish(stone, text);
        page.TextOf("#wish-error").ShouldBe("Ce texte est trop long : 5000 caractères au plus.");
        page.One("#wish").TextContent.ShouldBe(text);
    }

    [Fact, Trait("Spec", "CR 1")]
    public async Task A_line_of_another_quote_is_not_found_and_the_words_are_kept()
    {
        var office = await world.Office();
        var (mine, other) = (await office.Draft(), await office.Draft());
        var link = await office.Send(mine);
        var foreign = await office.LineOf(other, "Dallage en pierre");
        var visitor = world.Visitor();
        (await Page.Get(visitor, $"{link}/changes/{foreign}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var form = await Page.Get(visitor, $"{link}/changes/{await office.LineOf(mine, "Dallage en pierre")}");
        form.One("form[data-dialog-part]").SetAttribute("action", $"{link}/changes/{foreign}");
        var told = await form.Submit("[data-dialog-part]", new() { ["wish"] = "Plus claire", ["name"] = "Claire" });
        told.Text.ShouldContain("Cette ligne a été supprimée entre-temps.");
        told.One("#wish").TextContent.ShouldBe("Plus claire");
        (await office.Rounds(mine)).ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "CR 3")]
    public async Task Submitting_with_nothing_saved_is_told()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var told = await (await Page.Get(world.Visitor(), link)).SubmitWishes();
        told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.TextOf("[role=alert]").ShouldStartWith("Il n’y a encore rien à envoyer");
        (await office.Quote(id)).RoundCount.ShouldBe(0);
    }

    [Theory, Trait("Spec", "CR 3")]
    [InlineData(true, "Le devis est déjà signé.")]
    [InlineData(false, "Le devis a expiré.")]
    public async Task Submitting_after_signing_or_expiry_is_told_and_nothing_is_lost(bool signed, string why)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var stone = await office.LineOf(id, "Dallage en pierre");
        var page = await (await Page.Get(world.Visitor(), link)).Wish(stone, "Plus claire");
        var form = await page.Click($"{At(stone)} [data-wish]");
        if (signed)
            (await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        else
            await office.Db(async db =>
            {
                (await db.Quotes.SingleAsync(row => row.Id == id)).ExpireByHand(office.Member.AsActor, db.Now);
                await db.SaveChangesAsync();
            });

        var told = await page.SubmitWishes();
        told.TextOf("[role=alert]").ShouldBe(why);
        told.Text.ShouldContain("Plus claire");
        told = await form.Submit("[data-dialog-part]", new() { ["wish"] = "Beaucoup plus claire" });
        told.TextOf("[role=alert]").ShouldBe(why);
        told.One("#wish").TextContent.ShouldBe("Beaucoup plus claire");
        (await office.Quote(id)).RoundCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_form_of_another_link_is_refused()
    {
        var office = await world.Office();
        var (mine, other) = (await office.Draft(), await office.Draft());
        var (link, theirs) = (await office.Send(mine), await office.Send(other));
        var line = await office.LineOf(mine, "Dallage en pierre");
        var form = await Page.Get(world.Visitor(), $"{link}/changes/{line}");
        var key = (await Page.Get(world.Visitor(), $"{theirs}/changes/{await office.LineOf(other, "Dallage en pierre")}"))
            .One("[name=k]")
            .GetAttribute("value");
        var told = await form.Submit(
            "[data-dialog-part]",
            new()
            {
                ["wish"] = "Plus claire",
                ["name"] = "Claire",
                ["k"] = key,
            }
        );
        told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await office.Rounds(mine)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_looks_and_does_not_ask()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit(
            "#send",
            new()
            {
                ["Input.Recipients[1].Name"] = "Archi",
                ["Input.Recipients[1].Email"] = "archi@mail.example",
                ["Input.Recipients[1].Role"] = "Copy",
            }
        );
        await office.Settle();
        var link = (await office.LinksOf(id))["archi@mail.example"];
        (await Page.Get(world.Visitor(), link)).Has("[data-wish]").ShouldBeFalse();
        (await Page.Get(world.Visitor(), $"{link}/changes/{await office.LineOf(id, "Dallage en pierre")}")).Url.ShouldBe(link);
    }
}
