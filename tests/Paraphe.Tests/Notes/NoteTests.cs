using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Notes;

public sealed class NoteTests(World world)
{
    [Fact, Trait("Spec", "QU 6")]
    public async Task A_note_is_written_changed_and_removed_and_the_customer_never_sees_it()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await (await office.Get($"/quotes/{id}/notes")).Submit(
            "#write",
            new()
            {
                ["Input.Title"] = "Accès",
                ["Input.Text"] = "<p>Portail <b>étroit</b><script>alert(1)</script></p>",
                ["Input.Links"] = "cadastre.example/42\nhttps://plan.example/",
            }
        );
        var note = page.One(".quote-note");
        note.TextContent.ShouldContain("étroit");
        note.InnerHtml.ShouldNotContain("<script");
        note.InnerHtml.ShouldContain("<strong>étroit</strong>");
        page.All(".quote-note ul a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["https://cadastre.example/42", "https://plan.example/"]);
        page = await (await page.Click(".quote-note a.link")).Submit("#write", new() { ["Input.Title"] = "Accès au chantier" });
        page.TextOf(".quote-note h2").ShouldBe("Accès au chantier");
        (await office.Get($"/quotes/{id}")).TextOf(".facts").ShouldContain("1 note");

        var link = await office.Send(id);
        using var visitor = world.Visitor();
        (await Page.Get(visitor, link)).Html.ShouldNotContain("Accès au chantier");
        (
            await office.Db(db => db.Revisions.Where(revision => revision.QuoteId == id).Select(revision => revision.Json).SingleAsync())
        ).ShouldNotContain("chantier");

        await page.Submit(".quote-note form[action*=Remove]");
        (await office.Get($"/quotes/{id}/notes")).Has(".empty").ShouldBeTrue();
    }

    [Theory, Trait("Spec", "QU 6")]
    [InlineData("Input.Text", "   ", "Input_Text")]
    [InlineData("Input.Links", "javascript:alert(1)", "Input_Links")]
    public async Task What_cannot_be_gets_a_message_and_keeps_what_was_typed(string field, string typed, string at)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var form = new Dictionary<string, object?> { ["Input.Text"] = "Bonjour" };
        form[field] = typed;
        var page = await (await office.Get($"/quotes/{id}/notes")).Submit("#write", form);
        page.TextOf($"#{at}-error").ShouldNotBeEmpty();
        (await office.Db(db => db.Notes.CountAsync())).ShouldBe(0);
    }

    [Fact, Trait("Spec", "QU 6")]
    public async Task The_notes_of_all_quotes_are_listed_by_date_or_by_kind()
    {
        var office = await world.Office();
        var (offer, contract) = (await office.Draft(), Guid.CreateVersion7());
        await office.Db(async db =>
        {
            db.Quotes.Add(
                new Quote(
                    contract,
                    db.AccountId,
                    QuoteKind.Contract,
                    "D-9",
                    new QuoteContent { Title = "Entretien" },
                    office.Member.AsActor,
                    db.Now
                )
            );
            db.Notes.Add(
                new QuoteNote(
                    db.NewId(),
                    db.AccountId,
                    offer,
                    new NoteContent { Title = "Ancienne" },
                    office.Member.AsActor,
                    db.Now.AddDays(-3)
                )
            );
            db.Notes.Add(
                new QuoteNote(db.NewId(), db.AccountId, contract, new NoteContent { Title = "Récente" }, office.Member.AsActor, db.Now)
            );
            await db.SaveChangesAsync();
        });
        var all = await office.Get("/notes");
        all.All(".all-notes b").Select(title => title.TextContent).ShouldBe(["Récente", "Ancienne"]);
        (await office.Get("/notes?kind=Contract")).All(".all-notes b").Select(title => title.TextContent).ShouldBe(["Récente"]);

        var viewer = await office.With(Role.Viewer);
        var page = await viewer.Get($"/quotes/{offer}/notes");
        page.Text.ShouldContain("Ancienne");
        page.Has("#write").ShouldBeFalse();
        (await viewer.Get($"/quotes/{offer}/documents")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
