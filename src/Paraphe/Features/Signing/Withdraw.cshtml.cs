using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Signing;
using Paraphe.Features.Portal;

namespace Paraphe.Features.Signing;

/// <summary>“Withdraw from the contract here”, then “confirm the withdrawal”: what a consumer declares without giving a reason.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(100_000)]
public sealed class WithdrawModel : AnswerPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public Signature Signature { get; private set; } = null!;

    public DateOnly LastDay { get; private set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Frozen.TimeZone);

    protected override string Purpose => "withdraw";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return Redirect(Here);
        (Name, Email) = (Signature.Name, Delivery.Email);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // Done already by the same form, or too late: the page behind the link tells.
        if (!await Find())
            return Redirect(Here);
        return await Do(Renounce, Here);
    }

    private Task Renounce() =>
        Db.InTransaction(
            async () =>
            {
                if (!await Find())
                    return;
                Quote.Renounce(Name ?? "", Email ?? "", Comment ?? "", Signature, Delivery, LastDay, Today, Db.Now);
                await Db.TakeBack(Quote, Name!.Trim(), CancellationToken.None);
                await Db.SaveChangesAsync(CancellationToken.None);
            },
            CancellationToken.None
        );

    private async Task<bool> Find()
    {
        var signature = await Db
            .Signatures.Where(row => row.QuoteId == Quote.Id && row.RevisionId == Delivery.RevisionId)
            .Where(row => row.VoidedAt == null && row.MemberId == null)
            .OrderByDescending(row => row.SignedAt)
            .FirstOrDefaultAsync(Stop);
        if (
            Quote.SignedAt is null
            || Delivery is not { RevokedAt: null, MaySign: true }
            || Renunciation.LastDay(Quote, Frozen, signature, Account) is not { } last
            || last < Today
        )
            return false;
        (Signature, LastDay) = (signature!, last);
        return true;
    }
}
