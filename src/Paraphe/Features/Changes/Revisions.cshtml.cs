using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>Any two revisions of a quote, or one and the working copy, compared line by line (CR 10); made to be printed too.</summary>
[Needs(Permission.Read)]
public sealed class RevisionsModel(Db db) : OfficePage
{
    public sealed record Sent(int Number, DateTime At);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? From { get; set; }

    /// <summary>0 is the working copy.</summary>
    [BindProperty(SupportsGet = true)]
    public int? To { get; set; }

    public Quote Quote { get; private set; } = null!;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public IReadOnlyList<Sent> All { get; private set; } = [];

    public Comparison? Comparison { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return NotFound();
        Quote = quote;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop));
        All = await db
            .Revisions.Where(row => row.QuoteId == Id)
            .OrderBy(row => row.Number)
            .Select(row => new Sent(row.Number, row.SentAt))
            .ToListAsync(stop);
        if (All.Count == 0)
            return Page();
        To ??= quote.ChangedSinceSent || All.Count == 1 ? 0 : All[^1].Number;
        From ??= To == 0 ? All[^1].Number : Math.Max(1, To.Value - 1);
        if (await Content(From.Value, stop) is { } before && (To == 0 ? quote.Content : await Content(To.Value, stop)) is { } after)
            Comparison = await Comparison.Between(db, Id, (From.Value, before), (To == 0 ? null : To, after), stop);
        return Page();
    }

    private async Task<QuoteContent?> Content(int number, CancellationToken stop) =>
        (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(row => row.QuoteId == Id && row.Number == number, stop))?.Read().Content;
}
