#pragma warning disable MA0011, CA1304, CA1311, CA1862 // ToLower stands in queries here: the database knows no cultures.
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Tracker;

public enum TrackerTab
{
    All,
    Pending,
    Sent,
    Opened,
    Failed,

    /// <summary>Open quotes in their last week.</summary>
    Expiring,
}

/// <summary>Every delivery of every quote with what became of it (SN 3, SN 4), newest first.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : OfficePage
{
    private const int Size = 50;
    private const int DaysToExpiry = 7;

    [BindProperty(SupportsGet = true)]
    public TrackerTab Tab { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>The last delivery of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<TrackedDelivery> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime Now => db.Now;

    public bool MayEdit => May(Permission.EditQuotes);

    public bool Narrows => Search is { Length: > 0 } || From is not null || To is not null;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        var shown = OfTab(await Narrowed(account, stop), account.Today(db.Now));
        if (
            await db.Deliveries.Where(row => row.Id == After).Select(row => new { row.CreatedAt, row.Id }).FirstOrDefaultAsync(stop) is
            { } last
        )
            shown = shown.Where(row =>
                row.CreatedAt < last.CreatedAt || (row.CreatedAt == last.CreatedAt && row.Id.CompareTo(last.Id) < 0)
            );
        var rows = await (
            from delivery in shown.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(Size + 1)
            join quote in db.Quotes on delivery.QuoteId equals quote.Id
            orderby delivery.CreatedAt descending, delivery.Id descending
            select new
            {
                delivery,
                quote.Number,
                quote.Title,
                quote.CustomerName,
                quote.ValidUntil,
            }
        ).ToListAsync(stop);
        var ids = rows.ConvertAll(row => (Guid?)row.delivery.Id);
        var mails = await db
            .OutgoingMails.Where(mail => ids.Contains(mail.DeliveryId))
            .Select(mail => new
            {
                mail.DeliveryId,
                mail.Id,
                mail.MaybeTwice,
            })
            .ToListAsync(stop);
        Rows =
        [
            .. rows.Take(Size)
                .Select(row =>
                {
                    var mail = mails.Find(each => each.DeliveryId == row.delivery.Id);
                    return new TrackedDelivery(
                        row.delivery,
                        row.Number ?? "",
                        row.Title,
                        row.CustomerName,
                        row.ValidUntil,
                        mail?.Id,
                        mail?.MaybeTwice == true
                    );
                }),
        ];
        Older = rows.Count > Size ? Href(Tab, Rows[^1].Delivery.Id) : null;
    }

    public string Href(TrackerTab tab, Guid? after = null) =>
        QueryHelpers.AddQueryString(
            "/tracker",
            new Dictionary<string, string?>
            {
                ["tab"] = tab == TrackerTab.All ? null : tab.ToString().ToLowerInvariant(),
                ["q"] = string.IsNullOrWhiteSpace(Search) ? null : Search,
                ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["after"] = after?.ToString(),
            }.Where(pair => pair.Value is not null)
        );

    private async Task<IQueryable<Delivery>> Narrowed(Account account, CancellationToken stop)
    {
        IQueryable<Delivery> shown = db.Deliveries.AsNoTracking();
        if (From is { } from && account.StartOf(from) is var since)
            shown = shown.Where(row => row.CreatedAt >= since);
        if (To is { } to && account.StartOf(to.AddDays(1)) is var until)
            shown = shown.Where(row => row.CreatedAt < until);
        if (string.IsNullOrWhiteSpace(Search))
            return shown;
        var address = Search.Trim().ToLowerInvariant();
        var quotes = (await db.Quotes.Search(Search, stop)).Rows.Select(quote => quote.Id);
        return shown.Where(row => row.Email.ToLower().Contains(address) || quotes.Contains(row.QuoteId));
    }

    private IQueryable<Delivery> OfTab(IQueryable<Delivery> rows, DateOnly today)
    {
        var last = today.AddDays(DaysToExpiry);
        return Tab switch
        {
            TrackerTab.Pending => rows.Where(row => row.FailedAt == null && row.OpenedAt == null && row.SentAt == null),
            TrackerTab.Sent => rows.Where(row => row.FailedAt == null && row.OpenedAt == null && row.SentAt != null),
            TrackerTab.Opened => rows.Where(row => row.FailedAt == null && row.OpenedAt != null),
            TrackerTab.Failed => rows.Where(row => row.FailedAt != null),
            TrackerTab.Expiring => rows.Where(row =>
                row.RevokedAt == null
                && row.Role == RecipientRole.Signer
                && db.Quotes.Any(quote =>
                    quote.CurrentRevisionId == row.RevisionId
                    && quote.Standing == Standing.Open
                    && quote.ValidUntil >= today
                    && quote.ValidUntil <= last
                )
            ),
            _ => rows,
        };
    }
}

/// <param name="Mail">The exact mail, to be looked at.</param>
public sealed record TrackedDelivery(
    Delivery Delivery,
    string Number,
    string Title,
    string Customer,
    DateOnly? ValidUntil,
    Guid? Mail,
    bool MaybeTwice
);
