using System.Text;
using Paraphe.Platform.Pdf;

namespace Paraphe.Tests.Pdf;

[Collection("render")]
public sealed class QuotePrintTests(RenderFixture render)
{
    [Fact]
    public async Task The_quote_is_a_sound_PDF_A_with_its_attachments()
    {
        var pdf = await render.Print(
            SampleDocument.Signed(),
            new("revision.json", "{\"a\":1}"u8.ToArray(), "application/json", "Révision \"2\" \\ $x$ #y"),
            new("events.json", "{}"u8.ToArray(), "application/json", "Events")
        );
        (await Tools.Run("qpdf", pdf, "--check", "FILE")).Code.ShouldBe(0);
        var raw = Encoding.Latin1.GetString(pdf);
        raw.ShouldContain("<pdfaid:part>3</pdfaid:part>");
        raw.ShouldContain("/AFRelationship /Data");
        raw.ShouldContain("/Marked true");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("nl")]
    public async Task Every_language_prints_its_words_and_nothing_is_cut(string language)
    {
        var document = SampleDocument.Signed(language);
        var text = Words(await Tools.Text(await render.Print(document)));
        foreach (
            var words in (string[])
                [document.Title, document.Labels["preparedFor"], document.Labels["evidence"], document.Labels["howToVerify"], "17 400,00 €"]
        )
            text.ShouldContain(Words(words));
    }

    [Fact]
    public async Task A_long_quote_keeps_each_line_with_its_amount_and_the_totals_together()
    {
        var pages = (await Tools.Text(await render.Print(SampleDocument.Quote(100)))).Split('\f');
        pages.Length.ShouldBeInRange(5, 12);
        for (var line = 1; line <= 100; line++)
            if (line != 4)
                pages
                    .Count(page =>
                        page.Split('\n')
                            .Any(row =>
                                row.Contains($"Ouvrage {line} ", StringComparison.Ordinal)
                                && row.Contains($" {line}000,01", StringComparison.Ordinal)
                            )
                    )
                    .ShouldBe(1, $"line {line}");
        pages
            .Count(page =>
                page.Contains("Total HT", StringComparison.Ordinal)
                && page.Contains("17 400,00", StringComparison.Ordinal)
                && page.Contains("Maximum", StringComparison.Ordinal)
            )
            .ShouldBe(1);
        pages[0].ShouldContain($"Page 1 sur {pages.Length - 1}");
    }

    [Theory]
    [InlineData("M0 0\"/><image href=\"file:///etc/passwd\"/>")]
    [InlineData("")]
    public void A_drawn_signature_is_path_data_and_nothing_else(string path) =>
        Should.Throw<ArgumentException>(() => SampleDocument.Signed().Signature! with { Path = path });

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
