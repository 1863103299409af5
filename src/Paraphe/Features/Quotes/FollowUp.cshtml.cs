using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>A day on which a member wants to come back to the quote, with a word on why; its seller is told in the morning.</summary>
[Needs(Permission.EditQuotes)]
public sealed class FollowUpModel(Db db, Texts texts) : OfficePage
{
    public sealed record Fields(DateOnly? On, string? Note);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new(null, null);

    public Quote Quote { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Input = new Fields(Quote.FollowUpOn ?? account.Today(db.Now).AddDays(7), Quote.FollowUpNote);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (Input.On is not { } on)
        {
            ModelState.Add(new BrokenRuleException("Rules.DateMissing", "On"), texts, nameof(Input));
            return Page();
        }
        try
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            Quote.FollowUp(on, Input.Note ?? "", account.Today(db.Now));
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        this.Toast(texts["Quotes.FollowUp.Saved", texts.Date(on)]);
        return Redirect($"/quotes/{Id}");
    }

    /// <param name="back">A page of ours to go on with.</param>
    public async Task<IActionResult> OnPostDoneAsync(string? back, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Quote.FollowedUp();
        await db.SaveChangesAsync(CancellationToken.None);
        this.Toast(texts["Quotes.FollowUp.Done"]);
        return back == "list" ? Redirect("/quotes/follow-ups") : Redirect($"/quotes/{Id}");
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return false;
        Quote = quote;
        return true;
    }
}
