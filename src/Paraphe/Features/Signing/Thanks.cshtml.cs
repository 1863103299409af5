using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Signing;
using Paraphe.Features.Portal;

namespace Paraphe.Features.Signing;

/// <summary>After the signature: what was done, what follows, and the sealed PDF as soon as it is made.</summary>
[AllowAnonymous]
public sealed class ThanksModel : PortalPage
{
    public Signature Signature { get; private set; } = null!;

    public bool IsReady { get; private set; }

    public bool WaitsForOthers => Quote.Partly is not null;

    public bool WaitsForCompany => Quote is { SignedAt: not null, Policies.MemberCountersigns: true, CountersignedAt: null };

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Frozen.TimeZone);

    public async Task<IActionResult> OnGetAsync()
    {
        var signature = await Db
            .Signatures.AsNoTracking()
            .Where(row => row.QuoteId == Quote.Id && row.RevisionId == Delivery.RevisionId && row.VoidedAt == null && row.MemberId == null)
            // One's own first; a copy sees who signed last.
            .OrderByDescending(row => row.DeliveryId == Delivery.Id)
            .ThenByDescending(row => row.SignedAt)
            .FirstOrDefaultAsync(Stop);
        if (signature is null || Delivery.RevokedAt is not null)
            return Redirect(Here);
        Signature = signature;
        IsReady = await Db.Documents.AnyAsync(row => row.RevisionId == signature.RevisionId && row.Kind == "signed", Stop);
        return Page();
    }
}
