using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>The fields of the head's parts as they are typed; a part reads its own.</summary>
public sealed record HeadInput
{
    public string? Text { get; init; }
    public string? Discount { get; init; }
    public DateTime? StartsAt { get; init; }
    public DateTime? EndsAt { get; init; }
    public string? Days { get; init; }
    public string? Currency { get; init; }
    public PriceMode Prices { get; init; }
    public RoundingMode Rounding { get; init; }
    public string? Deposit { get; init; }
    public string? Language { get; init; }
    public Guid? Seller { get; init; }
    public string? Source { get; init; }

    /// <summary>Parted by commas.</summary>
    public string? Tags { get; init; }
}

public sealed record GroupInput
{
    public Guid Key { get; init; }
    public string? Title { get; init; }
    public GroupRule Rule { get; init; }
    public int Most { get; init; } = 1;
    public bool Remove { get; init; }

    public OptionGroup ToGroup() =>
        new()
        {
            Key = Key,
            Title = (Title ?? "").Trim(),
            Rule = Rule,
            Most = Math.Clamp(Most, 1, 100),
        };
}
