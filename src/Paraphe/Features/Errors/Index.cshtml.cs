using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Paraphe.Features.Errors;

/// <summary>What happened and what to do, for every answer that is not a page. Shown in place of the answer, with its status.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    public string Kind =>
        Code switch
        {
            400 => "Invalid",
            401 or 403 => "Forbidden",
            404 or 405 or 410 => "Missing",
            409 => "Clash",
            413 => "TooLarge",
            429 => "TooMany",
            _ => "Broken",
        };

    public string RequestNumber => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet() => Show();

    // The failed request may have been a form.
    public void OnPost() => Show();

    private void Show()
    {
        // Called by its own address, this page is nobody's answer.
        if (Response.StatusCode == StatusCodes.Status200OK)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
