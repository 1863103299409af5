using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Domain;
using Paraphe.Features.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Members;

/// <summary>Where an invitation leads: the member gives his name and a password, and is in.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WelcomeModel(
    MemberLinks links,
    UserManager<Member> members,
    SignInManager<Member> signIn,
    Db db,
    Shell shell,
    Texts texts
) : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public OpenedLink? Link { get; private set; }

    public IEnumerable<SelectListItem> LanguageItems => Languages.All.Select(l => new SelectListItem(l.Name, l.Code));

    public async Task OnGet(string token)
    {
        await Open(token);
        if (Link is { } link)
            Input = new Form { Name = link.Member.Name, Language = link.Account.Language };
    }

    public async Task<IActionResult> OnPost(string token)
    {
        await Open(token);
        if (Languages.All.All(language => language.Code != Input.Language))
            ModelState.AddModelError("Input.Language", texts["Shared.Error.Invalid"]);
        if (Link is null || !ModelState.IsValid)
            return Page();
        try
        {
            await db.InTransaction(() => Accept(Link));
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError("Input." + broken.Field, texts[broken.Rule, [.. broken.Args]]);
            return Page();
        }
        await signIn.SignInAsync(Link.Member, isPersistent: false);
        return LocalRedirect("/quotes");
    }

    private async Task Open(string token)
    {
        Link = await links.Open(token, LinkPurpose.Invitation);
        if (Link is not { } link)
            return;
        HttpContext.Speak(link.Account.Locale);
        (shell.AccountId, shell.Company) = (link.Account.Id, link.Account.Profile.Name);
    }

    private async Task Accept(OpenedLink link)
    {
        link.Link.UsedAt = db.Now;
        link.Member.Name = Input.Name.Trim();
        link.Member.Language = Input.Language;
        // Who has the link has read the mail.
        link.Member.EmailConfirmed = true;
        if ((await members.AddPasswordAsync(link.Member, Input.Password)).Errors.FirstOrDefault() is { } error)
            throw NewAccount.Broken(error);
    }

    public sealed class Form
    {
        [Required, StringLength(120)]
        public string Name { get; set; } = "";

        [Required]
        public string Language { get; set; } = "";

        [Required, StringLength(200)]
        public string Password { get; set; } = "";
    }
}
