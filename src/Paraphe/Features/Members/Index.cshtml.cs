using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Members;

/// <summary>Who works here, and the table of who may do what (AC 2).</summary>
[Needs(Permission.ManageAccount)]
public sealed class IndexModel(Db db, Team team, Texts texts) : OfficePage
{
    public sealed record Row(
        Guid Id,
        string Name,
        string Email,
        Role Role,
        DateTime? DisabledAt,
        DateTime? InvitedAt,
        bool HasPassword,
        bool HasCodes
    );

    public Form Input { get; private set; } = new();

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Account Account { get; private set; } = null!;

    /// <summary>A rule that refused the last act on a row.</summary>
    public string? Refusal { get; private set; }

    public IEnumerable<SelectListItem> RoleItems =>
        Enum.GetValues<Role>().Select(role => new SelectListItem(texts["Members.Role." + role], role.ToString()));

    public Task OnGet() => Load();

    public async Task<IActionResult> OnPostInvite([Bind(Prefix = nameof(Input))] Form input)
    {
        Input = input;
        if (!ModelState.IsValid)
            return await Again();
        try
        {
            var member = await team.Invite(Input.Name, Input.Email, Input.Role, Me);
            return Done(texts["Members.Invited", member.Email]);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError("Input." + broken.Field, texts[broken.Rule]);
            return await Again();
        }
    }

    public Task<IActionResult> OnPostAgain(Guid id) => Act(id, () => team.InviteAgain(id, Me), "Members.InvitedAgain");

    public Task<IActionResult> OnPostRole(Guid id, Role role) => Act(id, () => team.ChangeRole(id, role), "Members.RoleChanged");

    public Task<IActionResult> OnPostNoCodes(Guid id) => Act(id, () => team.TakeSecondStep(id), "Members.CodesTaken");

    public Task<IActionResult> OnPostDisable(Guid id) => Act(id, () => team.Disable(id), "Members.DisabledNow");

    public Task<IActionResult> OnPostEnable(Guid id) => Act(id, () => team.Enable(id), "Members.EnabledNow");

    private async Task<IActionResult> Act(Guid id, Func<Task> act, string done)
    {
        if (!ModelState.IsValid)
            return NotFound();
        try
        {
            await act();
            // Who changes himself may have lost this page.
            return id == Me.Id ? LocalRedirect("/") : Done(texts[done]);
        }
        catch (BrokenRuleException broken) when (broken.Rule == "Members.Unknown")
        {
            return NotFound();
        }
        catch (BrokenRuleException broken)
        {
            Refusal = texts[broken.Rule];
            return await Again();
        }
    }

    private RedirectToPageResult Done(string word)
    {
        this.Toast(word);
        // A place of its own, or the browser would carry #invite along and open the dialog again.
        return RedirectToPage(null, null, null, "main");
    }

    private async Task<PageResult> Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Load();
        return Page();
    }

    private async Task Load()
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        Rows = await db
            .Users.OrderBy(m => m.DisabledAt != null)
            .ThenBy(m => m.Name)
            .Select(m => new Row(m.Id, m.Name, m.Email!, m.Role, m.DisabledAt, m.InvitedAt, m.PasswordHash != null, m.TwoFactorEnabled))
            .ToListAsync();
    }

    public sealed class Form
    {
        [Required, StringLength(120)]
        public string Name { get; set; } = "";

        [Required, EmailAddress, StringLength(254)]
        public string Email { get; set; } = "";

        [EnumDataType(typeof(Role))]
        public Role Role { get; set; } = Role.Estimator;
    }
}
