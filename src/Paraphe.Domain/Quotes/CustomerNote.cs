namespace Paraphe.Domain.Quotes;

/// <summary>A recipient's own note on a quote that he received (PO 9). No page of the company reads it.</summary>
public sealed class CustomerNote : IOwned
{
    public const int Longest = 10_000;

    private CustomerNote() { }

    public CustomerNote(Guid id, Guid accountId, Guid quoteId, string email, DateTime now)
    {
        (Id, AccountId, QuoteId, ChangedAt) = (id, accountId, quoteId, now);
        Email = email.Trim().ToLowerInvariant();
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid QuoteId { get; private set; }

    /// <summary>Whose it is: it follows him from one revision to the next.</summary>
    public string Email { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    public void Write(string text, DateTime now)
    {
        if (text.Length > Longest)
            throw new BrokenRuleException("Rules.TooLong", "note", Longest);
        (Text, ChangedAt) = (text.Trim(), now);
    }
}
