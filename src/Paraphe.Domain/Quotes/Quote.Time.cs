using System.Collections.Immutable;
using Paraphe.Domain.Events;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    public const int MostSlots = 5;

    /// <summary>Other times that the customer may choose from; they join the next revision.</summary>
    /// <param name="localNow">Now, in the account's time zone.</param>
    public void OfferTimes(IEnumerable<DateTime> slots, DateTime localNow, DateTime now)
    {
        var offered = slots.Distinct().Order().ToImmutableArray();
        if (offered.Length > MostSlots)
            throw new BrokenRuleException("Rules.TooManySlots", null, MostSlots);
        if (offered.Any(slot => slot <= localNow && !Content.Slots.Contains(slot)))
            throw new BrokenRuleException("Rules.TimePassed");
        if (!offered.SequenceEqual(Content.Slots))
            Change(Content with { Slots = offered }, now);
    }

    /// <summary>
    /// The customer proposes another time before signing (PO 6): it holds at once, or waits for a member. Price and status stay as they are.
    /// </summary>
    /// <param name="startsAt">Local to the account's time zone.</param>
    /// <param name="offered">Times that the company offered itself: one of them waits for nobody.</param>
    /// <param name="localNow">Now, in that zone.</param>
    public void ProposeTime(
        DateTime startsAt,
        IReadOnlyCollection<DateTime> offered,
        string name,
        string comment,
        Delivery delivery,
        DateOnly today,
        DateTime localNow,
        DateTime now
    )
    {
        if (WhyNotAnswerable(delivery, today) is { } why)
            throw new BrokenRuleException(why);
        if (!delivery.MaySign)
            throw new BrokenRuleException("Rules.CopyMayNotSign");
        if (startsAt <= localNow)
            throw new BrokenRuleException("Rules.TimePassed", "date");
        if (startsAt > localNow.AddYears(3))
            throw new BrokenRuleException("Rules.TimeTooFar", "date");
        if (string.IsNullOrWhiteSpace(name))
            throw new BrokenRuleException("Rules.NameMissing", "name");
        if (name.Length > 200)
            throw new BrokenRuleException("Rules.TooLong", "name", 200);
        if (comment.Length > 2_000)
            throw new BrokenRuleException("Rules.TooLong", "comment", 2_000);
        Time = new ProposedTime(startsAt, name.Trim(), Policies.TimeAppliesAtOnce || offered.Contains(startsAt));
        Record(
            Actor.Customer(name.Trim(), delivery.Id),
            "quote.timeProposed",
            new
            {
                startsAt,
                comment = comment.Trim(),
                agreed = Time.Agreed,
            },
            now
        );
        Happened(new QuoteTimeProposed(this, delivery, comment.Trim()));
    }

    /// <summary>A member confirms the proposed time, or keeps the one that was offered.</summary>
    public void AnswerTime(bool agree, Actor actor, DateTime now)
    {
        if (Time is not { Agreed: false } proposed)
            throw new BrokenRuleException("Rules.NoTimeToConfirm");
        Time = agree ? proposed with { Agreed = true } : null;
        Record(actor, agree ? "quote.timeAgreed" : "quote.timeKept", new { proposed.StartsAt }, now);
        Happened(new QuoteTimeAnswered(this, proposed, agree));
    }
}

public sealed record QuoteTimeProposed(Quote Quote, Delivery Delivery, string Comment) : Happening;

public sealed record QuoteTimeAnswered(Quote Quote, ProposedTime Proposed, bool Agreed) : Happening;
