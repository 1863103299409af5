namespace Paraphe.Features.Legal;

/// <summary>Blocks that can be switched on for a quote, by the key its content keeps; their texts are models to be checked by an adviser.</summary>
public static class LegalBlocks
{
    public const string Waste = "waste";
    public const string ReducedVat = "reducedVat";
    public const string Withdrawal = "withdrawal";
    public const string ReplacedParts = "replacedParts";

    public static readonly IReadOnlyList<string> All = [Waste, ReducedVat, Withdrawal, ReplacedParts];
}
