using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Deletes a request for good, with its conversation; its quotes stay, unlinked (RQ 9).</summary>
[Needs(Permission.EditRequests)]
public sealed class DeleteModel(Db db, Texts texts) : RequestsPage(db)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Subject { get; private set; } = "";

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        (Subject, Name) = (request.Subject, request.Name);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        await Db.InTransaction(
            async () =>
            {
                foreach (var quote in await Db.Quotes.Where(row => row.RequestId == Id).ToListAsync(stop))
                    quote.ForgetRequest();
                var conversation = request.ConversationId;
                var inbound = await Db
                    .Messages.Where(row => row.ConversationId == conversation && row.InboundId != null)
                    .Select(row => row.InboundId)
                    .ToListAsync(stop);
                await Db.Messages.Where(row => row.ConversationId == conversation).ExecuteDeleteAsync(stop);
                await Db.InboundMails.Where(row => inbound.Contains(row.Id)).ExecuteDeleteAsync(stop);
                await Db.Conversations.Where(row => row.Id == conversation).ExecuteDeleteAsync(stop);
                Db.Requests.Remove(request);
                Db.Announce($"account:{Db.AccountId}", "requests");
                await Db.SaveChangesAsync(stop);
            },
            stop
        );
        this.Toast(texts["Requests.WasDeleted"]);
        return Redirect("/requests");
    }
}
