using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>A request that came by telephone or at the counter (RQ 3).</summary>
[Needs(Permission.EditRequests)]
public sealed class NewModel(Db db, Texts texts) : CustomerPick(db, texts)
{
    [BindProperty, StringLength(200)]
    public string? Name { get; set; }

    [BindProperty, StringLength(50)]
    public string? Phone { get; set; }

    [BindProperty, StringLength(254)]
    public string? Email { get; set; }

    [BindProperty, Required, StringLength(Domain.Requests.Request.LongestSubject)]
    public string? Subject { get; set; }

    [BindProperty, StringLength(20_000)]
    public string? Words { get; set; }

    [BindProperty]
    public Guid? Assignee { get; set; }

    public IReadOnlyDictionary<Guid, string> Members { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        await Prepare(stop);
        (Picked, Assignee) = (Picked ?? "name", Me.Id);
    }

    public async Task<IActionResult> OnPostAsync(bool look, CancellationToken stop)
    {
        await Prepare(stop);
        if (look)
        {
            ModelState.Clear();
            return Page();
        }
        var customer = await Customer(prospect: true);
        if (customer is null && string.IsNullOrWhiteSpace(Name))
            ModelState.AddModelError(nameof(Name), Texts["Requests.WhoCalled"]);
        if (!string.IsNullOrWhiteSpace(Email) && Domain.EmailAddress.Find(Email) is null)
            ModelState.AddModelError(nameof(Email), Texts["Shared.Error.Email"]);
        if (Assignee is { } asked && !Members.ContainsKey(asked))
            ModelState.AddModelError(nameof(Assignee), Texts["Shared.Error.Required"]);
        if (!ModelState.IsValid)
            return Page();
        var requester = customer is null
            ? new Requester
            {
                Name = Name!.Trim(),
                Phone = Phone?.Trim() ?? "",
                Email = Email?.Trim() ?? "",
            }
            : new Requester
            {
                Name = customer.Name,
                Phone = customer.Details.Phone,
                Email = customer.Details.Email,
                Address = customer.Details.Address,
            };
        var request = Begin(requester);
        if (customer is not null)
            request.LinkTo(customer);
        await Db.SaveChangesAsync(stop);
        return Redirect($"/requests/{request.Id}");
    }

    private Request Begin(Requester requester)
    {
        var conversation = new Conversation(Db.NewId(), Db.AccountId, Db.Now);
        var request = new Request(Db.NewId(), Db.AccountId, conversation.Id, requester, Subject!, RequestSource.Hand, Db.Now);
        request.AssignTo(Assignee);
        Db.Conversations.Add(conversation);
        Db.Requests.Add(request);
        if (!string.IsNullOrWhiteSpace(Words))
        {
            request.Begin(Words.Trim());
            Db.Messages.Add(
                new Message(Db.NewId(), Db.AccountId, conversation.Id, MessageKind.Note, new Party(Me.Name, Me.Email), Db.Now)
                {
                    MemberId = Me.Id,
                    Text = Words.Trim(),
                }
            );
        }
        return request;
    }

    private async Task Prepare(CancellationToken stop)
    {
        await Look();
        Members = await Db
            .Users.Where(row => row.DisabledAt == null)
            .OrderBy(row => row.Name)
            .Select(row => new { row.Id, row.Name })
            .ToDictionaryAsync(row => row.Id, row => row.Name, stop);
    }
}
