using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>Takes a file of customers, hands out the template and the list (CU 10).</summary>
[Needs(Permission.ManageCustomers)]
[RequestFormLimits(MultipartBodyLengthLimit = (Largest + 1) * 1024L * 1024), RequestSizeLimit((Largest + 1) * 1024L * 1024)]
public sealed class IndexModel(Db db, FileStore files, Texts texts) : OfficePage
{
    /// <summary>Megabytes of a file.</summary>
    public const int Largest = 64;

    [BindProperty]
    public IFormFile? Table { get; set; }

    public IReadOnlyList<CustomerImport> Past { get; private set; } = [];

    public async Task OnGetAsync() =>
        Past = await db
            .CustomerImports.AsNoTracking()
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id)
            .Take(20)
            .ToListAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        try
        {
            if (Table is not { Length: > 0 } file)
                throw new BrokenRuleException("Rules.Table.Empty");
            if (file.Length > Largest * 1024L * 1024)
                throw new BrokenRuleException("Rules.Table.Size", null, Largest);
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            await using var content = file.OpenReadStream();
            var format = TableFormat.Detect(content);
            var headings =
                format.Read(content).Select(row => row.Cells).FirstOrDefault() ?? throw new BrokenRuleException("Rules.Table.Empty");
            content.Position = 0;
            var (hash, _) = await files.Put(content, stop);
            var plan = new ImportPlan
            {
                IsXlsx = format.Kind == TableKind.Xlsx,
                Charset = format.Charset,
                Delimiter = format.Delimiter,
                Columns = ImportFields.Guess(headings, texts, account.Settings.CustomerFields),
                Country = account.Profile.Address.Country,
            };
            var import = new CustomerImport(db.NewId(), db.AccountId, Path.GetFileName(file.FileName), hash, plan, Me.Id, db.Now);
            db.CustomerImports.Add(import);
            await db.SaveChangesAsync(stop);
            return Redirect($"/customers/import/{import.Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            await OnGetAsync();
            return Page();
        }
    }

    public Task<IActionResult> OnGetTemplateAsync(bool xlsx, CancellationToken stop) => Hand(xlsx, empty: true, stop);

    public Task<IActionResult> OnGetExportAsync(bool xlsx, CancellationToken stop) => Hand(xlsx, empty: false, stop);

    private async Task<IActionResult> Hand(bool xlsx, bool empty, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var table = await new CustomerTable(db, texts, account.Settings.CustomerFields).Write(xlsx, empty, stop);
        var name = texts[empty ? "Customers.Import.TemplateFile" : "Customers.Title"];
        return File(table, xlsx ? TableWriter.XlsxType : TableWriter.CsvType, $"{name}.{(xlsx ? "xlsx" : "csv")}");
    }
}
