using System.Collections.Immutable;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Signing;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>Why the customer cannot answer now, as a rule; null when he can.</summary>
    /// <param name="today">The day in the account's time zone.</param>
    public string? WhyNotAnswerable(Delivery delivery, DateOnly today) =>
        delivery.RevokedAt is not null ? "Rules.LinkRevoked"
        : SignedAt is not null ? "Rules.QuoteSigned"
        : Partly?.Signed.Contains(delivery.Id) == true ? "Rules.YouSigned"
        : WonAt is not null ? "Rules.QuoteAccepted"
        : LostAt is not null && Refusal?.Reason == Renounced ? "Rules.QuoteRenounced"
        : LostAt is not null || RejectedAt is not null ? "Rules.QuoteRejected"
        : WithdrawnAt is not null ? "Rules.QuoteWithdrawn"
        : delivery.RevisionId != CurrentRevisionId ? "Rules.QuoteSuperseded"
        : Status(today) == QuoteStatus.Expired ? "Rules.QuoteExpired"
        : Standing != Standing.Open ? "Rules.QuoteNotOpen"
        : null;

    /// <summary>
    /// Accepts the quote by the customer's signature (PO 3). What was shown must be what stands now: the revision's hash and the total
    /// with the chosen options.
    /// </summary>
    public Signature Sign(SigningAct act, Revision revision, Delivery delivery, DateOnly today, DateTime now)
    {
        if (delivery.QuoteId != Id || delivery.RevisionId != revision.Id)
            throw new BrokenRuleException("Rules.QuoteSuperseded");
        if (WhyNotAnswerable(delivery, today) is { } why)
            throw new BrokenRuleException(why);
        if (!delivery.MaySign)
            throw new BrokenRuleException("Rules.CopyMayNotSign");
        if (!string.Equals(act.ShownHash, revision.Hash, StringComparison.Ordinal))
            throw new BrokenRuleException("Rules.QuoteSuperseded");
        var frozen = revision.Read();
        frozen.Content.CheckChoice(act.Choice, Kind != QuoteKind.Contract);
        if (frozen.Customer.Kind == CustomerKind.Company)
            EnsureOnBehalf(act);
        var totals = Pricing.Compute(frozen.Content, act.Choice);
        if (totals.Gross != act.ShownTotal)
            throw new BrokenRuleException("Rules.TotalChanged", "total");

        if (Partly is { } partly && !partly.Choice.Quantities.SequenceEqual(act.Choice.Quantities))
            throw new BrokenRuleException("Rules.ChoiceMadeBefore", "choice");

        var signature = new Signature(act, this, revision, delivery, totals, now);
        (Total, TotalNet) = (totals.Gross, totals.Net);
        var signed = (Partly?.Signed ?? []).Add(delivery.Id);
        if (signed.Length < SignersNeeded)
        {
            Partly = new PartlySigned(signed, act.Choice);
            Record(Actor.Customer(signature.Name, delivery.Id), "quote.signed", signature.Evidence(), now);
            Happened(new QuotePartlySigned(this, signature));
            return signature;
        }
        (SignedAt, Partly) = (now, null);
        if (Policies.WinsBySignature)
            WonAt = now;
        Reckon();
        Record(Actor.Customer(signature.Name, delivery.Id), "quote.signed", signature.Evidence(), now);
        if (WonAt is not null)
            Record(Actor.System, "quote.won", new { by = "signature" }, now);
        Happened(new QuoteSigned(this, signature));
        return signature;
    }

    /// <summary>A member signs for the company what the customer has signed; with that it is won.</summary>
    /// <param name="of">The customer's signature.</param>
    public Signature Countersign(SigningAct act, Signature of, Actor member, DateTime now)
    {
        if (SignedAt is null || !Policies.MemberCountersigns || CountersignedAt is not null)
            throw new BrokenRuleException("Rules.NotToCountersign");
        var signature = new Signature(act, of, member, now);
        (CountersignedAt, WonAt) = (now, now);
        Reckon();
        Record(member, "quote.countersigned", signature.Evidence(), now);
        Record(Actor.System, "quote.won", new { by = "countersignature" }, now);
        Happened(new QuoteCountersigned(this, of));
        return signature;
    }

    // Who signs for a company says in which function, and for which.
    private static void EnsureOnBehalf(SigningAct act)
    {
        if (string.IsNullOrWhiteSpace(act.Function))
            throw new BrokenRuleException("Rules.FunctionMissing", "function");
        if (string.IsNullOrWhiteSpace(act.Company))
            throw new BrokenRuleException("Rules.CompanyMissing", "company");
    }

    public static readonly IReadOnlyList<string> Reasons = ["hiddenCosts", "notSuitable", "price", "timing", "another", "other"];

    public void Reject(string reason, string comment, Delivery delivery, DateOnly today, DateTime now)
    {
        if (WhyNotAnswerable(delivery, today) is { } why)
            throw new BrokenRuleException(why);
        if (!Reasons.Contains(reason, StringComparer.Ordinal))
            throw new BrokenRuleException("Rules.ReasonMissing", "reason");
        if (reason == "other" && string.IsNullOrWhiteSpace(comment))
            throw new BrokenRuleException("Rules.CommentMissing", "comment");
        if (comment.Length > 5_000)
            throw new BrokenRuleException("Rules.TooLong", "comment", 5_000);
        RejectedAt = now;
        Refusal = new Refusal(reason, comment.Trim(), ByCustomer: true);
        if (Policies.RejectionCloses)
            LostAt = now;
        Reckon();
        Record(Actor.Customer(delivery.Name, delivery.Id), "quote.rejected", new { reason, comment = comment.Trim() }, now);
        Happened(new QuoteRejected(this, delivery));
    }
}

public sealed record QuoteSigned(Quote Quote, Signature Signature) : Happening;

/// <summary>One of several signers has signed.</summary>
public sealed record QuotePartlySigned(Quote Quote, Signature Signature) : Happening;

/// <param name="Signature">The customer's.</param>
public sealed record QuoteCountersigned(Quote Quote, Signature Signature) : Happening;

/// <param name="Signed">Deliveries whose recipients have signed.</param>
/// <param name="Choice">The options that the first of them chose; the others sign the same.</param>
public sealed record PartlySigned(ImmutableArray<Guid> Signed, Choice Choice);

public sealed record QuoteRejected(Quote Quote, Delivery Delivery) : Happening;
