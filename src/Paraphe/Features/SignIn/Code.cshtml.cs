using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SignIn;

/// <summary>The second step: a code of the member's app, or one of his recovery codes.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class CodeModel(Door door, Texts texts) : PageModel
{
    [BindProperty, Required, StringLength(40)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Stay { get; set; }

    public async Task<IActionResult> OnGet()
    {
        ModelState.Clear();
        return await door.Waiting() is null ? RedirectToPage("Index", new { Back }) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (Me.Of(User) is not null)
            return Onward();
        if (!ModelState.IsValid)
            return Page();
        var result = await door.OpenWithCode(Code, Stay);
        if (result.Succeeded)
            return Onward();
        if (result.IsNotAllowed)
            return RedirectToPage("Index", new { Back });
        ModelState.AddModelError(nameof(Code), texts[result.IsLockedOut ? "SignIn.LockedOut" : "SignIn.CodeWrong"]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private IActionResult Onward() => LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/quotes");
}
