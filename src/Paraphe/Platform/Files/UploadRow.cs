using Paraphe.Domain;

namespace Paraphe.Platform.Files;

/// <summary>A file on its way: its parts lie in the file store, so that a broken upload goes on where it stopped, on any node.</summary>
public sealed class Upload : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>What it is for: <c>quote/ID/Image</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Name, size and time of change as the browser tells them: the same file again goes on.</summary>
    public required string Mark { get; init; }
    public required string Name { get; init; }
    public required long Size { get; init; }
    public long Received { get; set; }

    /// <summary>Content hashes of the parts, in their order.</summary>
    public required IReadOnlyList<string> Parts { get; set; }
    public required DateTime CreatedAt { get; init; }
}
