using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Quotes to come back to, the most urgent first: one's own, or everybody's.</summary>
[Needs(Permission.Read)]
public sealed class FollowUpsModel(Db db) : OfficePage
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public IReadOnlyList<Quote> Quotes { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public bool MayEdit => May(Permission.EditQuotes);

    public async Task OnGetAsync(CancellationToken stop)
    {
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        var me = Me.Id;
        Quotes = await db
            .Quotes.AsNoTracking()
            .Where(quote => quote.FollowUpOn != null && (All || quote.SellerId == me))
            .OrderBy(quote => quote.FollowUpOn)
            .ThenBy(quote => quote.Id)
            .Take(Most)
            .ToListAsync(stop);
    }
}
