using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>Lets a program act as one member, within scopes. Only the hash of the key is kept; the key is shown once.</summary>
public sealed class ApiKey : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid MemberId { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Names of scopes, with spaces between.</summary>
    public required string Scopes { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTime? LastUsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>What a POST with an <c>Idempotency-Key</c> was answered, for a day: the same again is answered the same, and done once.</summary>
public sealed class IdempotentAnswer : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body, in hex.</summary>
    public required string RequestHash { get; init; }
    public required int Status { get; init; }
    public required string Body { get; init; }
    public string? Location { get; init; }
    public required DateTime CreatedAt { get; init; }
}
