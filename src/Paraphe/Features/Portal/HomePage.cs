using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Documents;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>A page of an account's portal that is not behind a quote's link.</summary>
[EnableRateLimiting(RateLimits.Portal)]
public abstract class HomePage : PageModel
{
    public Account Account { get; private set; } = null!;

    protected Db Db => HttpContext.RequestServices.GetRequiredService<Db>();

    protected Homes Homes => HttpContext.RequestServices.GetRequiredService<Homes>();

    protected CancellationToken Stop => HttpContext.RequestAborted;

    /// <summary>Once the account is the one at work.</summary>
    protected async Task Dress()
    {
        Account = await Db.Accounts.AsNoTracking().SingleAsync(Stop);
        var services = HttpContext.RequestServices;
        var shell = services.GetRequiredService<Shell>();
        (shell.AccountId, shell.Company) = (Account.Id, Account.Profile.Name);
        shell.Phone = Account.Profile.Phone is { Length: > 0 } phone ? phone : null;
        shell.LegalLine = Account.Profile.Legal(services.GetRequiredService<Texts>());
        if (Account.Settings.Logo is not null)
            shell.LogoHref = Brand.Branding.LogoHref(Account);
        var headers = Response.Headers;
        (headers.CacheControl, headers["Referrer-Policy"], headers["X-Robots-Tag"]) = ("no-store", "no-referrer", "noindex, nofollow");
    }
}
