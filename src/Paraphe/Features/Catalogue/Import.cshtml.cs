using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Features.Catalogue.Importing;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>
/// A file becomes items of the catalogue: its columns are named, then it is read to its end without writing anything, then taken. Nothing is
/// kept between the steps but the file; what was taken can be taken back as a whole.
/// </summary>
[Needs(Permission.EditCatalogue)]
[RequestFormLimits(MultipartBodyLengthLimit = (Largest + 1) * 1024L * 1024), RequestSizeLimit((Largest + 1) * 1024L * 1024)]
public sealed class ImportModel(Db db, FileStore files, IDataProtectionProvider protection, Texts texts) : OfficePage
{
    /// <summary>Megabytes, and rows, of a file.</summary>
    public const int Largest = 16;
    public const int MostRows = 20_000;

    private const int RowsShown = 4;
    private const int MostTries = 5;

    public const int FlawsShown = 200;

    [BindProperty]
    public IFormFile? Table { get; set; }

    /// <summary>The kept file, sealed for this account: a hash alone opens nothing.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    /// <summary>What the file was called.</summary>
    [BindProperty, StringLength(200)]
    public string? FileName { get; set; }

    [BindProperty]
    public List<string?> Columns { get; set; } = [];

    public GoodsColumns Fields { get; private set; } = null!;

    /// <summary>The headings and the first rows, once there is a file.</summary>
    public IReadOnlyList<TableRow> Sample { get; private set; } = [];

    /// <summary>What the file would do, once it was checked.</summary>
    public GoodsTally? Tally { get; private set; }

    public IReadOnlyList<CatalogueImport> Past { get; private set; } = [];

    public Account Account { get; private set; } = null!;

    public Task OnGetAsync() => Look();

    /// <summary>A file comes: what its columns seem to hold is shown.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        Step(async () =>
        {
            if (Table is not { Length: > 0 } file)
                throw new BrokenRuleException("Rules.Table.Empty");
            if (file.Length > Largest * 1024L * 1024)
                throw new BrokenRuleException("Rules.Table.Size", null, Largest);
            await using var content = file.OpenReadStream();
            _ = TableFormat.Detect(content);
            var (hash, _) = await files.Put(content, stop);
            (Sealed, FileName) = (Sealer.Protect(hash), Path.GetFileName(file.FileName));
            await Show(stop);
            Columns = [.. Fields.Guess(Sample[0].Cells)];
            return Page();
        });

    /// <summary>Reads the file to its end and writes nothing.</summary>
    public Task<IActionResult> OnPostCheckAsync(CancellationToken stop) =>
        Step(async () =>
        {
            await Show(stop);
            (Tally, _) = await Take(stop);
            db.ChangeTracker.Clear();
            return Page();
        });

    /// <summary>What is wrong, row by row, as a table; nothing is written.</summary>
    public Task<IActionResult> OnPostReportAsync(CancellationToken stop) =>
        Step(async () =>
        {
            var (tally, _) = await Take(stop);
            db.ChangeTracker.Clear();
            var rows = tally
                .Flaws.Select(flaw =>
                    (IReadOnlyList<string>)
                        [
                            flaw.Line.ToString(CultureInfo.InvariantCulture),
                            Fields.All.Contains(flaw.Field) ? Fields.Label(flaw.Field) : "",
                            flaw.Value,
                            flaw.Says,
                        ]
                )
                .Prepend([
                    texts["Catalogue.Import.Line"],
                    texts["Catalogue.Import.What"],
                    texts["Catalogue.Import.Value"],
                    texts["Catalogue.Import.Flaw"],
                ]);
            var report = new MemoryStream();
            await TableWriter.Csv(report, ';', rows.ToAsyncEnumerable(), stop);
            report.Position = 0;
            return File(
                report,
                TableWriter.CsvType,
                $"{Path.GetFileNameWithoutExtension(FileName)}-{texts["Catalogue.Import.ReportFile"]}.csv"
            );
        });

    public Task<IActionResult> OnPostRunAsync(CancellationToken stop) =>
        Step(async () =>
        {
            for (var tried = 1; ; tried++)
                try
                {
                    var (tally, done) = await Take(stop);
                    var import = new CatalogueImport(
                        db.NewId(),
                        db.AccountId,
                        FileName ?? "",
                        (tally.Added, tally.Changed),
                        Me.Name,
                        db.Now
                    );
                    db.CatalogueImports.Add(import);
                    db.ImportedItems.AddRange(done.Select(one => new ImportedItem(db.NewId(), import, one.Item, one.Before)));
                    await db.SaveChangesAsync(stop);
                    this.Toast(texts["Catalogue.Import.Done", texts.Number(tally.Added), texts.Number(tally.Changed)]);
                    return Redirect("/catalogue");
                }
                catch (DbUpdateException) when (tried < MostTries)
                {
                    // Somebody changed an item meanwhile: the file is read against what stands now.
                    db.ChangeTracker.Clear();
                }
        });

    /// <summary>Takes a whole import back.</summary>
    public Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken stop) =>
        Step(async () =>
        {
            for (var tried = 1; ; tried++)
                try
                {
                    if (await db.CatalogueImports.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } import)
                        return NotFound();
                    await new UndoGoods(db).Run(import, Account.Language, stop);
                    await db.SaveChangesAsync(stop);
                    this.Toast(texts["Catalogue.Import.Undone", import.FileName, texts.Number(import.Kept)]);
                    return Redirect("/catalogue/import");
                }
                catch (DbUpdateException) when (tried < MostTries)
                {
                    db.ChangeTracker.Clear();
                }
        });

    private IDataProtector Sealer => protection.CreateProtector("catalogue import", Me.AccountId.ToString());

    private async Task<IActionResult> Step(Func<Task<IActionResult>> step)
    {
        await Look();
        try
        {
            return await step();
        }
        catch (CryptographicException)
        {
            // Forged, or from before the keys were changed.
            return Redirect("/catalogue/import");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            return Page();
        }
    }

    private async Task Look()
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        Past = await db
            .CatalogueImports.AsNoTracking()
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Take(20)
            .ToListAsync();
        Fields = new GoodsColumns(Account, await db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ToListAsync(), texts);
    }

    private async Task Show(CancellationToken stop)
    {
        using var file = await Kept(stop);
        Sample = [.. TableFormat.Detect(file).Read(file, Limits).Take(RowsShown)];
        if (Sample.Count == 0)
            throw new BrokenRuleException("Rules.Table.Empty");
    }

    private async Task<(GoodsTally Tally, IReadOnlyList<(CatalogueItem Item, CatalogueDetails? Before)> Done)> Take(CancellationToken stop)
    {
        using var file = await Kept(stop);
        var format = TableFormat.Detect(file);
        var fields = Columns.Select(column => Fields.All.Contains(column) ? column! : "").ToList();
        if (!fields.Exists(field => field.StartsWith("name.", StringComparison.Ordinal)))
            throw new BrokenRuleException("Catalogue.Import.NoName");
        var take = new TakeGoods(db, Fields, texts);
        var tally = await take.Run(format.Read(file, Limits).Skip(1), fields, plain: format.Kind == TableKind.Xlsx, stop);
        return (tally, take.Done);
    }

    private static TableLimits Limits => new() { Rows = MostRows };

    private async Task<MemoryStream> Kept(CancellationToken stop) =>
        new(await files.Read(Sealer.Unprotect(Sealed ?? ""), stop), writable: false);
}
