using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Sending;

/// <summary>A member confirms the time that the customer proposes, or keeps the one that was offered (PO 6).</summary>
[Needs(Permission.EditQuotes)]
public sealed class TimeModel(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Quote Quote { get; private set; } = null!;

    public ProposedTime Proposed => Quote.Time!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) =>
        !await Find(stop) ? NotFound()
        : Quote.Time is { Agreed: false } ? Page()
        : Redirect($"/quotes/{Id}");

    public async Task<IActionResult> OnPostAsync(bool agree, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        try
        {
            Quote.AnswerTime(agree, Me.AsActor, db.Now);
            await db.SaveChangesAsync(CancellationToken.None);
            this.Toast(texts[agree ? "Sending.Time.Confirmed" : "Sending.Time.Kept"]);
        }
        catch (Exception other) when (other is BrokenRuleException or DbUpdateException)
        {
            // Answered, withdrawn or proposed anew meanwhile: the quote's page tells.
            this.Toast(texts["Sending.ChangedMeanwhile"]);
        }
        return Redirect($"/quotes/{Id}");
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return false;
        Quote = quote;
        return true;
    }
}
