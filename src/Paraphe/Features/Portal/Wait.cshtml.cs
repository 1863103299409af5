using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Paraphe.Features.Portal;

/// <summary>Shown while a PDF is being made; asks again by itself, also without script.</summary>
[AllowAnonymous]
public sealed class WaitModel : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? For { get; set; }

    public string Target => $"{Here}/{(For == "signed" ? "signed" : "quote")}.pdf";

    public void OnGet() { }
}
