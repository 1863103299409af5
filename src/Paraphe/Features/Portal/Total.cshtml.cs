using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Portal;

/// <summary>The total for a choice, by the same engine that will check it at signing. Changes nothing.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class TotalModel : PortalPage
{
    public QuoteView View { get; private set; } = null!;

    public IActionResult OnGet() => Redirect(Here);

    public IActionResult OnPost(string? k)
    {
        if (!Keys.IsGood(k, Delivery.Id, "total") || Delivery.RevokedAt is not null)
            return BadRequest();
        var content = Frozen.Content;
        var choice = ChosenOptions.Read(content, Request.Form);
        BrokenRuleException? trouble = null;
        Totals totals;
        try
        {
            totals = Pricing.Compute(content, choice);
        }
        catch (BrokenRuleException broken)
        {
            // Said beside the total of what was shown first.
            (choice, trouble) = (content.Preselected(), broken);
            totals = Pricing.Compute(content, choice);
        }
        try
        {
            content.CheckChoice(choice, Frozen.Kind != QuoteKind.Contract);
        }
        catch (BrokenRuleException broken)
        {
            trouble ??= broken;
        }
        View = new QuoteView
        {
            Frozen = Frozen,
            Choice = choice,
            Totals = totals,
            Today = Today,
            Here = Here,
            Trouble = trouble,
        };
        return Page();
    }
}
