using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>A status set by hand (QU 8), or the validity put off (QU 9): asked for on a page that scripts show as a dialog.</summary>
[Needs(Permission.EditQuotes)]
public sealed class StatusModel(Db db, Winning winning, FileStore files, Texts texts) : OfficePage
{
    public static readonly IReadOnlyList<string> Ways = ["phone", "mail", "paper", "inPerson", "other"];

    public sealed record Fields
    {
        public string? How { get; init; }

        [StringLength(200)]
        public string? Reference { get; init; }

        public string? Reason { get; init; }

        [StringLength(5_000)]
        public string? Comment { get; init; }

        public DateOnly? Until { get; init; }

        /// <summary>A file that proves the acceptance.</summary>
        public IFormFile? Proof { get; init; }

        /// <summary>The customer is told only when the member says so.</summary>
        public bool Tell { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Where it was asked for; <c>pipeline</c> is gone back to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public QuoteAct Act { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Quote Quote { get; private set; } = null!;

    /// <summary>Somebody has a link to be written to.</summary>
    public bool MayTell { get; private set; }

    private Account account = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!ModelState.IsValid || !await Find())
            return NotFound();
        Input = new Fields { Until = Later() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Find())
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var outside = Act == QuoteAct.Accepted ? await Outside(stop) : null;
            if (Input.Tell && MayTell)
                db.Enqueue(new TellCustomer(db.NewId(), Id, Act.ToString()));
            if (Act == QuoteAct.Accepted)
                await winning.Win(Quote, outside, Me.AsActor, stop);
            else
            {
                Do(account.Today(db.Now));
                await db.SaveChangesAsync(stop);
            }
        }
        catch (BrokenRuleException broken)
        {
            db.ChangeTracker.Clear();
            await Find();
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        catch (DbUpdateException)
        {
            // Somebody, perhaps the customer, acted meanwhile: the page tells the newer state.
            this.Toast(texts["Quotes.ChangedMeanwhile"]);
            return Redirect($"/quotes/{Id}");
        }
        this.Toast(texts["Quotes.Did." + Act]);
        return Redirect(From == "pipeline" ? "/quotes/pipeline" : $"/quotes/{Id}");
    }

    private void Do(DateOnly today)
    {
        var (me, now) = (Me.AsActor, db.Now);
        switch (Act)
        {
            case QuoteAct.Rejected:
                Quote.Lose(Input.Reason ?? "", Input.Comment ?? "", me, now);
                break;
            case QuoteAct.Expired:
                Quote.ExpireByHand(me, now);
                break;
            case QuoteAct.Withdrawn:
                Quote.Withdraw(me, now);
                break;
            case QuoteAct.Open:
                Quote.Reopen(Input.Until ?? today.AddDays(-1), today, me, now);
                break;
            default:
                Quote.Extend(Input.Until ?? today.AddDays(-1), today, me, now);
                break;
        }
    }

    // How the customer said so, unless his signature says it.
    private async Task<OfflineAcceptance?> Outside(CancellationToken stop)
    {
        if (Quote.SignedAt is not null)
            return null;
        if (!Ways.Contains(Input.How, StringComparer.Ordinal))
            throw new BrokenRuleException("Rules.HowAccepted", "how");
        return new OfflineAcceptance(Input.How!, Input.Reference?.Trim() ?? "", await Proof.Keep(Input.Proof, files, stop));
    }

    private DateOnly Later()
    {
        var later = account.Today(db.Now).AddDays(Quote.ValidDays ?? account.Settings.ValidityDays);
        return Quote.ValidUntil > later ? Quote.ValidUntil.Value : later;
    }

    private async Task<bool> Find()
    {
        if (await db.Quotes.SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
            return false;
        (Quote, account) = (quote, await db.Accounts.AsNoTracking().SingleAsync());
        MayTell = await db.HasReaders(quote, HttpContext.RequestAborted);
        return true;
    }
}
