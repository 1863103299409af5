using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>The secret address under which a calendar program reads a member's work: one a member, revoked by making another.</summary>
public sealed class CalendarLink : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>SHA-256 of the token; the token itself is shown once.</summary>
    public required byte[] TokenHash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; set; }
}
