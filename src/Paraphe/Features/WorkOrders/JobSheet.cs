using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The order on paper, for the van: what to do, where, by whom, room for hours and for the customer's signature.</summary>
public sealed class JobSheet(Db db, RenderWorker worker, FileStore files, Texts texts)
{
    public const string Template = "order.typ";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    public async Task<RenderedPdf> Print(WorkOrder order, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var names = (await db.Workers(stop)).Where(member => order.Assignees.Contains(member.Id)).Select(member => member.Name);
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (account.Settings.Logo is { } logo)
            pictures["logo"] = await files.Read(logo, stop);
        var (company, words) = (account.Profile, texts.In(account.Locale));
        var facts = new List<PrintedFact>
        {
            new(words["WorkOrders.Customer"], order.CustomerName),
            new(words["Documents.place"], order.Place),
            new(words["WorkOrders.When"], When(order, words)),
            new(words["WorkOrders.Who"], string.Join('\n', names)),
        };
        var data = new
        {
            language = words.Culture.Name,
            paper = "a4",
            brand = account.Settings.BrandColour,
            labels = words.Of("Documents"),
            kind = words["WorkOrders.Sheet"],
            number = order.Number,
            title = order.Title.Length > 0 ? order.Title : order.Number,
            logo = pictures.Count > 0 ? "logo" : null,
            company = new PrintedParty(
                company.Name,
                [.. company.Address.Block(company.Address.Country, words.Culture), company.Phone, company.Email]
            ),
            companyLine = company.Legal(words),
            watermark = (string?)null,
            facts = facts.Where(fact => fact.Value.Length > 0),
            instructions = new { title = words["WorkOrders.Instructions"], text = order.Instructions },
            lines = new
            {
                title = words["WorkOrders.Lines"],
                rows = order.Lines.Select(line => new
                {
                    name = line.Name,
                    description = TextBlock.From(line.Description),
                    quantity = $"{words.Number(line.Quantity)} {line.Unit}".Trim(),
                    option = line.WasOption ? words["Signing.ChosenOption"] : null,
                }),
            },
            checks = new
            {
                title = words["WorkOrders.Checklist"],
                rows = order.Checklist.Select(item => new { text = item.Text, done = item.DoneAt is not null }),
            },
            entries = new
            {
                title = words["WorkOrders.Entries"],
                rows = order.Entries.Select(entry => new
                {
                    amount = Amount(entry, words),
                    text = entry.Text,
                    name = entry.Name,
                }),
                hours = words["WorkOrders.Hours"],
                material = words["WorkOrders.Kind.Material"],
            },
            signature = new
            {
                label = words["WorkOrders.SignerName"],
                name = order.Signed?.Name,
                path = order.Signed?.Strokes,
                width = 320,
                height = 120,
            },
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(data, Written);
        return await worker.Pdf(Template, json, [], new PdfOptions { Date = order.CreatedAt, Pictures = pictures }, stop);
    }

    private static string When(WorkOrder order, Texts words)
    {
        if (order.StartsAt is not { } start)
            return "";
        var text = words.LongDate(DateOnly.FromDateTime(start));
        return start.TimeOfDay > TimeSpan.Zero ? $"{text}, {words.Time(TimeOnly.FromDateTime(start))}" : text;
    }

    private static string Amount(WorkEntry entry, Texts words) =>
        entry.Kind switch
        {
            WorkEntryKind.Time => words["WorkOrders.HoursOf", words.Number(entry.Quantity)],
            WorkEntryKind.Material => $"{words.Number(entry.Quantity)} {entry.Unit}".Trim(),
            _ => "",
        };
}
