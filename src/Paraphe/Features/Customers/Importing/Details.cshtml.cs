using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>An import from its columns to its report: each step is a button, and all of it survives a reload.</summary>
[Needs(Permission.ManageCustomers)]
public sealed class DetailsModel(Db db, FileStore files, Texts texts) : OfficePage
{
    private const int FlawsShown = 100;
    private const int RowsShown = 4;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ImportInput Input { get; set; } = new();

    public CustomerImport Import { get; private set; } = null!;

    public IReadOnlyList<OwnField> OwnFields { get; private set; } = [];

    /// <summary>The first rows, with their headings.</summary>
    public IReadOnlyList<TableRow> Sample { get; private set; } = [];

    public IReadOnlyList<ImportFlaw> Flaws { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Input = ImportInput.Of(Import.Plan);
        if (Import.State == ImportState.Mapping)
            await Look(stop);
        else
            Flaws = await db
                .ImportFlaws.AsNoTracking()
                .Where(flaw => flaw.ImportId == Id)
                .OrderBy(flaw => flaw.Line)
                .ThenBy(flaw => flaw.Id)
                .Take(FlawsShown)
                .ToListAsync(stop);
        return Page();
    }

    /// <summary>Reads the file to its end without writing anybody.</summary>
    public Task<IActionResult> OnPostCheckAsync(bool look, CancellationToken stop) =>
        Do(
            import =>
            {
                import.Map(Input.Over(import.Plan));
                if (look)
                    return false;
                import.Check();
                return true;
            },
            stop
        );

    public Task<IActionResult> OnPostColumnsAsync(CancellationToken stop) =>
        Do(
            import =>
            {
                import.Map(import.Plan);
                return false;
            },
            stop
        );

    public Task<IActionResult> OnPostRunAsync(CancellationToken stop) => Do(import => Begun(import.Run), stop);

    public Task<IActionResult> OnPostUndoAsync(CancellationToken stop) => Do(import => Begun(import.Undo), stop);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken stop) =>
        Do(
            import =>
            {
                import.Cancel(db.Now);
                return false;
            },
            stop
        );

    /// <summary>What is wrong, row by row, as a table.</summary>
    public async Task<IActionResult> OnGetReportAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        var flaws = await db
            .ImportFlaws.AsNoTracking()
            .Where(flaw => flaw.ImportId == Id)
            .OrderBy(flaw => flaw.Line)
            .ThenBy(flaw => flaw.Id)
            .ToListAsync(stop);
        var rows = flaws
            .Select(flaw => (IReadOnlyList<string>)[Line(flaw), Column(flaw), flaw.Value, Say(flaw)])
            .Prepend([
                texts["Customers.Import.Line"],
                texts["Customers.Import.Column"],
                texts["Customers.Import.Value"],
                texts["Customers.Import.Flaw"],
            ]);
        var file = new MemoryStream();
        await TableWriter.Csv(file, ';', rows.ToAsyncEnumerable(), stop);
        file.Position = 0;
        return File(
            file,
            TableWriter.CsvType,
            $"{Path.GetFileNameWithoutExtension(Import.FileName)}-{texts["Customers.Import.ReportFile"]}.csv"
        );
    }

    public string Say(ImportFlaw flaw) => texts[flaw.Rule, [.. flaw.Args]];

    public string Column(ImportFlaw flaw) => flaw.Field.Length == 0 ? "" : ImportFields.Label(flaw.Field, texts, OwnFields);

    private static string Line(ImportFlaw flaw) => flaw.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool Begun(Action begin)
    {
        begin();
        return true;
    }

    /// <param name="act">True when there is work to do for it.</param>
    private async Task<IActionResult> Do(Func<CustomerImport, bool> act, CancellationToken stop)
    {
        if (await db.CustomerImports.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } import)
            return NotFound();
        try
        {
            await db.InTransaction(
                async () =>
                {
                    if (act(import))
                        db.Enqueue(new TakeImport(Id));
                    // What was found before does not hold for what comes.
                    if (import.State is ImportState.Mapping or ImportState.Checking or ImportState.Running)
                        await db.ImportFlaws.Where(flaw => flaw.ImportId == Id).ExecuteDeleteAsync(stop);
                    await db.SaveChangesAsync(stop);
                },
                stop
            );
        }
        catch (BrokenRuleException broken)
        {
            // Pressed twice, or in another tab: the page tells where it stands.
            this.Toast(texts.Say(broken));
        }
        return Redirect($"/customers/import/{Id}");
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.CustomerImports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } import)
            return false;
        Import = import;
        OwnFields = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Settings.CustomerFields;
        return true;
    }

    private async Task Look(CancellationToken stop)
    {
        using var file = new MemoryStream(await files.Read(Import.FileHash, stop), writable: false);
        try
        {
            var plan = Import.Plan;
            Sample =
            [
                .. new TableFormat(plan.IsXlsx ? TableKind.Xlsx : TableKind.Csv, plan.Charset, plan.Delimiter).Read(file).Take(RowsShown),
            ];
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
        }
    }
}
