using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>
/// The way into the portal's home of one account for one address (PO 2): a link mailed once, and the visit that it opened. Only hashes are kept.
/// </summary>
public sealed class HomeLink : IOwned
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan VisitLife = TimeSpan.FromHours(12);

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>Small letters.</summary>
    public required string Email { get; init; }

    /// <summary>SHA-256 of the token in the mail.</summary>
    public required byte[] TokenHash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? UsedAt { get; set; }

    /// <summary>SHA-256 of the token in the visitor's cookie.</summary>
    public byte[]? VisitHash { get; set; }
    public DateTime? EndedAt { get; set; }
}
