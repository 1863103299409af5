using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>One press for the requests that are ticked in the list (RQ 9).</summary>
[Needs(Permission.EditRequests)]
public sealed class BulkModel(Db db, Texts texts) : RequestsPage(db)
{
    /// <summary>A page of the list has fewer.</summary>
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "")]
    public RequestFilter Filter { get; set; } = new();

    public IActionResult OnGet() => Redirect(Filter.Href());

    public async Task<IActionResult> OnPostAsync(Guid[] id, string act, CancellationToken stop)
    {
        var requests = await Db.Requests.Where(row => id.Contains(row.Id)).Take(Most).ToListAsync(stop);
        foreach (var request in requests)
        {
            if (!Db.Act(request, act, Me.AsActor))
                return BadRequest();
            Db.Announce($"account:{Db.AccountId}", $"request-{request.Id}");
        }
        Db.Announce($"account:{Db.AccountId}", "requests");
        await Db.SaveChangesAsync(stop);
        if (requests.Count > 0)
            this.Toast(texts.Count("Requests.Bulk.Done", requests.Count));
        return Redirect(Filter.Href());
    }
}
