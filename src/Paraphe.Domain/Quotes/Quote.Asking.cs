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

    /// <summary>A link to look at the revision sent last, for a contact of the customer who opens it from his home (PO 2).</summary>
    public Delivery LookAt(Revision revision, Recipient to, byte[] tokenHash, Guid id, DateTime now)
    {
        var delivery = new Delivery(id, this, revision, to with { Role = RecipientRole.Copy }, Channel.Mail, tokenHash, now);
        delivery.Sent(now);
        Record(Actor.Customer(to.Email, id), "quote.lookedFor", new { delivery = id, to = to.Email }, now);
        return delivery;
    }

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
