using Paraphe.Domain.Changes;

namespace Paraphe.Features.Changes;

/// <summary>A wish as it is typed.</summary>
public sealed record WishInput
{
    public WishKind Kind { get; init; }

    public string? Wish { get; init; }

    public string? Name { get; init; }
}
