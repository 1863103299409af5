using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

public enum BulkAct
{
    Remind,
    Extend,
    Assign,
}

/// <summary>One act on the quotes that were picked in the list (QU 1): told beforehand which it fits, then done to all of them or to none.</summary>
[Needs(Permission.EditQuotes)]
public sealed class BulkModel(Db db, Texts texts) : OfficePage
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "act")]
    public BulkAct Act { get; set; }

    [BindProperty(SupportsGet = true, Name = "id")]
    public List<Guid> Ids { get; set; } = [];

    /// <summary>What stands behind the address of the list.</summary>
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? Back { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public Guid? Seller { get; set; }

    public IReadOnlyList<Quote> Able { get; private set; } = [];

    /// <summary>How many the act does not fit: they are decided, or nobody has their link.</summary>
    public int Unable { get; private set; }

    public IReadOnlyList<SelectListItem> Sellers { get; private set; } = [];

    public string BackHref => "/quotes" + (Back is ['?', ..] ? Back : "");

    private DateOnly today;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!ModelState.IsValid || Ids.Count > Most)
            return NotFound();
        await Find();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Ids.Count > Most)
            return NotFound();
        await Find();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            foreach (var quote in Able)
                Do(quote);
            await db.SaveChangesAsync();
        }
        catch (BrokenRuleException broken)
        {
            db.ChangeTracker.Clear();
            await Find();
            ModelState.AddModelError(Act == BulkAct.Extend ? nameof(Until) : "", texts.Say(broken));
            return Page();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            await Find();
            ModelState.AddModelError("", texts["Quotes.ChangedMeanwhile"]);
            return Page();
        }
        this.Toast(texts.Count("Quotes.Bulk.Done." + Act, Able.Count));
        return Redirect(BackHref);
    }

    private void Do(Quote quote)
    {
        switch (Act)
        {
            case BulkAct.Remind:
                quote.Remind(Me.AsActor, db.Now);
                db.Enqueue(new TellCustomer(db.NewId(), quote.Id, TellCustomer.Reminder));
                break;
            case BulkAct.Extend:
                quote.Extend(Until ?? today.AddDays(-1), today, Me.AsActor, db.Now);
                break;
            default:
                if (Seller is { } wanted && Sellers.All(seller => seller.Value != wanted.ToString()))
                    throw new BrokenRuleException("Shared.Error.Invalid");
                quote.AssignTo(Seller);
                break;
        }
    }

    private async Task Find()
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync();
        today = account.Today(db.Now);
        var picked = await db.Quotes.Where(q => Ids.Contains(q.Id)).OrderByDescending(q => q.CreatedAt).ToListAsync();
        var read = Act == BulkAct.Remind ? await WithReaders() : [];
        Able = picked.FindAll(quote =>
            Act switch
            {
                BulkAct.Remind => quote.IsAnswerable(today) && read.Contains(quote.Id),
                BulkAct.Extend => quote.Standing == Standing.Open,
                _ => true,
            }
        );
        Unable = picked.Count - Able.Count;
        Until ??= today.AddDays(account.Settings.ValidityDays);
        var members = await db.Users.Where(m => m.DisabledAt == null).OrderBy(m => m.Name).Select(m => new { m.Id, m.Name }).ToListAsync();
        Sellers = [.. members.Select(m => new SelectListItem(m.Name, m.Id.ToString(), m.Id == Me.Id))];
    }

    private async Task<HashSet<Guid>> WithReaders() =>
        [
            .. await db
                .Deliveries.Where(d => Ids.Contains(d.QuoteId) && d.RevokedAt == null && d.Channel == Channel.Mail && d.Email != "")
                .Select(d => d.QuoteId)
                .Distinct()
                .ToListAsync(),
        ];
}
