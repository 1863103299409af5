using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Legal;

public sealed class LegalTests(World world)
{
    [Fact, Trait("Spec", "QU 2")]
    public async Task A_french_quote_tells_what_is_missing_with_its_source_and_prints_the_blocks()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeProfile(
                account.Profile with
                {
                    LegalForm = "SARL",
                    Trades = ["gardening"],
                    Mediator = "Médiateur, 12 rue du Lac",
                }
            );
            await db.SaveChangesAsync();
        });
        var id = await office.Draft();
        var page = await office.Get($"/quotes/{id}/legal");
        var findings = page.TextOf(".findings");
        findings.ShouldContain("SIREN");
        findings.ShouldContain("C. com. R.123-238");
        findings.ShouldContain("D.541-45-1");
        findings.ShouldNotContain("médiateur");
        (await office.Get($"/quotes/{id}/send")).Text.ShouldContain("Mentions légales à vérifier");

        page = await page.Submit(
            "#blocks",
            new()
            {
                ["Input.Blocks"] = new[] { "waste", "withdrawal" },
                ["Input.Quantity"] = "2 m³",
                ["Input.Method"] = "Broyage sur place",
                ["Input.CollectionPoint"] = "Déchetterie, Annecy",
                ["Input.Cost"] = "120 €",
            }
        );
        page.TextOf(".findings").ShouldNotContain("D.541-45-1");
        page.TextOf(".letter").ShouldContain("Broyage sur place");
        page.TextOf(".letter").ShouldContain("14 jours");

        var link = await office.Send(id);
        using var visitor = world.Visitor();
        var portal = await Page.Get(visitor, link);
        portal.TextOf("#legal").ShouldContain("Déchetterie, Annecy");
        portal.TextOf("#legal").ShouldContain("Médiateur, 12 rue du Lac");
    }

    [Fact, Trait("Spec", "QU 2")]
    public async Task A_belgian_quote_asks_for_its_numbers_and_a_business_is_no_consumer()
    {
        var office = await world.Office("BE");
        var id = await office.Draft(kind: CustomerKind.Company);
        var findings = (await office.Get($"/quotes/{id}/legal")).TextOf(".findings");
        findings.ShouldContain("CDE III.25");
        findings.ShouldContain("IBAN");
        findings.ShouldNotContain("rétractation");
        var other = await world.Office("ES", "es");
        var page = await other.Get($"/quotes/{await other.Draft()}/legal");
        page.Has(".findings").ShouldBeFalse();
    }

    [Fact]
    public async Task A_text_too_long_is_refused_and_kept()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await (await office.Get($"/quotes/{id}/legal")).Submit("#blocks", new() { ["Input.Quantity"] = new string('x', 501) });
        page.TextOf("#Input_Quantity-error").ShouldNotBeEmpty();
        (await office.Quote(id)).Content.Waste.ShouldBeNull();
    }
}
