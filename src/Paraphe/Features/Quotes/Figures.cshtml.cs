using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>What became of the quotes (QU 13): conversion, value won and lost by month, seller, lead source; reasons of loss.</summary>
[Needs(Permission.Read)]
public sealed class FiguresModel(Db db) : OfficePage
{
    public static readonly IReadOnlyList<int> Periods = [3, 6, 12, 24];

    // A company that decides more than this in two years has its own statistics.
    private const int Most = 100_000;

    [BindProperty(SupportsGet = true, Name = "months")]
    public int Months { get; set; }

    public SalesFigures Figures { get; private set; } = SalesFigures.Of([], []);

    public string Currency { get; private set; } = "";

    public bool OtherCurrencies { get; private set; }

    public IReadOnlyDictionary<Guid, string> Sellers { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (!Periods.Contains(Months))
            Months = 12;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var today = account.Today(db.Now);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var since = account.StartOf(first);
        var decided = await db
            .Quotes.AsNoTracking()
            .Where(q => q.WonAt >= since || (q.LostAt >= since && q.WonAt == null))
            .Take(Most)
            .Select(q => new
            {
                q.WonAt,
                q.LostAt,
                q.DeliveredAt,
                q.Total,
                q.Currency,
                q.SellerId,
                q.LeadSource,
                q.Refusal,
            })
            .ToListAsync(stop);
        Currency = account.Currency;
        OtherCurrencies = decided.Exists(q => q.Currency != Currency);
        Sellers = await db.Users.ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        Figures = SalesFigures.Of(
            Enumerable.Range(0, Months).Select(first.AddMonths),
            decided
                .Where(q => q.Currency == Currency)
                .Select(q => new Decision(
                    q.WonAt is not null,
                    account.ToLocal((q.WonAt ?? q.LostAt)!.Value),
                    q.WonAt is { } won && q.DeliveredAt is { } sent ? (decimal)(won - sent).TotalDays : null,
                    q.Total,
                    q.SellerId ?? Guid.Empty,
                    q.LeadSource,
                    q.Refusal?.Reason
                ))
        );
    }

    public string MonthName(DateOnly month, CultureInfo culture) => month.ToString("MMM yyyy", culture);
}
