using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Tables;

namespace Paraphe.Tests.EInvoicing;

[Trait("Spec", "IN 2")]
public sealed class ExportTests(World world)
{
    [Fact]
    public async Task The_accountant_takes_invoices_and_VAT_of_a_period()
    {
        var office = await world.Office();
        await office.Company();
        var first = await office.Invoice(100, 20);
        await office.Invoice(50.50m, 5.5m, Issued.Bakery with { Name = "=HYPERLINK(\"http://x\")" });
        await office.Invoice(40, 20, corrects: first);
        var today = (await office.Account()).Today(world.Clock.GetUtcNow().UtcDateTime);
        var query = $"from={today:yyyy-MM}-01&to={today:yyyy-MM-dd}";

        var page = await office.Get("/invoices/export?" + query);
        page.TextOf("table").ShouldContain("60,00");
        page.TextOf("table").ShouldContain("12,00");

        var rows = await Rows(office, $"/invoices/export?handler=Table&table=invoices&format=csv&{query}");
        rows.Count.ShouldBe(4);
        var (plain, odd, note) = (Row(rows, "F-2026-0001"), Row(rows, "F-2026-0002"), Row(rows, "AV-2026-0001"));
        plain.ShouldContain("120");
        odd.ShouldContain("50,5");
        // No program takes a customer's name for a formula.
        var raw = await office.Browser.GetStringAsync($"/invoices/export?handler=Table&table=invoices&format=csv&{query}");
        raw.ShouldContain("'=HYPERLINK");
        note.ShouldContain("-48");
        note.ShouldContain("F-2026-0001");

        var vat = await Rows(office, $"/invoices/export?handler=Table&table=vat&format=xlsx&{query}");
        vat.Count.ShouldBe(3);
        vat[1].Skip(1).Take(5).ShouldBe(["S", "20", "60", "12", "2"]);
        vat[2].Skip(1).Take(5).ShouldBe(["S", "5.5", "50.5", "2.78", "1"]);
    }

    [Fact]
    public async Task A_period_that_ends_before_it_begins_is_told_and_others_see_nothing()
    {
        var office = await world.Office();
        (await office.Get("/invoices/export?from=2026-02-01&to=2026-01-01")).Text.ShouldContain("se termine avant");
        (
            await office.Browser.GetAsync("/invoices/export?handler=Table&table=vat&format=csv&from=2026-02-01&to=2026-01-01")
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var viewer = await office.With(Role.Viewer);
        (await viewer.Browser.GetAsync("/invoices/export")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static IReadOnlyList<string> Row(IEnumerable<IReadOnlyList<string>> rows, string number) =>
        rows.Single(row => row[0] == number);

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> Rows(Office office, string url)
    {
        var answer = await office.Browser.GetAsync(url);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        return [.. TableFormat.Detect(file).Read(file).Select(row => row.Cells)];
    }
}
