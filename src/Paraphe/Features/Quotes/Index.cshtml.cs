using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The list (QU 1): a page reads its rows, their deliveries, and counts that stop at a bound; never all quotes.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : QuoteViews(db)
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public QuoteFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public Account Account { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public DateTime Now => Db.Now;

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);

    public IReadOnlyList<QuoteRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<QuoteTab, TabCount> Counts { get; private set; } = new Dictionary<QuoteTab, TabCount>();

    /// <summary>What is open, as long as it is in one currency and can be added up quickly.</summary>
    public (decimal Sum, string Currency)? OpenSum { get; private set; }

    public IReadOnlyDictionary<Guid, string> Sellers { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Lead sources and tags of quotes made of late, to choose from.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>The filter as it stands behind the address; empty without one.</summary>
    public string Query => Filter.Href()["/quotes".Length..];

    public string? NextHref { get; private set; }

    public string? PreviousHref { get; private set; }

    public async Task OnGetAsync()
    {
        await FindChoices();
        Account = await Db.Accounts.AsNoTracking().SingleAsync();
        Today = Account.Today(Db.Now);
        Sellers = await Db.Users.OrderBy(m => m.Name).ToDictionaryAsync(m => m.Id, m => m.Name);
        var found = await Filter.Of(Db, Account, HttpContext.RequestAborted);
        Counts = await found.CountTabs(Today);
        if (Counts[QuoteTab.Open] is { IsMore: false, Count: <= 2_000 })
            OpenSum = await found.Rows.OpenSum(Today);
        await Fill(found.Rows.In(Filter.Tab, Today));
        var sources = await Db.Quotes.NewestFirst().Take(300).Select(q => q.LeadSource).ToListAsync();
        Sources = [.. sources.Where(source => source.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(50)];
        var tags = await Db.QuoteTags.AsNoTracking().OrderByDescending(t => t.QuoteId).ThenBy(t => t.Key).Take(300).ToListAsync();
        Tags = [.. tags.DistinctBy(t => t.Key).OrderBy(t => t.Key, StringComparer.Ordinal).Take(50).Select(t => t.Name)];
    }

    private async Task Fill(IQueryable<Quote> list)
    {
        var seen = (After ?? Before) is { } id
            ? await Db
                .Quotes.Where(q => q.Id == id)
                .Select(q => new QuotePlace(q.Id, q.CreatedAt, q.CustomerSort, q.Total))
                .SingleOrDefaultAsync()
            : null;
        var back = seen is not null && After is null;
        if (seen is not null)
            list = list.Behind(seen, Filter.Sort, back);
        var rows = await list.Sorted(Filter.Sort, back).Take(PageSize + 1).Select(QuoteRow.Of).ToListAsync();
        var more = rows.Count > PageSize;
        rows = [.. back ? rows.Take(PageSize).Reverse() : rows.Take(PageSize)];
        Rows = rows;
        if (rows.Count == 0)
            return;
        if (back || more)
            NextHref = Filter.Href($"after={rows[^1].Id}");
        if (back ? more : seen is not null)
            PreviousHref = Filter.Href($"before={rows[0].Id}");
        await QuoteRow.FillMails(rows, Db);
    }
}
