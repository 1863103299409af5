using Paraphe.Domain.Changes;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>Rounds of wishes that the customer submitted.</summary>
    public int RoundCount { get; private set; }

    /// <summary>How many of them a later revision answered: the first ones.</summary>
    public int AnsweredRounds { get; private set; }

    public DateTime? ChangesAskedAt { get; private set; }

    /// <summary>When the revision that answered the last of them was sent.</summary>
    public DateTime? ChangesAnsweredAt { get; private set; }

    /// <summary>Orange; grey once answered (CR 8).</summary>
    public bool HasOpenChanges => RoundCount > AnsweredRounds;

    internal void AskedForChanges(ChangeRequest round, Delivery delivery, DateTime now)
    {
        (RoundCount, ChangesAskedAt) = (round.Round, now);
        // The words stand in the round; their hash here shows that they are still the same.
        var wishes = round.Asked.Select(wish => new
        {
            wish.Line,
            wish.Kind,
            wish.Text,
            wish.Name,
        });
        Record(
            Actor.Customer(round.SubmittedBy, delivery.Id),
            "change.submitted",
            new
            {
                round = round.Round,
                revision = round.RevisionNumber,
                count = round.Asked.Count(),
                hash = CanonicalJson.Sha256Hex(CanonicalJson.Bytes(wishes.ToArray())),
            },
            now
        );
        Happened(new ChangesRequested(this, round));
    }

    /// <summary>One resend answers all open rounds (CR 9).</summary>
    private void AnswerChanges(Revision revision, Actor actor, DateTime now)
    {
        if (!HasOpenChanges)
            return;
        Record(
            actor,
            "change.resent",
            new
            {
                first = AnsweredRounds + 1,
                last = RoundCount,
                revision = revision.Number,
            },
            now
        );
        (AnsweredRounds, ChangesAnsweredAt) = (RoundCount, now);
        Happened(new ChangesAnswered(this));
    }
}
