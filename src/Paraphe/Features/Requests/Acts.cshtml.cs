using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>The small acts of a request, one button each: assign, cancel, spam, unread, unlink (RQ 9).</summary>
[Needs(Permission.EditRequests)]
public sealed class ActsModel(Db db, Texts texts) : RequestsPage(db)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IActionResult OnGet() => Redirect($"/requests/{Id}");

    /// <param name="act">Assign when a member is chosen without a button.</param>
    public async Task<IActionResult> OnPostAsync(string? act, Guid? assignee, CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        if (act is null or "assign" ? !await Assign(request, assignee, stop) : !Db.Act(request, act, Me.AsActor))
            return BadRequest();
        if (act is "cancel" or "spam")
            this.Toast(texts[act == "spam" ? "Requests.WasMarkedSpam" : "Requests.WasCancelled"]);
        Db.Announce($"account:{Db.AccountId}", "requests");
        Db.Announce($"account:{Db.AccountId}", $"request-{Id}");
        await Db.SaveChangesAsync(stop);
        return Redirect(act is "unread" or "spam" ? "/requests" : $"/requests/{Id}");
    }

    private async Task<bool> Assign(Request request, Guid? assignee, CancellationToken stop)
    {
        if (assignee == request.AssigneeId)
            return true;
        var name = "";
        if (assignee is { } id)
        {
            if (await Db.Users.SingleOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, stop) is not { } member)
                return false;
            name = member.Name;
        }
        request.AssignTo(assignee);
        Db.Note(
            request,
            Me.AsActor,
            assignee is null ? "unassigned" : "assigned",
            assignee is null ? [] : [assignee.Value.ToString(), name]
        );
        return true;
    }
}
