using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Portal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>The customer's wish for a line (CR 1, CR 2): a page without script, the same form as a dialog with it.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, EnableRateLimiting(RateLimits.Portal), RequestSizeLimit(2_000_000)]
public sealed class WishModel(Texts texts) : PortalPage
{
    private const int MostTries = 6;

    [BindProperty(SupportsGet = true)]
    public Guid Line { get; set; }

    [BindProperty(Name = "")]
    public WishInput Input { get; set; } = new();

    [BindProperty]
    public string? K { get; set; }

    public string LineName { get; private set; } = "";

    public string? Price { get; private set; }

    /// <summary>A wish of this link's recipient is saved already.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>The page it came from, with the options that were chosen there.</summary>
    public string BackHref => $"{Here}{Request.QueryString}#w-{Line:N}";

    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        if (Frozen.Content.NameOfWishable(Line) is null)
            return NotFound();
        var draft = await Draft();
        var own = draft?.Of(Line, Delivery);
        var name = own?.Name ?? draft?.Wishes.LastOrDefault(wish => ChangeRequest.IsBy(wish, Delivery))?.Name;
        var person = Delivery.Name != Frozen.Customer.Name || Signing.Consent.IsConsumer(Frozen) ? Delivery.Name : "";
        Input = new WishInput
        {
            Kind = own?.Kind ?? WishKind.Other,
            Wish = own?.Text,
            Name = name ?? person,
        };
        return Show(own is not null);
    }

    public Task<IActionResult> OnPostAsync() =>
        Act(
            (draft, delivery, content) =>
                draft.Save(Db.NewId(), Line, Input.Kind, Input.Wish ?? "", Input.Name ?? "", content, Quote, delivery, Today, Db.Now)
        );

    public Task<IActionResult> OnPostRemoveAsync() => Act((draft, delivery, _) => draft.Remove(Line, Quote, delivery, Today));

    private async Task<IActionResult> Act(Action<ChangeRequest, Delivery, QuoteContent> act)
    {
        if (!Keys.IsGood(K, Delivery.Id, "wish"))
        {
            ModelState.AddModelError("", texts["Signing.FormTooOld"]);
            return await Again();
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var newest = await Newest();
                var draft = await Draft() ?? Db.ChangeRequests.Add(new ChangeRequest(Db.NewId(), Quote, Db.Now)).Entity;
                act(draft, newest?.Delivery ?? Delivery, newest?.Content ?? Frozen.Content);
                await Db.SaveChangesAsync(CancellationToken.None);
                return Redirect(newest is null ? BackHref : $"{newest.Href}?updated=1");
            }
            catch (BrokenRuleException broken)
            {
                // Told on the form itself, also when the quote was signed or has expired meanwhile: what was typed stays.
                ModelState.AddModelError(broken.Field ?? "", texts.Say(broken));
                return await Again();
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // Somebody else of the customer saved a wish at the same moment.
                Db.ChangeTracker.Clear();
                await Open();
            }
        }
    }

    /// <summary>Where the wish goes when the quote was sent anew while it was written: to the newest revision of the same recipient.</summary>
    private async Task<NewestRevision?> Newest()
    {
        if (Shown.Newest is not { } delivery)
            return null;
        var revision = await Db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, Stop);
        var links = HttpContext.RequestServices.GetRequiredService<PortalLinks>();
        return new NewestRevision(delivery, revision.Read().Content, links.PathOf(delivery.Id));
    }

    private sealed record NewestRevision(Delivery Delivery, QuoteContent Content, string Href);

    private Task<ChangeRequest?> Draft() =>
        Db.ChangeRequests.SingleOrDefaultAsync(row => row.QuoteId == Quote.Id && row.SubmittedAt == null, Stop);

    private async Task<IActionResult> Again()
    {
        Db.ChangeTracker.Clear();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Show((await Draft())?.Of(Line, Delivery) is not null);
    }

    private IActionResult Show(bool isSaved)
    {
        IsSaved = isSaved;
        LineName = Frozen.Content.NameOfWishable(Line) ?? "";
        var totals = Pricing.Compute(Frozen.Content, Frozen.Content.Preselected());
        Price = totals.Find(Line) is { } line ? texts.Money(line.Amount, Frozen.Content.Currency) : null;
        K = Keys.New(Delivery.Id, "wish");
        return Page();
    }
}
