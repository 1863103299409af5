using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Quotes;

/// <summary>The frozen content of a quote as it was sent. It never changes.</summary>
public sealed class Revision : IOwned
{
    private FrozenQuote? read;

    private Revision() { }

    internal Revision(Guid id, Guid accountId, Guid quoteId, int number, FrozenQuote frozen, DateTime sentAt)
    {
        (Id, AccountId, QuoteId, Number, SentAt) = (id, accountId, quoteId, number, sentAt);
        var bytes = CanonicalJson.Bytes(frozen);
        Json = System.Text.Encoding.UTF8.GetString(bytes);
        Hash = CanonicalJson.Sha256Hex(bytes);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid QuoteId { get; private set; }

    /// <summary>From 1, within the quote.</summary>
    public int Number { get; private set; }

    /// <summary>RFC 8785 canonical JSON of a <see cref="FrozenQuote"/>.</summary>
    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Json"/>'s UTF-8 bytes, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    public DateTime SentAt { get; private set; }

    /// <summary>Read once: neither the text nor what it says ever changes.</summary>
    public FrozenQuote Read() => read ??= System.Text.Json.JsonSerializer.Deserialize<FrozenQuote>(Json, DomainJson.Options)!;
}

/// <summary>Everything that a customer is shown, prints and signs; it links to nothing that lives on.</summary>
public sealed record FrozenQuote
{
    public required Guid QuoteId { get; init; }
    public required string Number { get; init; }
    public required int Revision { get; init; }
    public required QuoteKind Kind { get; init; }
    public required CompanyProfile Company { get; init; }
    public required CustomerDetails Customer { get; init; }
    public required SellerDetails Seller { get; init; }
    public required QuoteContent Content { get; init; }
    public required Policies Policies { get; init; }
    public required DateTime SentAt { get; init; }
    public required DateOnly ValidUntil { get; init; }

    /// <summary>IANA name of the account's time zone: the day of <see cref="ValidUntil"/> ends there.</summary>
    public required string TimeZone { get; init; }
}

public sealed record SellerDetails(string Name, string Email, string Phone);
