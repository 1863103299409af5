using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Features.Setup;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SignIn;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class IndexModel(Door door, SignInManager<Member> signIn, BareSql sql, Texts texts) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Where the visitor was going.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGet() =>
        Me.Of(User) is not null ? Onward()
        : await sql.IsEmpty() ? RedirectToPage("/Setup/Index")
        : Page();

    public async Task<IActionResult> OnPost()
    {
        if (Me.Of(User) is not null)
            return Onward();
        if (!ModelState.IsValid)
            return Page();
        var result = await door.Open(Input.Email, Input.Password, Input.Stay);
        if (result.RequiresTwoFactor)
            return RedirectToPage("Code", new { back = Back, stay = Input.Stay ? "true" : null });
        return result.Succeeded ? Onward() : Refuse(result.IsLockedOut ? "SignIn.LockedOut" : "SignIn.Wrong");
    }

    /// <summary>The challenge that a passkey signs; for nobody in particular, so it tells nothing of who has one.</summary>
    public async Task<IActionResult> OnPostChallenge() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskey(string? credential)
    {
        if (Me.Of(User) is not null)
            return Onward();
        ModelState.Clear();
        var result = credential is { Length: > 0 and < 20_000 }
            ? await door.OpenWithPasskey(credential, Input.Stay)
            : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        return result.Succeeded ? Onward() : Refuse("SignIn.PasskeyWrong");
    }

    private IActionResult Onward() => LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/quotes");

    private PageResult Refuse(string key)
    {
        Refusal = texts[key];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public sealed class Form
    {
        [Required, StringLength(254)]
        public string Email { get; set; } = "";

        [Required, StringLength(200)]
        public string Password { get; set; } = "";

        public bool Stay { get; set; }
    }
}
