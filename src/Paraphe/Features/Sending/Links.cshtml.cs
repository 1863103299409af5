using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Sending;

/// <summary>Acts on the links of a quote: one is taken back, its recipient reminded by hand.</summary>
[Needs(Permission.EditQuotes)]
public sealed class LinksModel(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) =>
        await db.Quotes.AnyAsync(row => row.Id == Id, stop) ? Redirect($"/quotes/{Id}") : NotFound();

    public async Task<IActionResult> OnPostRevokeAsync(Guid delivery, CancellationToken stop)
    {
        if (await Find(delivery, stop) is not { } link)
            return NotFound();
        await db.Afresh(async () =>
        {
            var quote = await db.Quotes.SingleAsync(row => row.Id == Id, stop);
            quote.RevokeLink(await db.Deliveries.SingleAsync(row => row.Id == link.Id, stop), Me.AsActor, db.Now);
            await db.SaveChangesAsync(CancellationToken.None);
        });
        this.Toast(texts["Sending.Links.RevokeDone", link.Email]);
        return Redirect($"/quotes/{Id}");
    }

    public async Task<IActionResult> OnPostRemindAsync(Guid delivery, string? back, CancellationToken stop)
    {
        if (await Find(delivery, stop) is not { RevokedAt: null } link)
            return NotFound();
        db.Enqueue(new RemindCustomer(link.RevisionId, ReminderKind.ByHand, link.Id));
        await db.SaveChangesAsync(CancellationToken.None);
        this.Toast(texts["Sending.Remind.Done", link.Email]);
        return Url.IsLocalUrl(back) ? LocalRedirect(back) : Redirect($"/quotes/{Id}");
    }

    private Task<Delivery?> Find(Guid delivery, CancellationToken stop) =>
        db.Deliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == delivery && row.QuoteId == Id, stop);
}
