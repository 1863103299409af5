using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue.Importing;

/// <summary>The catalogue as a table: what is written is read again by the import. The template is the same with one row as an example.</summary>
public sealed class GoodsTable(Db db, GoodsColumns columns, Texts texts)
{
    public async Task<Stream> Write(bool xlsx, bool empty, CancellationToken stop)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            65_536,
            FileOptions.DeleteOnClose
        );
        var rows = (empty ? Template() : await Rows(stop)).ToAsyncEnumerable();
        if (xlsx)
            await TableWriter.Xlsx(file, texts["Catalogue.Title"], rows, stop);
        else
            await TableWriter.Csv(file, ';', rows, stop);
        file.Position = 0;
        return file;
    }

    private IEnumerable<IReadOnlyList<string>> Template()
    {
        var example = new CatalogueDetails
        {
            Code = "T-100",
            Texts = new Dictionary<string, CatalogueText>
            {
                [columns.Account.Language] = new(texts["Catalogue.Import.Example"], texts["Catalogue.Import.ExampleText"]),
            },
            Unit = columns.Account.Settings.Units.FirstOrDefault() ?? "",
            Price = 42.5m,
            Vat = VatChoices.Usual(columns.Account, new QuoteContent()),
        };
        var fields = columns.All.Skip(1).ToList();
        yield return [.. fields.Select(columns.Label)];
        yield return [.. fields.Select(field => Cell(Guid.Empty, example, field, []))];
    }

    private async Task<IEnumerable<IReadOnlyList<string>>> Rows(CancellationToken stop)
    {
        var items = await db.Catalogue.AsNoTracking().OnOffer().OrderBy(item => item.SortName).ThenBy(item => item.Id).ToListAsync(stop);
        var names = items.ToDictionary(item => item.Id, item => item.Details.Code.Length > 0 ? item.Details.Code : item.Name);
        return items
            .Select(item => (IReadOnlyList<string>)[.. columns.All.Select(field => Cell(item.Id, item.Details, field, names))])
            .Prepend([.. columns.All.Select(columns.Label)]);
    }

    private string Cell(Guid id, CatalogueDetails details, string field, Dictionary<Guid, string> names) =>
        field.Split('.') switch
        {
            ["id"] => id.ToString(),
            ["code"] => details.Code,
            ["kind"] => texts["Catalogue.Kind." + details.Kind],
            ["unit"] => details.Unit,
            ["price"] => Plain(details.Price),
            ["cost"] => details.Cost is { } cost ? Plain(cost) : "",
            ["vat"] => details.Vat is { } vat ? Plain(vat.Rate) : "",
            ["extras"] => string.Join(", ", details.Extras.Where(names.ContainsKey).Select(extra => names[extra])),
            ["name", var code] => details.Texts.GetValueOrDefault(code)?.Name ?? "",
            ["description", var code] => details.Texts.GetValueOrDefault(code)?.Description ?? "",
            [_, var list] => details.ListPrices.TryGetValue(Guid.Parse(list), out var own) ? Plain(own) : "",
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such column"),
        };

    // With a point, and never three figures behind it, which some take for thousands: read back to the same number everywhere.
    private static string Plain(decimal number) =>
        number.ToString(decimal.Round(number, 2) == number ? "0.##" : "0.0000", CultureInfo.InvariantCulture);
}
