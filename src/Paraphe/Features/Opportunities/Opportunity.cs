using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Opportunities;

/// <summary>A property whose active contract lists the service as optional.</summary>
/// <param name="Option">Of the contract: with the price that was agreed.</param>
/// <param name="Seller">The property's account manager, else the contract's seller.</param>
/// <param name="OpenQuote">An undecided quote that offers it there already.</param>
/// <param name="IsClaimed">That quote is a campaign's: another cannot be made.</param>
public sealed record Opportunity(
    Guid Option,
    Guid Property,
    Guid Customer,
    string CustomerName,
    string Place,
    Guid Contract,
    string ContractNumber,
    decimal Each,
    string Currency,
    Guid? Seller,
    Guid? OpenQuote,
    string OpenNumber,
    bool IsClaimed
)
{
    public string Key => Option.ToString("N");
}

/// <summary>A service that active contracts list, and how many of them.</summary>
public sealed record OfferedService(string Service, string Name, int Contracts);
