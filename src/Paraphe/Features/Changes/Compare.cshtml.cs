using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Features.Portal;

namespace Paraphe.Features.Changes;

/// <summary>The customer sees what changed since the revision he had before, word by word (CR 10).</summary>
[AllowAnonymous]
public sealed class CompareModel : PortalPage
{
    public Comparison Comparison { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Delivery.RevokedAt is not null || await Comparison.ForCustomer(Db, Shown, Stop) is not { } comparison)
            return Redirect(Here);
        Comparison = comparison;
        return Page();
    }
}
