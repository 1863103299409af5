using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Paraphe.Features.Portal;

/// <summary>
/// The recipient wants no more reminders (SN 6). The link shows a button; mail programs post here by themselves (RFC 8058), without a form key:
/// the link itself is the secret, and nothing but reminders stops.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(10_000)]
public sealed class QuietModel : PortalPage
{
    public bool IsQuiet => Delivery.QuietAt is not null;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        await Db.Write(() =>
            Db
                .Deliveries.Where(row => row.QuoteId == Quote.Id && row.Email == Delivery.Email && row.QuietAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.QuietAt, Db.Now))
        );
        return Redirect(Here + "/quiet");
    }
}
