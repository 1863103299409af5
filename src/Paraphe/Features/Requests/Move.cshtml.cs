using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Repairs a wrong match: one message becomes a request of its own, or goes to another one (RQ 5).</summary>
[Needs(Permission.EditRequests)]
public sealed class MoveModel(Db db, Texts texts) : RequestsPage(db)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Message { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public string Subject { get; private set; } = "";

    public string Begins { get; private set; } = "";

    public IReadOnlyList<RequestRow> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request || await Mail(request, stop) is not { } message)
            return NotFound();
        Subject = request.Subject;
        Begins = message.Text.Length > 300 ? message.Text[..300] : message.Text;
        Found = await (await Db.Requests.Others(Id, Q ?? message.FromEmail, stop)).Rows(20, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? to, bool split, CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request || await Mail(request, stop) is not { } message)
            return NotFound();
        var moving = new Moving(Db, Me);
        if (split)
        {
            var made = await Db.InTransaction(() => moving.SplitOff(request, message, Account, stop), stop);
            return Redirect($"/requests/{made.Id}");
        }
        if (to is not { } id || id == Id || await Find(id, stop) is not { } other)
        {
            ModelState.AddModelError("", texts["Requests.PickRequest"]);
            return await OnGetAsync(stop);
        }
        await Db.InTransaction(() => moving.Move(message, request, other, stop), stop);
        return Redirect($"/requests/{other.Id}#m-{message.Id}");
    }

    private Task<Message?> Mail(Request request, CancellationToken stop) =>
        Db.Messages.SingleOrDefaultAsync(
            row => row.Id == Message && row.ConversationId == request.ConversationId && row.Kind == MessageKind.In,
            stop
        );
}
