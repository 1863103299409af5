using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Domain;
using Paraphe.Features.Accounts;
using Paraphe.Features.Members;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SignIn;

/// <summary>Where the mailed link leads that sets a new password. It signs nobody in: the second step is still asked for.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewPasswordModel(
    MemberLinks links,
    UserManager<Member> members,
    SignInManager<Member> signIn,
    Db db,
    Tries tries,
    Texts texts
) : PageModel
{
    [BindProperty, Required, StringLength(200)]
    public string Password { get; set; } = "";

    public OpenedLink? Link { get; private set; }

    public async Task OnGet(string token)
    {
        ModelState.Clear();
        Link = await links.Open(token, LinkPurpose.Password);
    }

    public async Task<IActionResult> OnPost(string token)
    {
        Link = await links.Open(token, LinkPurpose.Password);
        if (Link is null || !ModelState.IsValid)
            return Page();
        try
        {
            await db.InTransaction(() => Set(Link));
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError(nameof(Password), texts[broken.Rule, [.. broken.Args]]);
            return Page();
        }
        tries.Forget(Link.Member.Email!);
        await signIn.SignOutAsync();
        this.Toast(texts["SignIn.PasswordSet"]);
        return RedirectToPage("Index");
    }

    private async Task Set(OpenedLink link)
    {
        link.Link.UsedAt = db.Now;
        // Whoever reads the mail of the member may do this; his other sessions end, as one of them may be a stranger's.
        (link.Member.LockoutEnd, link.Member.AccessFailedCount) = (null, 0);
        await members.RemovePasswordAsync(link.Member);
        if ((await members.AddPasswordAsync(link.Member, Password)).Errors.FirstOrDefault() is { } error)
            throw NewAccount.Broken(error);
    }
}
