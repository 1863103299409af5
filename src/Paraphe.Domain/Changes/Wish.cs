namespace Paraphe.Domain.Changes;

/// <summary>What kind of change is wished; the words always say it.</summary>
public enum WishKind
{
    Other,
    Quantity,
    Product,
    Remove,
    Question,
}

/// <summary>What the customer wishes of one line, in his words. One a line and person in a round.</summary>
public sealed record Wish
{
    public required Guid Key { get; init; }

    /// <summary>Key of the line, or of a section that shows no lines.</summary>
    public required Guid Line { get; init; }

    /// <summary>As the line was called then: it stays readable when the line is gone.</summary>
    public string LineName { get; init; } = "";

    public WishKind Kind { get; init; }

    public string Text { get; init; } = "";

    /// <summary>The name that was typed beside it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Address of the recipient whose link it was saved over, in small letters: links change with every resend.</summary>
    public string Author { get; init; } = "";

    public DateTime SavedAt { get; init; }

    /// <summary>The line was gone when the round was submitted: kept, but not asked.</summary>
    public bool LeftOut { get; init; }

    public WishTick? Done { get; init; }

    public WishAnswer? Answer { get; init; }
}

/// <summary>A member's tick: for the members alone.</summary>
public sealed record WishTick(string By, DateTime At);

/// <summary>What the customer reads with the next revision.</summary>
public sealed record WishAnswer(bool Possible, string Words, string By, DateTime At);
