using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Features.Members;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SignIn;

/// <summary>Asks for a link that sets a new password. Known or not, an address gets the same answer after the same time.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Public)]
public sealed class ForgottenModel(UserManager<Member> members, SignInManager<Member> signIn, Db db, Tenant tenant) : PageModel
{
    [BindProperty, Required, EmailAddress, StringLength(254)]
    public string Email { get; set; } = "";

    public bool IsSent { get; private set; }

    public void OnGet() => ModelState.Clear();

    public async Task<IActionResult> OnPost()
    {
        if (Me.Of(User) is not null)
            return RedirectToPage("/Profile/Security");
        if (!ModelState.IsValid)
            return Page();
        await Task.WhenAll(Send(), Task.Delay(TimeSpan.FromMilliseconds(300)));
        IsSent = true;
        return Page();
    }

    private async Task Send()
    {
        if (await members.FindByEmailAsync(Email.Trim()) is not { } member || !await signIn.CanSignInAsync(member))
            return;
        tenant.Enter(member.AccountId);
        db.Enqueue(new SendMemberMail(db.NewId(), member.Id, LinkPurpose.Password, ""));
        await db.SaveChangesAsync();
    }
}
