using Paraphe.Domain;
using Paraphe.Domain.Contracts;

namespace Paraphe.Features.Contracts;

/// <summary>Questions asked of contracts; what a state is, <see cref="Contract.State"/> says, and these must agree with it.</summary>
public static class ContractQueries
{
    /// <param name="today">The day in the account's time zone.</param>
    public static IQueryable<Contract> Active(this IQueryable<Contract> contracts, DateOnly today) =>
        contracts.Running(today).Where(c => c.StartsOn <= today);

    public static IQueryable<Contract> In(this IQueryable<Contract> contracts, ContractState? state, DateOnly today) =>
        state switch
        {
            ContractState.Active => contracts.Active(today),
            ContractState.Upcoming => contracts.Running(today).Where(c => c.StartsOn > today),
            ContractState.Ended => contracts.Where(c =>
                c.WithdrawnAt == null && (c.CancelledOn == null || c.CancelledOn > today) && c.EndsOn < today
            ),
            ContractState.Cancelled => contracts.Where(c => c.WithdrawnAt == null && c.CancelledOn <= today),
            ContractState.Withdrawn => contracts.Where(c => c.WithdrawnAt != null),
            _ => contracts,
        };

    /// <summary>Every word in the number, the customer's name, the title or the place.</summary>
    public static IQueryable<Contract> Matching(this IQueryable<Contract> contracts, string? search)
    {
        foreach (var word in SearchText.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            contracts = contracts.Where(c => c.SearchText.Contains(word));
        return contracts;
    }

    private static IQueryable<Contract> Running(this IQueryable<Contract> contracts, DateOnly today) =>
        contracts.Where(c => c.WithdrawnAt == null && (c.CancelledOn == null || c.CancelledOn > today) && c.EndsOn >= today);
}
