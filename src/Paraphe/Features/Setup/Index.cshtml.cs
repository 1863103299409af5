using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Domain;
using Paraphe.Features.Accounts;
using Paraphe.Features.Demo;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Setup;

/// <summary>The first visit (AC 1): makes the account and its Owner. Gone as soon as there is one.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class IndexModel(Db db, BareSql sql, NewAccount accounts, DemoAccount demo, SignInManager<Member> signIn, Texts texts)
    : PageModel
{
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>The sign-in of the demo account, shown once.</summary>
    public DemoAccount.Made? Demo { get; private set; }

    public IEnumerable<SelectListItem> CountryItems => Countries.All(texts.Culture).Select(c => new SelectListItem(c.Name, c.Code));

    public IEnumerable<SelectListItem> LanguageItems => Languages.All.Select(l => new SelectListItem(l.Name, l.Code));

    public async Task<IActionResult> OnGet()
    {
        if (!await sql.IsEmpty())
            return LocalRedirect("/");
        Input = new Form { Language = texts.Language, Country = Countries.Of(Request, texts.Culture) };
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await sql.IsEmpty())
            return LocalRedirect("/");
        if (!Countries.Exists(Input.Country))
            ModelState.AddModelError("Input.Country", texts["Shared.Error.Invalid"]);
        if (Languages.All.All(language => language.Code != Input.Language))
            ModelState.AddModelError("Input.Language", texts["Shared.Error.Invalid"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var wish = new NewAccount.Wish(Input.Company, Input.Country, Input.Language, Input.OwnerName, Input.OwnerEmail, Input.Password);
            if (await accounts.MakeFirst(db, wish) is not { } owner)
                return LocalRedirect("/");
            await signIn.SignInAsync(owner, isPersistent: true);
            return LocalRedirect("/quotes");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError("Input." + broken.Field, texts[broken.Rule, [.. broken.Args]]);
            return Page();
        }
    }

    /// <summary>An account filled with a sample company instead, in the visitor's language.</summary>
    public async Task<IActionResult> OnPostDemo()
    {
        ModelState.Clear();
        Demo = await demo.MakeFirst(db, texts.Language);
        if (Demo is null)
            return LocalRedirect("/");
        await signIn.SignInAsync(Demo.Owner, isPersistent: true);
        return Page();
    }

    public sealed class Form
    {
        [Required, StringLength(120)]
        public string Company { get; set; } = "";

        [Required]
        public string Country { get; set; } = "";

        [Required]
        public string Language { get; set; } = "";

        [Required, StringLength(120)]
        public string OwnerName { get; set; } = "";

        [Required, EmailAddress, StringLength(254)]
        public string OwnerEmail { get; set; } = "";

        [Required, StringLength(200)]
        public string Password { get; set; } = "";
    }
}
