using Paraphe.Domain.Events;
using Paraphe.Domain.Signing;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>A member wins it: after a signature that waited, or accepted outside the portal (QU 8).</summary>
    public void Win(OfflineAcceptance? offline, Actor actor, DateTime now)
    {
        if (WonAt is not null)
            throw new BrokenRuleException("Rules.QuoteAccepted");
        if (SignedAt is not null && Policies.MemberCountersigns && CountersignedAt is null)
            throw new BrokenRuleException("Rules.CountersignFirst");
        if (SignedAt is null && offline is null)
            throw new BrokenRuleException("Rules.HowAccepted", "how");
        (WonAt, LostAt, WithdrawnAt, ExpiredAt) = (now, null, null, null);
        Offline = SignedAt is null ? offline : null;
        Reckon();
        Record(actor, "quote.won", new { by = "member", offline }, now);
        Happened(new QuoteWon(this, actor));
    }

    public void Lose(string reason, string comment, Actor actor, DateTime now)
    {
        if (WonAt is not null)
            throw new BrokenRuleException("Rules.QuoteAccepted");
        if (!Reasons.Contains(reason, StringComparer.Ordinal))
            throw new BrokenRuleException("Rules.ReasonMissing", "reason");
        LostAt = now;
        Refusal ??= new Refusal(reason, comment.Trim(), ByCustomer: false);
        Reckon();
        Record(actor, "quote.lost", new { reason, comment = comment.Trim() }, now);
        Happened(new QuoteLost(this, actor));
    }

    public void ExpireByHand(Actor actor, DateTime now)
    {
        EnsureUndecided();
        ExpiredAt = now;
        Reckon();
        Record(actor, "quote.expired", new { by = "member" }, now);
        Happened(new QuoteExpired(this, ByHand: true));
    }

    /// <summary>The calendar has closed it: said once for each last day.</summary>
    /// <returns>False when there is nothing to say.</returns>
    public bool Lapse(DateOnly today, DateTime now)
    {
        if (Standing != Standing.Open || Status(today) != QuoteStatus.Expired || LapsedOn == ValidUntil)
            return false;
        LapsedOn = ValidUntil;
        Record(Actor.System, "quote.expired", new { by = "calendar", validUntil = ValidUntil }, now);
        Happened(new QuoteExpired(this, ByHand: false));
        return true;
    }

    public void Withdraw(Actor actor, DateTime now)
    {
        EnsureUndecided();
        WithdrawnAt = now;
        Reckon();
        Record(actor, "quote.withdrawn", new { }, now);
        Happened(new QuoteWithdrawn(this, actor));
    }

    /// <summary>
    /// Open again; old links live again. A day in the past is put off to <paramref name="validUntil"/>. What was never sent is a draft again.
    /// </summary>
    public void Reopen(DateOnly validUntil, DateOnly today, Actor actor, DateTime now)
    {
        if (IsLocked)
            throw new BrokenRuleException("Rules.QuoteLocked");
        if (RevisionCount > 0 && validUntil < today)
            throw new BrokenRuleException("Rules.ValidityPassed", "until");
        (RejectedAt, LostAt, WithdrawnAt, ExpiredAt, Refusal) = (null, null, null, null, null);
        if (RevisionCount > 0)
            ValidUntil = validUntil;
        Reckon();
        Record(actor, "quote.reopened", new { validUntil }, now);
        if (Standing == Standing.Open)
            Happened(new QuoteOpenUntil(this));
    }

    /// <summary>
    /// Undoes a signature or a win so that the quote can be edited and sent again. The signature is void from here on; with the reason it
    /// stays in the history. The caller withdraws the order in the same transaction.
    /// </summary>
    /// <param name="signature">The one that stands, if it was signed.</param>
    public void Revise(string why, Signature? signature, Actor actor, DateTime now)
    {
        if (!IsLocked)
            throw new BrokenRuleException("Rules.NotSigned");
        if (string.IsNullOrWhiteSpace(why))
            throw new BrokenRuleException("Rules.WhyRevised", "why");
        if (why.Length > 2_000)
            throw new BrokenRuleException("Rules.TooLong", "why", 2_000);
        signature?.Void(now);
        (SignedAt, CountersignedAt, WonAt, Offline, Partly) = (null, null, null, null, null);
        (WithdrawnAt, ExpiredAt) = (now, null);
        Reckon();
        Record(
            actor,
            "quote.revised",
            new
            {
                why = why.Trim(),
                signature = signature?.Id,
                signer = signature?.Name,
            },
            now
        );
        Happened(new QuoteRevised(this, actor));
    }

    private void EnsureUndecided()
    {
        if (Standing is not Standing.Open)
            throw new BrokenRuleException("Rules.QuoteDecided");
    }
}

public sealed record QuoteWon(Quote Quote, Actor By) : Happening;

public sealed record QuoteLost(Quote Quote, Actor By) : Happening;

public sealed record QuoteWithdrawn(Quote Quote, Actor By) : Happening;

/// <param name="ByHand">A member closed it; else its last day passed.</param>
public sealed record QuoteExpired(Quote Quote, bool ByHand) : Happening;

/// <summary>Its last day was set: who waits for an answer wants to hear when it passes.</summary>
public sealed record QuoteOpenUntil(Quote Quote) : Happening;

public sealed record QuoteRevised(Quote Quote, Actor By) : Happening;
