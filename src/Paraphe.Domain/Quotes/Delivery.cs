namespace Paraphe.Domain.Quotes;

public enum RecipientRole
{
    Signer,
    Copy,
}

public enum Channel
{
    Mail,
    Post,
}

public enum DeliveryState
{
    Failed,
    Pending,
    Sent,
    Opened,
}

/// <summary>A person a revision goes to. A copy may look, not sign.</summary>
public sealed record Recipient(string Name, string Email, RecipientRole Role, Guid? ContactId = null);

/// <summary>One e-mail (or letter) that carried a revision to one recipient, with a link of its own.</summary>
public sealed class Delivery : IOwned
{
    private Delivery() { }

    internal Delivery(Guid id, Quote quote, Revision revision, Recipient to, Channel channel, byte[] tokenHash, DateTime now)
    {
        (Id, AccountId, QuoteId, RevisionId, RevisionNumber) = (id, quote.AccountId, quote.Id, revision.Id, revision.Number);
        (Name, Email, Role, ContactId) = (to.Name.Trim(), to.Email.Trim(), to.Role, to.ContactId);
        (Channel, TokenHash, CreatedAt) = (channel, tokenHash, now);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid QuoteId { get; private set; }
    public Guid RevisionId { get; private set; }
    public int RevisionNumber { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public RecipientRole Role { get; private set; }
    public Guid? ContactId { get; private set; }
    public Channel Channel { get; private set; }

    /// <summary>SHA-256 of the link's token; the token itself is in the mail alone.</summary>
    public byte[] TokenHash { get; private set; } = [];
    public DateTime CreatedAt { get; private set; }
    public DateTime? SentAt { get; private set; }
    public DateTime? FailedAt { get; private set; }

    /// <summary>What the mail server said, when it refused or bounced.</summary>
    public string ServerWords { get; private set; } = "";

    /// <summary>When a person first had the page open (SN 4).</summary>
    public DateTime? OpenedAt { get; private set; }
    public DateTime? LastSeenAt { get; private set; }
    public int SeenCount { get; private set; }

    /// <summary>Programs that open links before people do: counted apart, and never taken for a look (SN 4).</summary>
    public DateTime? ScannedAt { get; private set; }
    public int ScanCount { get; private set; }

    /// <summary>When a mail program first showed the mail with its pictures, where the account wants to know. No proof that a person read it.</summary>
    public DateTime? DisplayedAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }

    /// <summary>The recipient who had this link sent on.</summary>
    public Guid? ForwardedFromId { get; private set; }

    /// <summary>The recipient wants no reminders.</summary>
    public DateTime? QuietAt { get; private set; }

    public DeliveryState State =>
        FailedAt is not null ? DeliveryState.Failed
        : OpenedAt is not null ? DeliveryState.Opened
        : SentAt is not null ? DeliveryState.Sent
        : DeliveryState.Pending;

    public bool MaySign => Role == RecipientRole.Signer && RevokedAt is null;

    public void Sent(DateTime now) => (SentAt, FailedAt, ServerWords) = (SentAt ?? now, null, "");

    public void Failed(string words, DateTime now) => (FailedAt, ServerWords) = (now, words);

    /// <returns>True the first time.</returns>
    public bool Seen(DateTime now)
    {
        var first = OpenedAt is null;
        OpenedAt ??= now;
        LastSeenAt = now;
        SeenCount++;
        return first;
    }

    public void Scanned(DateTime now)
    {
        ScannedAt = now;
        ScanCount++;
    }

    public void Revoke(DateTime now) => RevokedAt ??= now;

    public void StopReminding(DateTime now) => QuietAt ??= now;

    /// <summary>A link of its own for somebody whom the recipient names; may do what the recipient may.</summary>
    public Delivery ForwardTo(Guid id, string name, string email, byte[] tokenHash, DateTime now) =>
        new()
        {
            Id = id,
            AccountId = AccountId,
            QuoteId = QuoteId,
            RevisionId = RevisionId,
            RevisionNumber = RevisionNumber,
            Name = name.Trim(),
            Email = email.Trim(),
            Role = Role,
            Channel = Channel.Mail,
            TokenHash = tokenHash,
            CreatedAt = now,
            ForwardedFromId = Id,
        };
}
