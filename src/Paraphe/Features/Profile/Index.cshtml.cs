using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Profile;

/// <summary>The member's own name and language.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public IEnumerable<SelectListItem> LanguageItems =>
        Languages.All.Select(l => new SelectListItem(l.Name, l.Code)).Prepend(new SelectListItem(texts["Profile.AsTheAccount"], ""));

    public async Task OnGet()
    {
        var me = await Member();
        Input = new Form { Name = me.Name, Language = me.Language };
    }

    public async Task<IActionResult> OnPost()
    {
        if (!string.IsNullOrEmpty(Input.Language) && Languages.All.All(language => language.Code != Input.Language))
            ModelState.AddModelError("Input.Language", texts["Shared.Error.Invalid"]);
        if (!ModelState.IsValid)
            return Page();
        var me = await Member();
        (me.Name, me.Language) = (Input.Name.Trim(), Input.Language ?? "");
        await db.SaveChangesAsync();
        this.Toast((me.Language.Length > 0 ? texts.In(me.Language) : texts)["Profile.Saved"]);
        return RedirectToPage();
    }

    private Task<Member> Member() => db.Users.SingleAsync(member => member.Id == Me.Id);

    public sealed class Form
    {
        [Required, StringLength(120)]
        public string Name { get; set; } = "";

        public string? Language { get; set; }
    }
}
