using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Changes;
using Paraphe.Features.Signing;

namespace Paraphe.Features.Portal;

/// <summary>The quote as the customer sees it (PO 1, PO 8). Reading it changes nothing; <see cref="SeenEndpoint"/> counts who looked.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class QuoteModel : PortalPage
{
    public QuoteView View { get; private set; } = null!;

    public string LanguageKey { get; private set; } = "";

    public async Task OnGetAsync()
    {
        LanguageKey = Keys.New(Delivery.Id, "language");
        var signature = Quote.SignedAt is null && Quote.Partly is null ? null : await Signature();
        var (choice, trouble) = Chosen(signature);
        var why = Quote.WhyNotAnswerable(Delivery, Today);
        var wishes = await PortalWishes.Of(Db, Quote, Delivery, Frozen.Content, why is null && Delivery.MaySign, Stop);
        View = new QuoteView
        {
            Frozen = Frozen,
            Choice = choice,
            Totals = Pricing.Compute(Frozen.Content, choice),
            Today = Today,
            Here = Here,
            CanAnswer = why is null && Delivery.MaySign,
            IsCopy = why is null && !Delivery.MaySign,
            Why = why,
            NewestHref = Shown.Newest is { } newest ? Links.PathOf(newest.Id) : null,
            HomeHref = $"/portal/{Account.Id}",
            Signature = Quote.SignedAt is null ? null : signature,
            FirstSigner = Quote.Partly is null ? null : signature?.Name,
            Countersigns = Quote is { Policies.MemberCountersigns: true, CountersignedAt: null },
            WithdrawUntil =
                Delivery is { MaySign: true, RevokedAt: null }
                && Quote.SignedAt is not null
                && Renunciation.LastDay(Quote, Frozen, signature, Account) is { } last
                && last >= Today
                    ? last
                    : null,
            Time = Quote.Time,
            Refusal = Quote.Refusal,
            ValidUntil = Delivery.RevisionId == Quote.CurrentRevisionId ? Quote.ValidUntil ?? Frozen.ValidUntil : Frozen.ValidUntil,
            TotalKey = Keys.New(Delivery.Id, "total"),
            SeenHref = $"{Here}/seen.gif?k={Keys.New(Delivery.Id, "seen")}",
            Trouble = trouble,
            Wishes = wishes with { Key = Keys.New(Delivery.Id, "submit") },
            Since = await Comparison.ForCustomer(Db, Shown, Stop),
            WasUpdated = Request.Query.ContainsKey("updated"),
            ChoiceQuery = Request.Query.ContainsKey("c") ? $"?{ChosenOptions.Query(Frozen.Content, choice)}" : "",
        };
    }

    private PortalLinks Links => HttpContext.RequestServices.GetRequiredService<PortalLinks>();

    private Task<Signature?> Signature() =>
        Db
            .Signatures.AsNoTracking()
            .Where(row => row.QuoteId == Quote.Id && row.RevisionId == Delivery.RevisionId && row.VoidedAt == null && row.MemberId == null)
            .OrderByDescending(row => row.SignedAt)
            .FirstOrDefaultAsync(Stop);

    private (Choice Choice, BrokenRuleException? Trouble) Chosen(Signature? signature)
    {
        if (signature is not null)
            return (signature.Choice, null);
        var choice = Portal.ChosenOptions.Read(Frozen.Content, Request.Query);
        try
        {
            Pricing.Compute(Frozen.Content, choice);
            // Not asked of somebody who has only just come.
            if (Request.Query.ContainsKey("c"))
                Frozen.Content.CheckChoice(choice, Frozen.Kind != QuoteKind.Contract);
            return (choice, null);
        }
        catch (BrokenRuleException broken) when (broken.Rule.StartsWith("Rules.Group", StringComparison.Ordinal))
        {
            return (choice, broken);
        }
        catch (BrokenRuleException broken)
        {
            return (Frozen.Content.Preselected(), broken);
        }
    }
}
