using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Documents;
using Paraphe.Features.Portal;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>An issued invoice as its customer sees it, by a link of his own; it shows that invoice and nothing else (PO 2).</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Portal)]
public sealed class PortalModel(Db db, InvoiceLinks links, Guesses guesses, Shell shell, Texts texts) : PageModel
{
    public Invoice Invoice { get; private set; } = null!;

    public FrozenInvoice Frozen { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public bool IsRevoked { get; private set; }

    public string PdfHref { get; private set; } = "";

    public DateOnly Today => Account.Today(db.Now);

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken stop)
    {
        var from = HttpContext.Connection.RemoteIpAddress;
        if (guesses.IsTooMany(from))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await links.Find(token, stop) is not { } delivery)
        {
            guesses.Wrong(from);
            return NotFound();
        }
        Invoice = await db.Invoices.AsNoTracking().Include(row => row.Payments).SingleAsync(row => row.Id == delivery.InvoiceId, stop);
        Account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Frozen = Invoice.Read();
        (IsRevoked, PdfHref) = (delivery.RevokedAt is not null, $"/i/{token}/invoice.pdf");
        if (delivery.OpenedAt is null && Visitor.IsPerson(Request))
        {
            delivery.Seen(db.Now);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        HttpContext.Speak(Frozen.Language);
        Dress();
        return Page();
    }

    private void Dress()
    {
        (shell.AccountId, shell.Company) = (Account.Id, Frozen.Company.Name);
        shell.Phone = Frozen.Company.Phone is { Length: > 0 } phone ? phone : null;
        shell.LegalLine = Frozen.Company.Legal(texts);
        if (Account.Settings.Logo is not null)
            shell.LogoHref = Brand.Branding.LogoHref(Account);
        if (!IsRevoked)
            shell.PdfHref = PdfHref;
        var headers = Response.Headers;
        (headers.CacheControl, headers["Referrer-Policy"], headers["X-Robots-Tag"]) = ("no-store", "no-referrer", "noindex, nofollow");
    }
}
