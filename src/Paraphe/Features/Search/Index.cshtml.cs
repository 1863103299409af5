using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Customers;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Search;

/// <summary>One box over customers, quotes, requests and work orders, and the places of the application (AC 7): a page, and the list of the palette.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db, Shell shell, Texts texts) : OfficePage
{
    private const int Most = 6;

    public sealed record Hit(string Href, string Icon, string Name, string More);

    /// <param name="All">The list that shows the rest.</param>
    public sealed record Group(string Name, IReadOnlyList<Hit> Hits, string? All);

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => Look(stop);

    /// <summary>The results alone, while somebody types.</summary>
    public async Task<IActionResult> OnGetFoundAsync(CancellationToken stop)
    {
        await Look(stop);
        return Partial("_Hits", this);
    }

    private async Task Look(CancellationToken stop)
    {
        var groups = new List<Group> { new(texts["Search.Places"], [.. Places()], null) };
        if (!string.IsNullOrWhiteSpace(Typed))
        {
            var q = Uri.EscapeDataString(Typed);
            groups.Insert(0, new(texts["Shared.Nav.Customers"], await Customers(stop), $"/customers?q={q}"));
            groups.Insert(1, new(texts["Shared.Nav.Quotes"], await Quotes(stop), $"/quotes?q={q}"));
            if (!shell.Hidden.Contains("Requests"))
                groups.Insert(2, new(texts["Shared.Nav.Requests"], await Requests(stop), $"/requests?q={q}"));
            groups.Insert(groups.Count - 1, new(texts["Shared.Nav.Invoices"], await Invoices(stop), $"/invoices?q={q}"));
            groups.Insert(groups.Count - 1, new(texts["Shared.Nav.WorkOrders"], await Orders(stop), null));
        }
        Groups = [.. groups.Where(group => group.Hits.Count > 0)];
    }

    private async Task<List<Hit>> Customers(CancellationToken stop) =>
        (await db.Customers.Nearest(Typed, Most, stop)).ConvertAll(c => new Hit(
            $"/customers/{c.Id}",
            "person",
            c.Name,
            Join(c.Details.Email, c.Details.Phone, c.Details.Address.City)
        ));

    private async Task<List<Hit>> Quotes(CancellationToken stop)
    {
        var found = await (await db.Quotes.Matching(Typed, stop))
            .OrderByDescending(q => q.CreatedAt)
            .ThenByDescending(q => q.Id)
            .Take(Most)
            .Select(q => new
            {
                q.Id,
                Number = q.Number ?? q.DraftNumber,
                q.Title,
                q.CustomerName,
            })
            .ToListAsync(stop);
        return found.ConvertAll(q => new Hit(
            $"/quotes/{q.Id}",
            "doc",
            q.Title.Length > 0 ? q.Title : q.Number,
            Join(q.Number, q.CustomerName)
        ));
    }

    private async Task<List<Hit>> Requests(CancellationToken stop)
    {
        var found = await (await db.Requests.Matching(Typed, stop))
            .Where(r => !r.IsSpam)
            .OrderByDescending(r => r.LastMessageAt)
            .ThenByDescending(r => r.Id)
            .Take(Most)
            .Select(r => new
            {
                r.Id,
                r.Subject,
                r.Name,
            })
            .ToListAsync(stop);
        return found.ConvertAll(r => new Hit(
            $"/requests/{r.Id}",
            "inbox",
            r.Subject.Length > 0 ? r.Subject : texts["Requests.NoSubject"],
            r.Name
        ));
    }

    private async Task<List<Hit>> Invoices(CancellationToken stop)
    {
        var found = await (await db.Invoices.Matching(Typed, stop))
            .OrderByDescending(i => i.CreatedAt)
            .ThenByDescending(i => i.Id)
            .Take(Most)
            .Select(i => new
            {
                i.Id,
                i.Number,
                i.Title,
                i.CustomerName,
            })
            .ToListAsync(stop);
        return found.ConvertAll(i => new Hit(
            $"/invoices/{i.Id}",
            "coins",
            i.Number ?? texts["Invoices.Is.Draft"],
            Join(i.CustomerName, i.Title)
        ));
    }

    private async Task<List<Hit>> Orders(CancellationToken stop)
    {
        var orders = db.WorkOrders.AsQueryable();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Runs in the database.
        foreach (var word in (Typed ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(SearchTerms.MostWords))
            orders = orders.Where(o =>
                o.Number.ToLower().Contains(word) || o.Title.ToLower().Contains(word) || o.CustomerName.ToLower().Contains(word)
            );
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        var found = await orders
            .OrderByDescending(o => o.CreatedAt)
            .ThenByDescending(o => o.Id)
            .Take(Most)
            .Select(o => new
            {
                o.Id,
                o.Number,
                o.Title,
                o.CustomerName,
            })
            .ToListAsync(stop);
        return found.ConvertAll(o => new Hit(
            $"/work-orders/{o.Id}",
            "cal",
            o.Title.Length > 0 ? o.Title : o.Number,
            Join(o.Number, o.CustomerName)
        ));
    }

    private IEnumerable<Hit> Places()
    {
        var wanted = SearchText.Fold(Typed);
        var acts = new List<Hit>();
        if (May(Permission.EditQuotes))
            acts.Add(new("/quotes/new", "plus", texts["Shared.NewQuote"], ""));
        foreach (var place in Navigation.Groups.SelectMany(group => group.Places).Concat(Navigation.Foot))
            if (!shell.Hidden.Contains(place.Key) && place.IsOpen(HttpContext))
                acts.Add(new(place.Href, place.Icon, texts["Shared.Nav." + place.Key], ""));
        return acts.Where(act => wanted.Length == 0 || SearchText.Fold(act.Name).Contains(wanted, StringComparison.Ordinal));
    }

    private static string Join(params string[] parts) => string.Join(" · ", parts.Where(part => part.Length > 0));
}
