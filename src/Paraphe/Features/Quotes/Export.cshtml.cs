using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The list as a file, with the filter of its address.</summary>
[Needs(Permission.Read)]
public sealed class ExportModel(QuoteExport export) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public QuoteFilter Filter { get; set; } = new();

    /// <summary>Quotes that were picked; none is all of the filter.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public List<Guid> Ids { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(string kind, CancellationToken stop)
    {
        var file = kind == "csv" ? export.Csv(Filter, Ids, stop) : await export.Xlsx(Filter, Ids, stop);
        await file.ExecuteAsync(HttpContext);
        return new EmptyResult();
    }
}
