namespace Paraphe.Domain.Invoices;

/// <summary>One e-mail that carried an invoice to one person, with a link of its own.</summary>
public sealed class InvoiceDelivery : IOwned
{
    private InvoiceDelivery() { }

    public InvoiceDelivery(Guid id, Invoice invoice, string name, string email, byte[] tokenHash, DateTime now)
    {
        (Id, AccountId, InvoiceId, CreatedAt) = (id, invoice.AccountId, invoice.Id, now);
        (Name, Email, TokenHash) = (name.Trim(), email.Trim(), tokenHash);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid InvoiceId { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";

    /// <summary>SHA-256 of the link's token; the token itself is in the mail alone.</summary>
    public byte[] TokenHash { get; private set; } = [];
    public DateTime CreatedAt { get; private set; }
    public DateTime? SentAt { get; private set; }
    public DateTime? FailedAt { get; private set; }

    /// <summary>What the mail server said, when it refused or bounced.</summary>
    public string ServerWords { get; private set; } = "";

    /// <summary>When a person first had the page open.</summary>
    public DateTime? OpenedAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }

    public void Sent(DateTime now) => (SentAt, FailedAt, ServerWords) = (SentAt ?? now, null, "");

    public void Failed(string words, DateTime now) => (FailedAt, ServerWords) = (now, words);

    public void Seen(DateTime now) => OpenedAt ??= now;

    public void Revoke(DateTime now) => RevokedAt ??= now;
}
