using Paraphe.Domain;

namespace Paraphe.Platform.Data;

public enum LinkPurpose
{
    /// <summary>Lets somebody who was invited in, with a name and password of his own.</summary>
    Invitation,

    /// <summary>Sets a new password.</summary>
    Password,
}

/// <summary>A link mailed to one member for one act; only the hash of its token is kept.</summary>
public sealed class MemberLink : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid MemberId { get; init; }
    public required LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }
}
