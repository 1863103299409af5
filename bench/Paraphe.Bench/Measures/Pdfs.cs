using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Platform.Web;

namespace Paraphe.Bench.Measures;

/// <summary>The PDF of a quote of five lines through the render worker, its seal, and the check of that seal.</summary>
public static class Pdfs
{
    private const int Times = 50;

    public static async Task Measure(Room room)
    {
        var place = await room.With(1_000);
        var json = await place.One<string>("SELECT \"Json\" FROM \"Revisions\" ORDER BY \"Id\" LIMIT 1");
        var frozen = JsonSerializer.Deserialize<FrozenQuote>(json, DomainJson.Options)!;
        var texts = new Texts(new TextBook(strict: false)).In(frozen.Content.Language);
        var colour = new AccountSettings().BrandColour;
        await using var worker = new RenderWorker(new RenderSettings(), NullLogger<RenderWorker>.Instance, TimeProvider.System);

        Task<RenderedPdf> Render() =>
            worker.Pdf(
                PrintedQuotes.Template,
                new QuotePrint(frozen, frozen.Content.Preselected(), texts, colour).Document().ToJson(),
                [],
                new PdfOptions { Date = frozen.SentAt }
            );

        Figures.Print("pdf-5-first", await Figures.Time(Render), "ms");
        for (var i = 0; i < 10; i++)
            await Render();
        Figures.Times("pdf-5", await Figures.Repeat(Times, _ => Render()));
        Figures.Print("pdf-5-worker-memory", worker.Memory / 1048576d, "MB");
        await Seals((await Render()).Bytes);
    }

    private static async Task Seals(byte[] pdf)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var key = SealKey.Generate("Bench", now);
        var words = new SealWords { At = now, Company = "Bench" };
        var done = await Seal.Sign(pdf, key, words);
        Figures.Print("pdf-5-sealed-size", done.Bytes.Length / 1024d, "KB");
        if (!SealedPdf.Verify(done.Bytes).Intact)
            throw new InvalidOperationException("The seal does not hold");
        await Figures.Repeat(10, _ => Seal.Sign(pdf, key, words));
        Figures.Times("seal", await Figures.Repeat(2 * Times, _ => Seal.Sign(pdf, key, words)));
        Figures.Times("verify", await Figures.Repeat(2 * Times, _ => Task.FromResult(SealedPdf.Verify(done.Bytes))));
    }
}
