using Paraphe.Domain.Events;
using Paraphe.Domain.Signing;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>The reason of a quote whose contract a consumer ended; nobody chooses it from a list.</summary>
    public const string Renounced = "renounced";

    /// <summary>
    /// Fourteen days from the day after the contract (Directive 2011/83/EU art. 9); a period that ends on a weekend ends with the next Monday
    /// (Regulation 1182/71 art. 3). Public holidays are not known here: who takes a later one takes nothing from the consumer.
    /// </summary>
    public static DateOnly LastDayToRenounce(DateOnly concluded)
    {
        var last = concluded.AddDays(14);
        return last.DayOfWeek switch
        {
            DayOfWeek.Saturday => last.AddDays(2),
            DayOfWeek.Sunday => last.AddDays(1),
            _ => last,
        };
    }

    /// <summary>A consumer withdraws, without a reason, from the contract that he signed online. The caller takes back its order.</summary>
    /// <param name="email">Where the receipt goes.</param>
    /// <param name="lastDay">In the account's time zone.</param>
    public void Renounce(
        string name,
        string email,
        string comment,
        Signature signature,
        Delivery delivery,
        DateOnly lastDay,
        DateOnly today,
        DateTime now
    )
    {
        if (delivery.RevokedAt is not null)
            throw new BrokenRuleException("Rules.LinkRevoked");
        if (SignedAt is null || signature.QuoteId != Id || signature.VoidedAt is not null)
            throw new BrokenRuleException("Rules.NotSigned");
        if (!delivery.MaySign || delivery.RevisionId != signature.RevisionId)
            throw new BrokenRuleException("Rules.CopyMayNotSign");
        if (today > lastDay)
            throw new BrokenRuleException("Rules.RenounceTooLate");
        if (string.IsNullOrWhiteSpace(name))
            throw new BrokenRuleException("Rules.NameMissing", "name");
        if (name.Length > 200)
            throw new BrokenRuleException("Rules.TooLong", "name", 200);
        var receipt = EmailAddress.Parse(email, "email").Text;
        if (comment.Length > 2_000)
            throw new BrokenRuleException("Rules.TooLong", "comment", 2_000);
        signature.Void(now);
        (SignedAt, CountersignedAt, WonAt, Partly) = (null, null, null, null);
        LostAt = now;
        Refusal = new Refusal(Renounced, comment.Trim(), ByCustomer: true);
        Reckon();
        Record(
            Actor.Customer(name.Trim(), delivery.Id),
            "quote.renounced",
            new
            {
                name = name.Trim(),
                email = receipt,
                comment = comment.Trim(),
                signature = signature.Id,
                signedAt = signature.SignedAt,
                lastDay,
            },
            now
        );
        Happened(new QuoteRenounced(this, name.Trim(), EventCount));
    }
}

/// <param name="Step">Number of the event that keeps the declaration.</param>
public sealed record QuoteRenounced(Quote Quote, string Name, int Step) : Happening;
