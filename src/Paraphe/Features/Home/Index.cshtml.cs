using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Paraphe.Features.Setup;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Home;

/// <summary>Where a visitor without an address goes.</summary>
[AllowAnonymous]
public sealed class IndexModel(BareSql sql) : PageModel
{
    public async Task<IActionResult> OnGet() =>
        LocalRedirect(
            Me.Of(User) is not null ? "/quotes"
            : await sql.IsEmpty() ? "/setup"
            : "/sign-in"
        );
}
