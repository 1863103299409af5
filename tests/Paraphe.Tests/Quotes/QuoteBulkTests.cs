using System.Net;
using System.Text;
using ExcelDataReader;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

/// <summary>What a member does with the list as a whole: picks, exports, keeps views of it.</summary>
public sealed class QuoteBulkTests(World world)
{
    [Fact, Trait("Spec", "QU 1")]
    public async Task Picked_quotes_are_extended_together_and_decided_ones_are_left_out()
    {
        var office = await world.Office();
        var (open, lost, draft) = (await office.Draft(), await office.Draft(), await office.Draft());
        await office.Send(open);
        await office.Send(lost);
        await (await office.Get($"/quotes/{lost}/status/rejected")).Submit("form.sheet", new() { ["Input.Reason"] = "price" });
        var list = await office.Get("/quotes?sort=oldest");
        var asks = await list.Submit("#bulk", new() { ["id"] = new[] { $"{open}", $"{lost}", $"{draft}" }, ["act"] = "Extend" });
        asks.TextOf(".bar").ShouldContain("2 devis sont laissés de côté");
        var early = await asks.Submit("form.sheet", new() { ["Until"] = "2020-01-01" });
        early.Has("#Until-error").ShouldBeTrue(early.Text);
        var done = await early.Submit("form.sheet", new() { ["Until"] = "2027-05-31" });
        done.Url.ShouldBe("/quotes?sort=oldest");
        (await office.Quote(open)).ValidUntil.ShouldBe(new DateOnly(2027, 5, 31));
        (await office.Quote(lost)).ValidUntil.ShouldBe(new DateOnly(2026, 12, 21));
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task Picked_quotes_are_assigned_and_their_customers_reminded()
    {
        var office = await world.Office();
        var (a, b) = (await office.Draft(), await office.Draft());
        await office.Send(a);
        await office.Send(b);
        var estimator = await office.With(Role.Estimator);
        var asks = await office.Get($"/quotes/bulk?act=Assign&id={a}&id={b}");
        await asks.Submit("form.sheet", new() { ["Seller"] = estimator.Member.Id });
        (await office.Quote(a)).SellerId.ShouldBe(estimator.Member.Id);
        asks = await office.Get($"/quotes/bulk?act=Remind&id={a}&id={b}");
        await asks.Submit("form.sheet");
        await office.Settle();
        var reminders = await office.Db(db => db.OutgoingMails.Where(m => m.Purpose.StartsWith("told/")).ToListAsync());
        reminders.Select(mail => mail.QuoteId).ShouldBe([a, b], ignoreOrder: true);
        reminders.ShouldAllBe(mail => mail.Subject.Contains("rappel"));
        (await office.Get($"/quotes/{a}")).TextOf(".past").ShouldContain("relancer");
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task Foreign_quotes_cannot_be_picked_and_a_viewer_picks_none()
    {
        var (office, stranger) = (await world.Office(), await world.Office());
        var id = await office.Draft();
        var asks = await stranger.Get($"/quotes/bulk?act=Assign&id={id}");
        asks.One("form.sheet button.main").HasAttribute("disabled").ShouldBeTrue();
        await asks.Submit("form.sheet", new() { ["id"] = id, ["Seller"] = stranger.Member.Id });
        (await office.Quote(id)).SellerId.ShouldBe(office.Member.Id);
        var viewer = await office.With(Role.Viewer);
        (await viewer.Get("/quotes")).Has("#bulk").ShouldBeFalse();
        (await viewer.Get($"/quotes/bulk?act=Assign&id={id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task The_filtered_list_is_exported_as_csv_and_as_a_workbook()
    {
        var office = await world.Office();
        var id = await office.Draft(Offers.Garden() with { Title = "=1+1; \"Jardin\"" });
        await office.Draft();
        await Tag(office, id, "VIP, Été");
        var page = await office.Get("/quotes?tag=ete");
        page.All(".quotes a.go").Count.ShouldBe(1);
        var csv = await office.Browser.GetStringAsync(page.One("a[href*='export.csv']").GetAttribute("href"));
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("Numéro;Client;");
        lines[1].ShouldContain("'=1+1");
        lines[1].ShouldContain("VIP, Été");
        lines[1].ShouldEndWith(";9936;EUR");

        var book = await office.Browser.GetByteArrayAsync(page.One("a[href*='export.xlsx']").GetAttribute("href"));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(book));
        reader.Read().ShouldBeTrue();
        reader.GetString(0).ShouldBe("Numéro");
        reader.Read().ShouldBeTrue();
        reader.GetString(2).ShouldBe("=1+1; \"Jardin\"");
        reader.GetDouble(12).ShouldBe(9936);
        reader.GetDateTime(9).Year.ShouldBe(2026);
        reader.Read().ShouldBeFalse();
        var stranger = await world.Office();
        (await stranger.Browser.GetStringAsync($"/quotes/export.csv?id={id}")).ShouldNotContain("Jardin");
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task A_member_chooses_his_columns_and_keeps_views()
    {
        var office = await world.Office();
        await office.Draft();
        var page = await office.Get("/quotes?sort=total&tab=drafts");
        page = await page.Submit("#columns", new() { ["column"] = new[] { "ValidUntil", "Total" } });
        page.Url.ShouldBe("/quotes?tab=drafts&sort=total");
        page.All(".quotes thead th[scope]").Select(th => th.TextContent.Trim()).ShouldBe(["Client et objet", "Valable jusqu’au", "Total"]);
        page = await page.Submit("#view-keep", new() { ["name"] = "Gros brouillons" });
        var view = page.One(".list-menu a.item[href^='/quotes?']");
        (view.TextContent, view.GetAttribute("href")).ShouldBe(("Gros brouillons", "/quotes?tab=drafts&sort=total"));
        var other = await (await office.With(Role.Manager)).Get("/quotes");
        other.Text.ShouldNotContain("Gros brouillons");
        page = await page.Submit("#view-forget", new() { ["name"] = "Gros brouillons" });
        page.Text.ShouldNotContain("Gros brouillons");
        page = await page.Submit("#view-keep", new() { ["name"] = "Ailleurs", ["query"] = "//evil.example" });
        page.One(".list-menu a.item").GetAttribute("href").ShouldBe("/quotes");
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task A_tag_is_found_however_it_is_written_and_goes_with_its_quote()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Draft();
        await Tag(office, id, "Été, été , VIP");
        (await office.Quote(id)).Tags.ShouldBe(["Été", "VIP"]);
        await Tag(office, id, "vip");
        (await office.Get("/quotes?tag=VIP")).All(".quotes a.go").Count.ShouldBe(1);
        (await office.Get("/quotes?tag=ete")).Has(".quotes").ShouldBeFalse();
        await (await office.Get($"/quotes/{id}")).Submit("#delete form");
        (await office.Db(db => db.QuoteTags.CountAsync())).ShouldBe(0);
    }

    private static async Task Tag(Office office, Guid id, string tags)
    {
        var answer = await office.Post(await office.Get($"/quotes/{id}/edit"), "#part-tags", null, ("Tags", tags));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Html);
    }
}
