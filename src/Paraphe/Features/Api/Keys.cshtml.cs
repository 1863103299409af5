using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>The member's keys for programs: made, shown once, revoked.</summary>
[Needs(Permission.Read)]
public sealed class KeysModel(Db db, Texts texts) : OfficePage
{
    [BindProperty, Required, StringLength(100)]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    /// <summary>The key just made; never shown again.</summary>
    public string? Made { get; private set; }

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    /// <summary>The scopes that the member's role can fill.</summary>
    public IReadOnlyList<string> Offered => [.. Scopes.All.Where(scope => May(Scopes.NeededFor(scope)))];

    public async Task OnGetAsync(CancellationToken stop)
    {
        await Load(stop);
        Chosen = [.. Offered];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await Load(stop);
        var scopes = Offered.Where(scope => Chosen.Contains(scope, StringComparer.Ordinal)).ToList();
        if (scopes.Count == 0)
            ModelState.AddModelError(nameof(Chosen), texts["Api.NoScope"]);
        if (Keys.Count(key => key.RevokedAt is null) >= ApiKeys.Most)
            ModelState.AddModelError("", texts["Api.TooMany", ApiKeys.Most]);
        if (!ModelState.IsValid)
            return Page();
        HttpContext.HoldsSecret();
        Made = db.AddKey(Me.Id, Name!.Trim(), scopes);
        await db.SaveChangesAsync(stop);
        await Load(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken stop)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(row => row.Id == id && row.MemberId == Me.Id, stop) is not { } key)
            return NotFound();
        key.RevokedAt ??= db.Now;
        await db.SaveChangesAsync(stop);
        this.Toast(texts["Api.Revoked", key.Name]);
        return RedirectToPage();
    }

    private async Task Load(CancellationToken stop) =>
        Keys = await db
            .ApiKeys.AsNoTracking()
            .Where(row => row.MemberId == Me.Id && row.RevokedAt == null)
            .OrderByDescending(row => row.CreatedAt)
            .ToListAsync(stop);
}
