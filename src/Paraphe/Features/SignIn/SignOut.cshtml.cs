using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SignIn;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignOutModel(SignInManager<Member> signIn, Texts texts) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPost()
    {
        await signIn.SignOutAsync();
        this.Toast(texts["SignIn.Out"]);
        return RedirectToPage("Index");
    }
}
