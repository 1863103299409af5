namespace Paraphe.Domain.Quotes;

/// <summary>What becomes of the waste of building and garden works; a French quote for them says so (C. env. D.541-45-1).</summary>
public sealed record WasteTerms
{
    public const int Length = 500;

    /// <summary>Estimated total.</summary>
    public string Quantity { get; init; } = "";

    /// <summary>How it is sorted and taken away, shredding included.</summary>
    public string Method { get; init; } = "";

    /// <summary>Name, address and kind of the collection points.</summary>
    public string CollectionPoint { get; init; } = "";

    public string Cost { get; init; } = "";

    public bool IsWhole => Quantity.Length > 0 && Method.Length > 0 && CollectionPoint.Length > 0 && Cost.Length > 0;

    internal void Check()
    {
        foreach (
            var (text, field) in new[]
            {
                (Quantity, nameof(Quantity)),
                (Method, nameof(Method)),
                (CollectionPoint, nameof(CollectionPoint)),
                (Cost, nameof(Cost)),
            }
        )
            if (text.Length > Length)
                throw new BrokenRuleException("Rules.TooLong", field, Length);
    }
}
