using Paraphe.Domain.Quotes;
using Paraphe.Tests.Pdf;
using Paraphe.Tests.Quotes;

namespace Paraphe.Tests.Portal;

/// <summary>Nothing that a seller promises is missing on what the customer reads and signs.</summary>
public sealed class SheetTests(World world)
{
    [Fact, Trait("Spec", "QU 3")]
    public async Task The_customer_reads_how_often_a_service_comes_what_a_unit_costs_exactly_and_when_the_work_ends()
    {
        var office = await world.Office();
        var content = Desk.Content(
            Desk.Line("Tonte", 1, 100) with
            {
                Recurrence = new Recurrence { Frequency = Frequency.Times, Times = 14 },
            },
            Desk.Line("Graines", 4_000, 0.0375m) with
            {
                Unit = "pièces",
            },
            Desk.Line("Engrais", 3, 20) with
            {
                Unit = "sacs",
                Option = new OptionTerms(),
            }
        );
        content = content with
        {
            Language = "fr-FR",
            StartsAt = new DateTime(2027, 3, 8, 8, 0, 0),
            EndsAt = new DateTime(2027, 3, 12, 17, 30, 0),
        };
        var id = await office.Draft(content);
        var link = await office.Send(id);
        var sheet = await Page.Get(world.Visitor(), link);
        var pdf = await Printed(await office.Browser.GetByteArrayAsync($"/quotes/{id}/pdf"));
        foreach (var text in new[] { sheet.Text, pdf })
        {
            text.ShouldContain("14 fois par an");
            text.ShouldContain("14 fois par an : par passage, TTC");
            text.ShouldContain("0,0375 €");
            text.ShouldContain("12 mars 2027, 17 h 30");
            text.ShouldContain("1 680,00 €");
            text.ShouldContain("20,00 €");
        }
        sheet.TextOf(".pick").ShouldContain("3 sacs × 20,00 €");
        var calendar = await world.Visitor().GetStringAsync($"{link}/time.ics");
        calendar.ShouldContain("DTSTART:20270308T070000Z");
        calendar.ShouldContain("DTEND:20270312T163000Z");
    }

    private static async Task<string> Printed(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        var (_, text) = await Tools.Run("pdftotext", [], "-layout", file, "-");
        File.Delete(file);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
