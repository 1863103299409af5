using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Webhooks;

/// <summary>Changes or deletes an address.</summary>
[Needs(Permission.ManageAccount)]
public sealed class EditModel(Db db, WebhookActs acts, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public WebhookInput Input { get; set; } = new();

    /// <summary>Mark of what the form showed.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public Webhook Webhook { get; private set; } = null!;

    /// <summary>What somebody else saved while this form was open.</summary>
    public WebhookInput? Meanwhile { get; private set; }

    // Without the attribute its name makes it a handler of requests with the method PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(row => row.Id == Id) is not { } webhook)
        {
            context.Result = NotFound();
            return;
        }
        Webhook = webhook;
        await next();
    }

    public void OnGet() => (Input, Seen) = (WebhookInput.Of(Webhook), WebhookInput.Of(Webhook).Mark());

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        var now = WebhookInput.Of(Webhook);
        if (Seen != now.Mark())
        {
            // What was typed stays; saving again means it.
            (Meanwhile, Seen) = (now, now.Mark());
            ModelState.Remove(nameof(Seen));
            return Page();
        }
        try
        {
            await acts.Change(Webhook, Input.AsTerms());
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        this.Toast(texts["Webhooks.Saved"]);
        return Redirect($"/settings/webhooks/{Id}");
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        await acts.Delete(Webhook);
        this.Toast(texts["Webhooks.Deleted"]);
        return Redirect("/settings/webhooks");
    }
}
