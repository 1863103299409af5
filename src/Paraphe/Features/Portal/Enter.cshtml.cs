using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>The mailed link: opening it shows a button, so that programs that follow links use nothing up. Its token is
/// the secret, so the form needs no other.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class EnterModel(Guesses guesses) : HomePage
{
    public HomeLink Link { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token) => await Find(token) ?? Page();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (await Find(token) is { } elsewhere)
            return elsewhere;
        if (await Homes.Use(Link) is not { } visit)
            return Redirect($"/portal/{Link.AccountId}?late=true");
        Response.Cookies.Append(
            Homes.CookieOf(Link.AccountId),
            visit,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = HomeLink.VisitLife,
                Path = $"/portal/{Link.AccountId}",
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
            }
        );
        return Redirect($"/portal/{Link.AccountId}/home");
    }

    private async Task<IActionResult?> Find(string token)
    {
        var from = HttpContext.Connection.RemoteIpAddress;
        if (guesses.IsTooMany(from))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await Homes.Find(token, Stop) is not { } link)
        {
            guesses.Wrong(from);
            return NotFound();
        }
        Link = link;
        await Dress();
        return Homes.IsGood(link) ? null : Redirect($"/portal/{link.AccountId}?late=true");
    }
}
