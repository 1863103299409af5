using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
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

    /// <param name="Text">What is searched of him, when somebody searches.</param>
    public sealed record Row(Guid Id, string Name, CustomerDetails Details, bool IsProspect, string Text);

    /// <summary>Of a ranked search, from one.</summary>
    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

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

    /// <summary>How many the search finds in the other list.</summary>
    public int Beside { get; private set; }

    public bool OnProspects => Tab == "prospects";

    public async Task OnGetAsync(CancellationToken stop)
    {
        MayManage = await db.MayManageCustomers(Me);
        var found = await db.Customers.Search(Search, stop, counted: false);
        var list = found.Rows.AsNoTracking();
        // Of very many, the list itself has enough.
        if (found is { IsSearch: true, Some: null })
            Beside = await (OnProspects ? found.Rows.Won() : found.Rows.Prospects()).CountAsync(stop);
        list = OnProspects ? list.Prospects() : list.Won();
        if (found is { IsSearch: true, Some: null })
            await Best(list, stop);
        else
            await InOrder(list, stop);
    }

    // Few enough to be sorted by how well they match: whose name begins so, whose name holds it, then the others, each A to Z.
    private async Task Best(IQueryable<Customer> list, CancellationToken stop)
    {
        var (wanted, number) = (SearchText.Fold(Search), Math.Clamp(PageNumber, 1, 1000));
        var rows = await list.OrderBy(c =>
                c.SortName.StartsWith(wanted) ? 0
                : c.SortName.Contains(wanted) ? 1
                : 2
            )
            .ThenBy(c => c.SortName)
            .ThenBy(c => c.Id)
            .Skip((number - 1) * PageSize)
            .Take(PageSize + 1)
            .Select(c => new Row(c.Id, c.Name, c.Details, c.CustomerSince == null, c.SearchText))
            .ToListAsync(stop);
        Rows = [.. rows.Take(PageSize)];
        NextHref = rows.Count > PageSize ? Href(Tab, string.Create(CultureInfo.InvariantCulture, $"page={number + 1}")) : null;
        PreviousHref = number > 1 ? Href(Tab, string.Create(CultureInfo.InvariantCulture, $"page={number - 1}")) : null;
    }

    // A search of very many is read in the same ranks as a small one, but for the middle: one rank after the other, each in the list's own order.
    private async Task InOrder(IQueryable<Customer> list, CancellationToken stop)
    {
        var wanted = SearchText.Fold(Search);
        IQueryable<Customer>[] ranks = wanted.Length == 0 ? [list] : [list.NamedLike(wanted), list.NotNamedLike(wanted)];
        var seen = (After ?? Before) is { } id ? await Seen(id, wanted, stop) : null;
        if (seen is null)
            (After, Before) = (null, null);
        var rows = new List<Row>();
        var steps = Before is null ? ranks : ranks.Reverse();
        foreach (var rank in seen is null ? steps : steps.Skip(Before is null ? seen.Rank : ranks.Length - 1 - seen.Rank))
        {
            var from = rank == ranks[seen?.Rank ?? 0] ? seen : null;
            rows.AddRange(
                await Turned(rank, from)
                    .Take(PageSize + 1 - rows.Count)
                    .Select(c => new Row(c.Id, c.Name, c.Details, c.CustomerSince == null, wanted.Length > 0 ? c.SearchText : ""))
                    .ToListAsync(stop)
            );
            if (rows.Count > PageSize)
                break;
        }
        var more = rows.Count > PageSize;
        Rows = [.. Before is null ? rows.Take(PageSize) : rows.Take(PageSize).Reverse()];
        if (Rows.Count == 0)
            return;
        if (Before is null ? more : true)
            NextHref = Href(Tab, $"after={Rows[^1].Id}");
        if (Before is null ? After is not null : more)
            PreviousHref = Href(Tab, $"before={Rows[0].Id}");
    }

    /// <summary>Where it matched, when none of what the row shows tells it.</summary>
    public string Elsewhere(Row row)
    {
        string[] shown = [row.Name, row.Details.Email, row.Details.Phone, row.Details.Address.City];
        if (string.IsNullOrWhiteSpace(Search) || shown.Any(text => SearchMarks.Of(text, Search).Any(piece => piece.Marked)))
            return "";
        // As it is written, where the row knows it; else from what is searched.
        var details = row.Details;
        string[] known = [details.Address.OneLine, details.VatNumber, details.CompanyNumber, details.LeadSource, .. details.Tags];
        if (known.FirstOrDefault(text => SearchMarks.Of(text, Search).Any(piece => piece.Marked)) is { } found)
            return found;
        var at = row.Text.IndexOf(SearchText.Fold(Search).Split(' ')[0], StringComparison.Ordinal);
        if (at < 0)
            return "";
        // From the beginning of a word.
        var from = Math.Max(0, at - 20);
        if (from > 0 && row.Text.IndexOf(' ', from, at - from) is >= 0 and var space)
            from = space + 1;
        var text = row.Text[from..Math.Min(row.Text.Length, at + 60)];
        return (from > 0 ? "…" : "") + text.Trim() + (at + 60 < row.Text.Length ? "…" : "");
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

    /// <param name="Rank">Of the search: whose name begins so, the others.</param>
    private sealed record Place(string SortName, Guid Id, int Rank);

    private async Task<Place?> Seen(Guid id, string wanted, CancellationToken stop) =>
        await db.Customers.Where(c => c.Id == id).Select(c => new { c.SortName }).SingleOrDefaultAsync(stop) is { SortName: var name }
            ? new(name, id, name.StartsWith(wanted, StringComparison.Ordinal) ? 0 : 1)
            : null;

    private IQueryable<Customer> Turned(IQueryable<Customer> list, Place? from) =>
        Before is null
            ? (from is null ? list : list.AfterName(from.SortName, from.Id)).OrderBy(c => c.SortName).ThenBy(c => c.Id)
            : (from is null ? list : list.BeforeName(from.SortName, from.Id))
                .OrderByDescending(c => c.SortName)
                .ThenByDescending(c => c.Id);
}
