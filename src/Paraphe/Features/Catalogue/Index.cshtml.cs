using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>Services and products, A to Z (QU 3).</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : OfficePage
{
    private const int PageSize = 50;

    public sealed record Row(Guid Id, string Name, CatalogueDetails Details);

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string Currency { get; private set; } = "";

    public bool MayEdit => May(Permission.EditCatalogue);

    public bool OnArchive => Tab == "archived";

    public string? NextHref { get; private set; }

    public string? PreviousHref { get; private set; }

    public async Task OnGetAsync()
    {
        Currency = await db.Accounts.AsNoTracking().Select(account => account.Currency).SingleAsync();
        var list = db.Catalogue.AsNoTracking().Matching(Search);
        list = OnArchive ? list.Archived() : list.OnOffer();
        Rows = await (await Turned(list)).Take(PageSize + 1).Select(item => new Row(item.Id, item.Name, item.Details)).ToListAsync();
        var more = Rows.Count > PageSize;
        Rows = [.. Before is null ? Rows.Take(PageSize) : Rows.Take(PageSize).Reverse()];
        if (Rows.Count == 0)
            return;
        if (Before is null ? more : true)
            NextHref = Href(Tab, $"after={Rows[^1].Id}");
        if (Before is null ? After is not null : more)
            PreviousHref = Href(Tab, $"before={Rows[0].Id}");
    }

    /// <summary>This list with another tab or place, the search kept.</summary>
    public string Href(string? tab, string? place = null)
    {
        string?[] parts =
        [
            string.IsNullOrEmpty(Search) ? null : $"q={Uri.EscapeDataString(Search)}",
            tab == "archived" ? "tab=archived" : null,
            place,
        ];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "/catalogue" : "/catalogue?" + query;
    }

    private async Task<IQueryable<CatalogueItem>> Turned(IQueryable<CatalogueItem> list)
    {
        var from = (After ?? Before) is { } seen
            ? await db.Catalogue.Where(item => item.Id == seen).Select(item => new { item.SortName, item.Id }).SingleOrDefaultAsync()
            : null;
        if (from is null)
        {
            (After, Before) = (null, null);
            return list.OrderBy(item => item.SortName).ThenBy(item => item.Id);
        }
        return Before is null
            ? list.AfterName(from.SortName, from.Id).OrderBy(item => item.SortName).ThenBy(item => item.Id)
            : list.BeforeName(from.SortName, from.Id).OrderByDescending(item => item.SortName).ThenByDescending(item => item.Id);
    }
}
