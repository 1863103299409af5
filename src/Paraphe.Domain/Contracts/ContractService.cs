using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Contracts;

/// <summary>A service as it was agreed: the frozen line, and what one occurrence costs in the contract's price mode.</summary>
/// <param name="Each">After the line's discount; the discount of the whole quote is not part of it.</param>
public sealed record ContractService(QuoteLine Line, decimal Each)
{
    /// <summary>Once, where no rhythm was agreed.</summary>
    public decimal PerYear => Each * (Line.Recurrence?.PerYear ?? 1);
}
