using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Changes;
using Paraphe.Features.Portal;
using Paraphe.Features.Shared;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>All rounds of the customer's wishes with what was answered (CR 9); and where a round is submitted (CR 3).</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, EnableRateLimiting(RateLimits.Portal), RequestSizeLimit(100_000)]
public sealed class RoundsModel(Texts texts) : PortalPage
{
    private const int MostTries = 5;

    public PortalWishes Wishes { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ChangeRequest> Rounds { get; private set; } = [];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Frozen.TimeZone);

    public string? Trouble { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Delivery.RevokedAt is not null)
            return Redirect(Here);
        await Look();
        return Page();
    }

    /// <param name="round">Of the draft as it was shown.</param>
    /// <param name="seen">Its version.</param>
    public async Task<IActionResult> OnPostAsync(string? k, int round, int seen)
    {
        if (!Keys.IsGood(k, Delivery.Id, "submit"))
            return await Told(texts["Signing.FormTooOld"]);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The same form again: by a double click, or from another tab.
                if (round > 0 && Quote.RoundCount >= round)
                    return Done();
                if (Shown.Newest is { } newest)
                    return Redirect(HttpContext.RequestServices.GetRequiredService<PortalLinks>().PathOf(newest.Id) + "?updated=1");
                var draft = await Db.ChangeRequests.SingleOrDefaultAsync(
                    row => row.QuoteId == Quote.Id && row.SubmittedAt == null,
                    CancellationToken.None
                );
                if (draft is null)
                    throw new BrokenRuleException(Quote.WhyNotAnswerable(Delivery, Today) ?? "Rules.NothingToSubmit");
                if (draft.Version != seen && Quote.WhyNotAnswerable(Delivery, Today) is null)
                    return await Told(texts["Changes.ChangedMeanwhile"]);
                draft.Submit(Quote, Shown.Revision, Delivery, Today, Db.Now);
                await Db.SaveChangesAsync(CancellationToken.None);
                return Done();
            }
            catch (BrokenRuleException broken)
            {
                Db.ChangeTracker.Clear();
                return await Told(texts.Say(broken));
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // Signed, sent anew or opened at the same moment: look again how it stands.
                Db.ChangeTracker.Clear();
                await Open();
            }
        }
    }

    private RedirectResult Done()
    {
        this.Toast(texts["Changes.Submitted", Frozen.Company.Name]);
        return Redirect(Here);
    }

    private async Task<IActionResult> Told(string trouble)
    {
        Trouble = trouble;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Look();
        return Page();
    }

    private async Task Look()
    {
        var canAsk = Quote.WhyNotAnswerable(Delivery, Today) is null && Delivery.MaySign;
        var wishes = await PortalWishes.Of(Db, Quote, Delivery, Frozen.Content, canAsk, Stop);
        Wishes = wishes with { Key = Keys.New(Delivery.Id, "submit") };
        Rounds = await Db
            .ChangeRequests.AsNoTracking()
            .Where(row => row.QuoteId == Quote.Id && row.SubmittedAt != null && row.RevisionNumber <= Delivery.RevisionNumber)
            .OrderByDescending(row => row.Round)
            .Take(200)
            .ToListAsync(Stop);
    }
}
