using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Catalogue.Importing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>The catalogue as a file, costs and all; or, empty, the template for one.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class ExportModel(Db db, Texts texts) : OfficePage
{
    public async Task<IActionResult> OnGetAsync(string kind, bool empty, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var lists = await db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ToListAsync(stop);
        var xlsx = kind == "xlsx";
        var table = await new GoodsTable(db, new GoodsColumns(account, lists, texts), texts).Write(xlsx, empty, stop);
        var name = texts[empty ? "Catalogue.Import.TemplateFile" : "Catalogue.Title"];
        return File(table, xlsx ? TableWriter.XlsxType : TableWriter.CsvType, $"{name}.{kind}");
    }
}
