using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>The customer list, A to Z, and the prospects beside it (CU 11).</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : OfficePage
{
    private const int PageSize = 50;

    public sealed record Row(Guid Id, string Name, CustomerDetails Details, bool IsProspect);

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool MayManage { get; private set; }

    public string? NextHref { get; private set; }

    public string? PreviousHref { get; private set; }

    public bool OnProspects => Tab == "prospects";

    public async Task OnGetAsync()
    {
        MayManage = await db.MayManageCustomers(Me);
        var list = (await db.Customers.Matching(Search, HttpContext.RequestAborted)).AsNoTracking();
        list = OnProspects ? list.Prospects() : list.Won();
        Rows = await (await Turned(list))
            .Take(PageSize + 1)
            .Select(c => new Row(c.Id, c.Name, c.Details, c.CustomerSince == null))
            .ToListAsync();
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
            tab == "prospects" ? "tab=prospects" : null,
            place,
        ];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "/customers" : "/customers?" + query;
    }

    private async Task<IQueryable<Customer>> Turned(IQueryable<Customer> list)
    {
        var from = (After ?? Before) is { } seen
            ? await db.Customers.Where(c => c.Id == seen).Select(c => new { c.SortName, c.Id }).SingleOrDefaultAsync()
            : null;
        if (from is null)
        {
            (After, Before) = (null, null);
            return list.OrderBy(c => c.SortName).ThenBy(c => c.Id);
        }
        return Before is null
            ? list.AfterName(from.SortName, from.Id).OrderBy(c => c.SortName).ThenBy(c => c.Id)
            : list.BeforeName(from.SortName, from.Id).OrderByDescending(c => c.SortName).ThenByDescending(c => c.Id);
    }
}
