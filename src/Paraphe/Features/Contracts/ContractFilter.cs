using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Paraphe.Domain.Contracts;

namespace Paraphe.Features.Contracts;

/// <summary>What the list of contracts shows, as its address says it.</summary>
public sealed record ContractFilter
{
    [FromQuery(Name = "state")]
    public ContractState? State { get; init; }

    [FromQuery(Name = "q")]
    public string? Search { get; init; }

    [FromQuery(Name = "seller")]
    public Guid? Seller { get; init; }

    /// <summary>Only those whose last day is this or earlier.</summary>
    [FromQuery(Name = "ends")]
    public DateOnly? EndsBy { get; init; }

    public int Count => (Seller is null ? 0 : 1) + (EndsBy is null ? 0 : 1);

    public bool Narrows => Count > 0 || State is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>Everything but the state, so that the tabs can be counted.</summary>
    public IQueryable<Contract> Of(IQueryable<Contract> contracts)
    {
        contracts = contracts.Matching(Search);
        if (Seller is { } seller)
            contracts = contracts.Where(c => c.SellerId == seller);
        if (EndsBy is { } day)
            contracts = contracts.Where(c => c.EndsOn <= day);
        return contracts;
    }

    public string Href(Guid? after = null) =>
        QueryHelpers.AddQueryString(
            "/contracts",
            new Dictionary<string, string?>
            {
                ["state"] = State?.ToString().ToLowerInvariant(),
                ["q"] = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
                ["seller"] = Seller?.ToString(),
                ["ends"] = EndsBy?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                ["after"] = after?.ToString(),
            }.Where(pair => pair.Value is not null)
        );
}
