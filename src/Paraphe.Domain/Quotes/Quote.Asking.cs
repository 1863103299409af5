using Paraphe.Domain.Events;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>The recipient asked a question, or for an update of a quote that can no longer be answered (PO 7, PO 8).</summary>
    public void Asked(Delivery delivery, string name, bool forUpdate, DateTime now)
    {
        Record(Actor.Customer(name, delivery.Id), forUpdate ? "quote.updateAsked" : "quote.asked", new { delivery = delivery.Id }, now);
        Happened(new QuoteAsked(this, delivery, name));
    }

    /// <summary>A link of the quote was passed on, with its own name and limits.</summary>
    public void Forwarded(Delivery from, Delivery to, DateTime now) =>
        Record(
            Actor.Customer(from.Name, from.Id),
            "quote.forwarded",
            new
            {
                from = from.Id,
                delivery = to.Id,
                to = to.Email,
            },
            now
        );

    public void RevokeLink(Delivery delivery, Actor actor, DateTime now)
    {
        if (delivery.RevokedAt is not null)
            return;
        delivery.Revoke(now);
        Record(actor, "quote.linkRevoked", new { delivery = delivery.Id, to = delivery.Email }, now);
    }
}

/// <param name="Name">Of who asks.</param>
public sealed record QuoteAsked(Quote Quote, Delivery Delivery, string Name) : Happening;
