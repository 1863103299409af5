using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;

namespace Paraphe.Domain.Quotes;

/// <summary>What is offered to a customer: a working copy, the revisions that were sent, and what became of them.</summary>
public sealed partial class Quote : Aggregate
{
    private readonly List<QuoteEvent> events = [];

    private Quote() { }

    public Quote(Guid id, Guid accountId, QuoteKind kind, string draftNumber, QuoteContent content, Actor author, DateTime now)
    {
        (Id, AccountId, Kind, DraftNumber, CreatedAt) = (id, accountId, kind, draftNumber, now);
        SellerId = author.Id;
        Hold(content);
        ChangedAt = now;
        Reckon();
        Record(author, "quote.made", new { kind }, now);
    }

    public QuoteKind Kind { get; private set; }

    /// <summary>Drawn at the first send, without gaps; null on a draft.</summary>
    public string? Number { get; private set; }

    /// <summary><c>D-…</c>, never used again.</summary>
    public string DraftNumber { get; private set; } = "";

    public string ShownNumber => Number ?? DraftNumber;

    public Guid? ProjectId { get; private set; }

    /// <summary>The live link (CU 8); null once the customer was deleted.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>The customer's details kept when the customer was deleted (CU 9).</summary>
    public CustomerDetails? Detached { get; private set; }

    /// <summary>Follows the customer's name, for lists.</summary>
    public string CustomerName { get; private set; } = "";

    /// <summary>The folded name, to sort by; and with it the e-mails, to search in. Both follow the customer.</summary>
    public string CustomerSort { get; private set; } = "";

    public string CustomerText { get; private set; } = "";

    public Guid? PropertyId { get; private set; }

    public Guid? RequestId { get; private set; }

    public Guid? SellerId { get; private set; }

    public string LeadSource { get; private set; } = "";

    /// <summary>Words of the members' own to find it by; <see cref="QuoteTag"/> has them for the list.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    public QuoteContent Content { get; private set; } = new();

    /// <summary>Copied from the content: lists do not read that.</summary>
    public string Title { get; private set; } = "";

    public string Currency { get; private set; } = "EUR";

    /// <summary>Numbers and title, folded, to search in.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Days it stays open once sent; null follows the account's setting (QU 9).</summary>
    public int? ValidDays { get; private set; }

    /// <summary>Rises with each change of the content.</summary>
    public int ContentVersion { get; private set; }

    /// <summary>The content version that was last sent.</summary>
    public int SentContentVersion { get; private set; }

    /// <summary>Total with VAT in the quote's currency: as signed, else with the preselected options.</summary>
    public decimal Total { get; private set; }

    public decimal TotalNet { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime ChangedAt { get; private set; }

    public int RevisionCount { get; private set; }

    public Guid? CurrentRevisionId { get; private set; }

    /// <summary>When the current revision was first sent.</summary>
    public DateTime? DeliveredAt { get; private set; }
    public DateTime? SignedAt { get; private set; }

    /// <summary>When a member signed it after the customer.</summary>
    public DateTime? CountersignedAt { get; private set; }
    public DateTime? RejectedAt { get; private set; }
    public DateTime? WonAt { get; private set; }
    public DateTime? LostAt { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>When a member expired it by hand.</summary>
    public DateTime? ExpiredAt { get; private set; }

    /// <summary>The last day on which it can be signed, in the account's time zone (QU 9).</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The last day of which it was said that it has passed.</summary>
    public DateOnly? LapsedOn { get; private set; }

    /// <summary>The account's policies as of sending.</summary>
    public Policies Policies { get; private set; } = new();

    /// <summary>Reason and words of a rejection by the customer or a loss told by a member.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>How an acceptance outside the portal was given.</summary>
    public OfflineAcceptance? Offline { get; private set; }

    /// <summary>A time the customer proposed or both agreed on, beside the revision.</summary>
    public ProposedTime? Time { get; private set; }

    /// <summary>How many of its signers must sign the current revision; it is accepted with the last of them.</summary>
    public int SignersNeeded { get; private set; } = 1;

    /// <summary>Who has signed the current revision while others still must; null before the first and after the last.</summary>
    public PartlySigned? Partly { get; private set; }

    /// <summary>A send that waits for its hour; the working copy is held until then.</summary>
    public PlannedSend? Planned { get; private set; }

    public int EventCount { get; private set; }

    /// <summary>Hash of the last event: truncating the history is noticed.</summary>
    public string EventHead { get; private set; } = EventChain.Root;

    public Standing Standing { get; private set; }

    public Stage Stage =>
        WonAt is not null ? Stage.Won
        : LostAt is not null ? Stage.Lost
        : RevisionCount > 0 ? Stage.Delivered
        : Stage.Draft;

    public bool ChangedSinceSent => RevisionCount > 0 && ContentVersion != SentContentVersion;

    /// <param name="today">The day in the account's time zone.</param>
    public QuoteStatus Status(DateOnly today) => StatusOf(Standing, ValidUntil, today);

    public bool IsAnswerable(DateOnly today) => Standing == Standing.Open && Status(today) == QuoteStatus.Open;

    /// <summary>The one place where a stored standing and the calendar become a status.</summary>
    public static QuoteStatus StatusOf(Standing standing, DateOnly? validUntil, DateOnly today) =>
        standing switch
        {
            Standing.Accepted => QuoteStatus.Accepted,
            Standing.Rejected => QuoteStatus.Rejected,
            Standing.Closed => QuoteStatus.Expired,
            Standing.Open when validUntil < today => QuoteStatus.Expired,
            _ => QuoteStatus.Open,
        };

    private Standing Reckoned() =>
        WonAt is not null || (SignedAt is not null && Policies.WinsBySignature) ? Standing.Accepted
        : LostAt is not null || (RejectedAt is not null && Policies.RejectionCloses) ? Standing.Rejected
        : WithdrawnAt is not null || ExpiredAt is not null ? Standing.Closed
        : SignedAt is not null ? Standing.SignedWaiting
        : RejectedAt is not null ? Standing.RejectedWaiting
        : RevisionCount > 0 ? Standing.Open
        : Standing.Draft;

    private void Reckon()
    {
        var before = Standing;
        Standing = Reckoned();
        Claim = Claimed();
        if (Standing != before)
            Happened(new QuoteMoved(this));
    }

    /// <summary>Events made since the last save, in their order; the store writes them with the quote.</summary>
    public IReadOnlyList<QuoteEvent> TakeEvents()
    {
        var taken = events.ToList();
        events.Clear();
        return taken;
    }

    /// <summary>Adds a line to the quote's append-only history.</summary>
    public void Record(Actor actor, string what, object payload, DateTime now)
    {
        var happened = EventChain.Append(AccountId, Id, EventCount, EventHead, now, actor, what, payload);
        events.Add(happened);
        (EventCount, EventHead) = (happened.Sequence, happened.Hash);
    }
}

/// <param name="Reason">A key: hiddenCosts, notSuitable, price, timing, another, other.</param>
public sealed record Refusal(string Reason, string Comment, bool ByCustomer);

/// <param name="How">A key: phone, mail, paper, inPerson, other.</param>
/// <param name="Reference">The customer's order number, if there is one.</param>
/// <param name="Proof">Content hash of an uploaded proof.</param>
public sealed record OfflineAcceptance(string How, string Reference, string? Proof);

/// <param name="StartsAt">Local to the account's time zone.</param>
public sealed record ProposedTime(DateTime StartsAt, string Name, bool Agreed);

/// <summary>Where the quote of a request stands has changed: the request follows.</summary>
public sealed record QuoteMoved(Quote Quote) : Happening;
