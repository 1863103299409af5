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
        : WonAt is not null ? "Rules.QuoteAccepted"
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
        var totals = Pricing.Compute(frozen.Content, act.Choice);
        if (totals.Gross != act.ShownTotal)
            throw new BrokenRuleException("Rules.TotalChanged", "total");

        var signature = new Signature(act, this, revision, delivery, totals, now);
        SignedAt = now;
        if (Policies.SignatureWins)
            WonAt = now;
        (Total, TotalNet) = (totals.Gross, totals.Net);
        Reckon();
        Record(Actor.Customer(signature.Name, delivery.Id), "quote.signed", signature.Evidence(), now);
        if (WonAt is not null)
            Record(Actor.System, "quote.won", new { by = "signature" }, now);
        Happened(new QuoteSigned(this, signature));
        return signature;
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

public sealed record QuoteRejected(Quote Quote, Delivery Delivery) : Happening;
