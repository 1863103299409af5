using Paraphe.Domain.Quotes;
using Paraphe.Tests.Pdf;

namespace Paraphe.Tests.Portal;

/// <summary>Options as the customer meets them: beside the price, chosen within their rules, frozen into what is signed.</summary>
public sealed class OptionTests(World world)
{
    [Fact, Trait("Spec", "OP 1")]
    public async Task Options_stand_outside_the_price_with_prices_of_their_own_on_the_page_and_the_PDF()
    {
        var office = await world.Office();
        var plain = Offers.Garden();
        var none = plain with
        {
            Items =
            [
                .. plain.Items.Select(item =>
                    item is QuoteLine { Option: { } option } line
                        ? line with
                        {
                            Option = option with { Preselected = false, Group = null },
                        }
                        : item
                ),
            ],
            Groups = [],
        };
        var id = await office.Draft(none);
        var link = await office.Send(id);
        var page = await Page.Get(world.Visitor(), link);
        // The works alone: 40 × 67 + 38 × 110, and 20 % VAT.
        RoadTests.Total(page).ShouldBe("8232,00");
        RoadTests.Figures(page.TextOf("fieldset.options")).ShouldContain("+640,00€");
        var text = await Tools.Text(await world.Visitor().GetByteArrayAsync($"{link}/quote.pdf"));
        text.ShouldContain("Olivier en pot");
        RoadTests.Figures(text).ShouldContain("640,00€");
        RoadTests.Figures(text).ShouldContain("8232,00€");
        text.ShouldContain("Non choisie");
    }

    [Fact, Trait("Spec", "OP 2")]
    public async Task One_of_several_stands_side_by_side_and_a_total_with_and_without_follows()
    {
        var office = await world.Office();
        var page = await Page.Get(world.Visitor(), await office.SentGarden());
        page.All(".tiers.of-2 input[type=radio]").Count.ShouldBe(2);
        page.All(".tiers input[type=radio]").Select(radio => radio.GetAttribute("name")).Distinct().Count().ShouldBe(1);
        RoadTests.Figures(page.TextOf(".act-bar")).ShouldContain("1420,00");
    }

    [Fact, Trait("Spec", "OP 2")]
    public async Task More_than_a_group_allows_and_a_quantity_out_of_bounds_are_refused_in_words_and_nothing_is_signed()
    {
        var office = await world.Office();
        var plain = Offers.Garden();
        var content = plain with { Groups = [plain.Groups[0] with { Rule = GroupRule.AtMost, Most = 1 }] };
        var id = await office.Draft(content);
        var link = await office.Send(id);
        var visitor = world.Visitor();
        var both = $"c=1&o={Offers.Comfort:N}&o={Offers.Ambiance:N}";
        var page = await Page.Get(visitor, $"{link}?{both}");
        page.Has("[role=alert]").ShouldBeTrue(page.Text);
        (await Page.Get(visitor, $"{link}/sign?{both}")).Url.ShouldNotContain("/sign");
        (await Page.Get(visitor, $"{link}?c=1&o={Offers.Lamps:N}&n-{Offers.Lamps:N}=7")).Has("[role=alert]").ShouldBeTrue();
        (await office.Db(db => db.Signatures.AnyAsync(row => row.QuoteId == id))).ShouldBeFalse();
    }

    [Fact, Trait("Spec", "OP 2"), Trait("Spec", "OP 3")]
    public async Task What_was_ticked_is_signed_told_on_the_PDF_and_ordered_and_the_seller_is_mailed()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var visitor = world.Visitor();
        var chosen = $"c=1&o={Offers.Lamps:N}&n-{Offers.Lamps:N}=3&g-{Offers.Light:N}={Offers.Ambiance:N}";
        var sign = await Page.Get(visitor, $"{link}/sign?{chosen}");
        sign.One("input[name=strokes]").GetAttribute("value").ShouldBeNullOrEmpty();
        await sign.Submit("form.sheet", RoadTests.Signed());
        await office.Settle();

        var signature = await office.Db(db => db.Signatures.AsNoTracking().SingleAsync(row => row.QuoteId == id));
        signature
            .Choice.Quantities.ToDictionary()
            .ShouldBe(new Dictionary<Guid, decimal> { [Offers.Lamps] = 3, [Offers.Ambiance] = 1 }, ignoreOrder: true);
        var order = await office.Db(db => db.WorkOrders.AsNoTracking().SingleAsync(row => row.QuoteId == id));
        order.Lines.Where(line => line.WasOption).Select(line => (line.Name, line.Quantity)).ShouldBe([("Lampes", 3m), ("Ambiance", 1m)]);
        var text = await Tools.Text(await office.Browser.GetByteArrayAsync($"/quotes/{id}/signed.pdf"));
        text.ShouldContain("Choisie");
        text.ShouldContain("Non choisie");
        (
            await office.Db(db =>
                db.OutgoingMails.AnyAsync(mail => mail.ToAddress == office.Member.Email && mail.Subject.Contains("Claire"))
            )
        ).ShouldBeTrue();
    }
}
