using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Makes two requests one: the messages of this one join the other's conversation; or says that they stay apart (RQ 5).</summary>
[Needs(Permission.EditRequests)]
public sealed class JoinModel(Db db, Texts texts) : RequestsPage(db)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public string Subject { get; private set; } = "";

    public IReadOnlyList<RequestRow> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        Subject = request.Subject;
        Found = await (await Db.Requests.Others(Id, Q ?? request.Email, stop)).Rows(20, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? to, bool keep, CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        if (keep)
        {
            request.PerhapsBelongsTo(null);
            await Db.SaveChangesAsync(stop);
            return Redirect($"/requests/{Id}");
        }
        if (to is not { } id || id == Id || await Find(id, stop) is not { } other)
        {
            ModelState.AddModelError("", texts["Requests.PickRequest"]);
            return await OnGetAsync(stop);
        }
        await Db.InTransaction(() => new Moving(Db, Me).Join(request, other, stop), stop);
        return Redirect($"/requests/{other.Id}#last");
    }
}
