using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Preferences;

/// <summary>Language and theme of this browser; open to everybody, because the sign-in page and the portal have the menus too.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPostLanguage(string? language, string? back)
    {
        if (Languages.All.All(l => l.Code != language))
            return NotFound();
        Keep(Languages.Cookie, language!);
        return Return(back);
    }

    public IActionResult OnPostTheme(string? theme, string? back)
    {
        if (!Theme.All.Contains(theme))
            return NotFound();
        Keep(Theme.Cookie, theme!);
        return Return(back);
    }

    private IActionResult Return(string? back) => Url.IsLocalUrl(back) ? LocalRedirect(back) : LocalRedirect("/");

    private void Keep(string name, string value) =>
        Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
            }
        );
}
