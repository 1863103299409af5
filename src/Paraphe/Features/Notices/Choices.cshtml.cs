using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Notices;

/// <summary>What rings and what is mailed, by kind, for the member who asks.</summary>
[Needs(Permission.Read)]
public sealed class ChoicesModel(Db db, Texts texts) : OfficePage
{
    /// <summary>Kinds that are ticked.</summary>
    [BindProperty]
    public List<string> Bell { get; set; } = [];

    [BindProperty]
    public List<string> Mail { get; set; } = [];

    /// <summary>The Owner alone hears of failed work.</summary>
    public IEnumerable<string> Kinds => NoticeKinds.All.Where(kind => kind != NoticeKinds.JobFailed || May(Permission.ManageAccount));

    public string Address => Me.Email;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var choices = await db.Users.Where(member => member.Id == Me.Id).Select(member => member.Notices).SingleAsync(stop);
        Bell = [.. NoticeKinds.All.Except(choices.NoBell, StringComparer.Ordinal)];
        Mail = [.. NoticeKinds.All.Except(choices.NoMail, StringComparer.Ordinal)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var member = await db.Users.SingleAsync(row => row.Id == Me.Id, stop);
        member.Notices = new NoticeChoices
        {
            NoBell = [.. Kinds.Except(Bell, StringComparer.Ordinal)],
            NoMail = [.. Kinds.Except(Mail, StringComparer.Ordinal)],
        };
        await db.SaveChangesAsync(stop);
        this.Toast(texts["Notices.Saved"]);
        return RedirectToPage();
    }
}
