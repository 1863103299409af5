using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.EInvoicing;

/// <summary>A period for the accountant: its VAT at a glance, and the tables to take away.</summary>
[Needs(Permission.EditInvoices)]
public sealed class ExportModel(Db db, AccountantExport export, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    public IReadOnlyList<VatOfMonth> Vat { get; private set; } = [];

    /// <summary>Names of common periods with their first and last day.</summary>
    public IReadOnlyList<(string Key, DateOnly From, DateOnly To)> Periods { get; private set; } = [];

    public string Query => FormattableString.Invariant($"from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}");

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await Prepare(stop);
        if (ModelState.IsValid)
            Vat = await export.Vat(From!.Value, To!.Value, stop);
        return Page();
    }

    /// <param name="table">invoices or vat.</param>
    /// <param name="format">csv or xlsx.</param>
    public async Task<IActionResult> OnGetTableAsync(string table, string format, CancellationToken stop)
    {
        await Prepare(stop);
        if (!ModelState.IsValid || table is not ("invoices" or "vat") || format is not ("csv" or "xlsx"))
            return NotFound();
        var vat = table == "vat";
        var file = format == "csv" ? export.Csv(vat, From!.Value, To!.Value, stop) : await export.Xlsx(vat, From!.Value, To!.Value, stop);
        await file.ExecuteAsync(HttpContext);
        return new EmptyResult();
    }

    private async Task Prepare(CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var month = new DateOnly(account.Today(db.Now).Year, account.Today(db.Now).Month, 1);
        var quarter = month.AddMonths(-((month.Month - 1) % 3));
        var year = new DateOnly(month.Year, 1, 1);
        Periods =
        [
            ("LastMonth", month.AddMonths(-1), month.AddDays(-1)),
            ("ThisMonth", month, month.AddMonths(1).AddDays(-1)),
            ("LastQuarter", quarter.AddMonths(-3), quarter.AddDays(-1)),
            ("ThisQuarter", quarter, quarter.AddMonths(3).AddDays(-1)),
            ("ThisYear", year, year.AddYears(1).AddDays(-1)),
            ("LastYear", year.AddYears(-1), year.AddDays(-1)),
        ];
        From ??= Periods[0].From;
        To ??= Periods[0].To;
        if (To < From)
            ModelState.AddModelError(nameof(To), texts["EInvoicing.Export.Order"]);
    }
}
