using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Portal;

/// <summary>Who wants to see all his quotes types his address and gets a link (PO 2).</summary>
[AllowAnonymous, EnableRateLimiting(Paraphe.Platform.Web.RateLimits.Public)]
public sealed class DoorModel(Texts texts) : HomePage
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    /// <summary>The link that was followed holds no more.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid account)
    {
        if (!await Homes.Enter(account, Stop))
            return NotFound();
        await Dress();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid account)
    {
        if (!await Homes.Enter(account, Stop))
            return NotFound();
        await Dress();
        if (!Mailbox.IsAddress(Email?.Trim()) || Email!.Length > 254)
        {
            ModelState.AddModelError(nameof(Email), texts["Shared.Error.Email"]);
            return Page();
        }
        await Homes.Ask(Email, Stop);
        return Redirect($"/portal/{account}?done=true");
    }
}
