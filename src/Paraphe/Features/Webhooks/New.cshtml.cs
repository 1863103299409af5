using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Webhooks;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Webhooks;

/// <summary>Adds an address and shows its secret, this once.</summary>
[Needs(Permission.ManageAccount)]
public sealed class NewModel(WebhookActs acts, Texts texts) : OfficePage
{
    [BindProperty]
    public WebhookInput Input { get; set; } = new();

    public Webhook? Made { get; private set; }

    public string Secret { get; private set; } = "";

    public void OnGet() =>
        Input = new WebhookInput { Events = [.. WebhookEvents.All.Where(type => type.StartsWith("quote.", StringComparison.Ordinal))] };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        try
        {
            (Made, Secret) = await acts.Add(Input.AsTerms(), Me.AsActor);
            HttpContext.HoldsSecret();
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
        }
        return Page();
    }
}
