using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Notices;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Live;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class PasteTests(World world)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    [Fact, Trait("Spec", "QU 3")]
    public void Columns_are_told_by_what_stands_in_them()
    {
        var table = PastedTable.Read(
            "Désignation\tQté\tU\tPU HT\tTVA\nDallage\t12,5\tm²\t1 100,50 €\t20 %\n\"Terre\nvégétale\"\t3\tm³\t38\t10 %\n"
        );
        table.HasHead(French).ShouldBeTrue();
        table.Guess(French).ShouldBe([PasteColumn.Name, PasteColumn.Quantity, PasteColumn.Unit, PasteColumn.Price, PasteColumn.Vat]);
        table.Cell(2, 0).ShouldBe("Terre\nvégétale");
        PastedTable.Read("Tonte\t45\nTaille\t90").Guess(French).ShouldBe([PasteColumn.Name, PasteColumn.Price]);
        PastedTable.Read("Tonte\nTaille").Guess(French).ShouldBe([PasteColumn.Name]);
        PastedTable.Read("").Rows.ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task A_table_becomes_lines_after_a_look_at_it()
    {
        var office = await world.Office();
        var (a, b) = (Desk.Line("A", 1, 10), Desk.Line("B", 1, 20));
        var id = await office.Draft(Desk.Content(a, b));
        var look = await (await office.Get($"/quotes/{id}/paste")).Submit(
            "form[action*=Look]",
            new() { ["Input.Text"] = "Nom\tQté\tPrix\nDallage\t12,5\t110,50\nPose\t1\t900", ["Input.Behind"] = a.Key }
        );
        look.All("table.pasted tbody tr").Count.ShouldBe(2);
        var editor = await look.Submit("form[action*=Add]");
        editor.Url.ShouldStartWith($"/quotes/{id}/edit");
        var lines = (await office.Quote(id)).Content.Lines.ToList();
        lines.Select(line => line.Name).ShouldBe(["A", "Dallage", "Pose", "B"]);
        (lines[1].Quantity, lines[1].UnitPrice, lines[1].Vat!.Rate).ShouldBe((12.5m, 110.50m, 20m));
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task A_cell_that_is_no_number_is_pointed_out_and_nothing_is_added()
    {
        var office = await world.Office();
        var id = await office.Draft(Desk.Content());
        var look = await (await office.Get($"/quotes/{id}/paste")).Submit(
            "form[action*=Look]",
            new() { ["Input.Text"] = "Dallage\t12\t110\nPose\tbeaucoup\t1e30" }
        );
        var told = await look.Submit("form[action*=Add]", new() { ["Input.Columns[1]"] = "Quantity", ["Input.Columns[2]"] = "Price" });
        told.All("td.wrong").Count.ShouldBe(2);
        told.One("textarea[name='Input.Text']").TextContent.ShouldContain("beaucoup");
        (await office.Quote(id)).Content.Items.ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "QU 3"), Trait("Database", "Either")]
    public async Task Ten_thousand_lines_are_refused_with_the_limit_and_stay_in_the_field()
    {
        var office = await world.Office();
        var id = await office.Draft(Desk.Content());
        var text = string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"Ligne {i}\t1\t2"));
        var told = await (await office.Get($"/quotes/{id}/paste")).Submit("form[action*=Look]", new() { ["Input.Text"] = text });
        told.TextOf("[role=alert]").ShouldContain("2");
        told.One("textarea[name='Input.Text']").TextContent.ShouldContain("Ligne 9999");
        // What fits is added in one go; one more is not.
        var most = string.Join('\n', Enumerable.Range(0, Quote.MostItems).Select(i => $"Ligne {i}\t1\t2"));
        var look = await (await office.Get($"/quotes/{id}/paste")).Submit("form[action*=Look]", new() { ["Input.Text"] = most });
        (await look.Submit("form[action*=Add]")).Url.ShouldStartWith($"/quotes/{id}/edit");
        (await office.Quote(id)).Content.Items.Length.ShouldBe(Quote.MostItems);
        (await look.Submit("form[action*=Add]")).Has("[role=alert]").ShouldBeTrue();
        (await office.Quote(id)).Content.Items.Length.ShouldBe(Quote.MostItems);
    }

    [Fact, Trait("Spec", "QU 2")]
    public async Task Formatted_text_keeps_its_marks_and_loses_everything_else()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Get($"/quotes/{id}/edit");
        const string typed =
            "<h3>Accès</h3><p>Avant <strong>9 h</strong><script>alert(1)</script> <a href=\"javascript:alert(1)\">ici</a> <a href=\"https://a.example\">là</a><img src=x onerror=alert(1)></p><ul><li><p>Clé</p></li></ul>";
        (await office.Post(page, "#part-details", null, ("Text", typed))).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        var kept = (await office.Quote(id)).Content.Details;
        kept.ShouldStartWith("<h3>Acc");
        kept.ShouldContain("<strong>9 h</strong>");
        kept.ShouldContain("https://a.example");
        foreach (var gone in new[] { "script", "javascript", "onerror", "img" })
            kept.ShouldNotContain(gone);
        // Saved again as the editor shows it, nothing changes.
        page = await office.Get($"/quotes/{id}/edit");
        await page.Submit("#part-details");
        (await office.Quote(id)).Content.Details.ShouldBe(kept);
        (await office.Get($"/quotes/{id}")).Html.ShouldContain("<strong>9 h</strong>");
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task Members_in_one_quote_are_told_of_each_other()
    {
        var (office, stranger) = (await world.Office(), await world.Office());
        var id = await office.Draft();
        var colleague = await office.With(Paraphe.Domain.Accounts.Role.Estimator);
        var page = await colleague.Get($"/quotes/{id}/edit");
        using var ears = new PostgresEars(
            world.Database,
            world.Services.GetRequiredService<Announcer>(),
            NullLogger<PostgresEars>.Instance
        );
        if (world.Database.Length > 0)
        {
            await ears.StartAsync(default);
            await Task.Delay(500);
        }
        using var hears = world.Services.GetRequiredService<Announcer>().Listen($"account:{office.AccountId}");
        (await colleague.Post(page, "#part-title", $"/quotes/{id}/edit?handler=Here", ("row", ""))).Status.ShouldBe(
            System.Net.HttpStatusCode.NoContent
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        // Something else of the account may be told first.
        var said = await hears
            .Announcements.ReadAllAsync(patience.Token)
            .FirstAsync(one => one.Data.StartsWith(Live.Here, StringComparison.Ordinal));
        said.Data.ShouldContain(colleague.Member.Name.Split(' ')[1]);
        (
            await stranger.Post(
                await stranger.Get($"/quotes/{await stranger.Draft()}/edit"),
                "#part-title",
                $"/quotes/{id}/edit?handler=Here"
            )
        ).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var version = (await office.Get($"/quotes/{id}/edit?handler=Version")).Html;
        version.ShouldBe((await office.Quote(id)).Version.ToString(CultureInfo.InvariantCulture));
    }
}
