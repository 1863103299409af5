using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class TemplateTests(World world)
{
    [Fact, Trait("Spec", "QU 12")]
    public async Task A_quote_is_kept_as_a_template_and_another_starts_from_it()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await (await office.Get($"/quotes/{id}/template")).Submit("form.sheet", new() { ["Input.Name"] = "Terrasse type" });
        page.Url.ShouldBe($"/quotes/{id}");
        var template = await office.Db(db => db.QuoteTemplates.SingleAsync());
        template.Content.StartsAt.ShouldBeNull();
        var editor = await (await office.Get("/quotes/new")).Submit(
            "form.sheet",
            new() { ["Template"] = template.Id, ["Title"] = "Chez Dupont" },
            "form.sheet button.main"
        );
        editor.One("#title").GetAttribute("value").ShouldBe("Chez Dupont");
        var (old, made) = (await office.Quote(id), await office.Db(db => db.Quotes.SingleAsync(q => q.Id != id)));
        made.Total.ShouldBe(old.Total);
        made.Content.Lines.Select(line => line.Name).ShouldBe(old.Content.Lines.Select(line => line.Name));
        made.Content.Items.Select(item => item.Key).Intersect(old.Content.Items.Select(item => item.Key)).ShouldBeEmpty();
        // Its groups are its own too.
        made.Content.Lines.Single(line => line.Name == "Confort").Option!.Group.ShouldBe(made.Content.Groups.Single().Key);
        (made.CustomerId, made.RevisionCount).ShouldBe((null, 0));
    }

    [Fact, Trait("Spec", "QU 12")]
    public async Task Templates_are_renamed_and_removed_by_their_own_account_only()
    {
        var (office, stranger) = (await world.Office(), await world.Office());
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/template")).Submit("form.sheet");
        var template = await office.Db(db => db.QuoteTemplates.SingleAsync());
        var page = await (await office.Get("/quotes/templates")).Submit("table form", new() { ["name"] = "Jardin type" });
        page.One("input[name=name]").GetAttribute("value").ShouldBe("Jardin type");
        (await page.Submit("table form", new() { ["name"] = " " })).Has("[role=alert]").ShouldBeTrue();
        (await stranger.Get("/quotes/templates")).Text.ShouldNotContain("Jardin type");
        (await stranger.Get($"/quotes/new?template={template.Id}")).Text.ShouldNotContain("Jardin type");
        await page.Submit("table form", button: "button.stop");
        (await office.Db(db => db.QuoteTemplates.CountAsync())).ShouldBe(0);
        (await office.Quote(id)).Total.ShouldBeGreaterThan(0);
    }
}
