using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>What a link shows: the frozen revision it carried, and how things stand today.</summary>
/// <param name="Newest">The same recipient's delivery of a newer revision, if there is one.</param>
public sealed record Shown(Delivery Delivery, Quote Quote, Revision Revision, FrozenQuote Frozen, Account Account, Delivery? Newest);

/// <summary>A page of the customer: the link in the address decides account and quote, whoever is signed in.</summary>
[EnableRateLimiting(RateLimits.Portal)]
public abstract class PortalPage : PageModel
{
    private Shown? shown;

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public Shown Shown => shown ?? throw new InvalidOperationException("No link was opened");

    public Delivery Delivery => Shown.Delivery;

    public Quote Quote => Shown.Quote;

    public FrozenQuote Frozen => Shown.Frozen;

    public Account Account => Shown.Account;

    public string Here => "/q/" + Token;

    protected Db Db => Services.GetRequiredService<Db>();

    protected FormKeys Keys => Services.GetRequiredService<FormKeys>();

    protected CancellationToken Stop => HttpContext.RequestAborted;

    protected DateOnly Today => Account.Today(Db.Now);

    private IServiceProvider Services => HttpContext.RequestServices;

    /// <summary>Opens the link before any handler runs; an unknown one is not found, whatever is wrong with it.</summary>
    // Without the attribute its name makes it a handler of requests with the method PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var guesses = Services.GetRequiredService<Guesses>();
        var from = HttpContext.Connection.RemoteIpAddress;
        if (guesses.IsTooMany(from))
        {
            context.Result = StatusCode(StatusCodes.Status429TooManyRequests);
            return;
        }
        if (!await Open())
        {
            guesses.Wrong(from);
            context.Result = NotFound();
            return;
        }
        HttpContext.Speak(Frozen.Content.Language);
        Dress(Services.GetRequiredService<Shell>());
        await next();
    }

    /// <summary>Reads everything anew, for a second try after somebody else changed the quote.</summary>
    protected async Task<bool> Open()
    {
        shown = await Services.GetRequiredService<OpenedLinks>().Open(Token, Stop);
        return shown is not null;
    }

    private void Dress(Shell shell)
    {
        (shell.AccountId, shell.Company) = (Account.Id, Frozen.Company.Name);
        shell.Phone = Frozen.Company.Phone is { Length: > 0 } phone ? phone : null;
        shell.LegalLine = Frozen.Company.Legal(Services.GetRequiredService<Texts>());
        if (Account.Settings.Logo is not null)
            shell.LogoHref = Brand.Branding.LogoHref(Account);
        if (Delivery.RevokedAt is null)
            shell.PdfHref = Here + "/quote.pdf";
    }
}
