using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Contracts;

/// <summary>What follows from what happens to a contract, or to the quote it came from.</summary>
public static class ContractReactions
{
    /// <summary>Its occurrences are planned, and its seller reminded of its end.</summary>
    public static void Follow(this Db db, Contract contract)
    {
        if (contract.WithdrawnAt is not null)
            return;
        db.Enqueue(PlanContract.From(contract, DateOnly.FromDateTime(db.Now)));
        if (contract.RemindOn is not { } day || contract.RemindedOf == contract.EndsOn)
            return;
        var morning = DateTime.SpecifyKind(day.ToDateTime(new TimeOnly(7, 0)), DateTimeKind.Utc);
        db.Enqueue(new RemindOfRenewal(contract.Id, contract.EndsOn), morning > db.Now ? morning : null);
    }

    /// <summary>What was planned from the day on which it is cancelled, and not begun, falls away.</summary>
    public static Task CancelPlanned(this Db db, Contract contract)
    {
        var (id, why, now) = (contract.Id, contract.CancelReason, db.Now);
        var from = contract.CancelledOn!.Value.ToDateTime(TimeOnly.MinValue);
        return db
            .WorkOrders.Where(o => o.ContractId == id && o.Occurrence != null && o.StartsAt >= from)
            .Where(o => o.StartedAt == null && o.DoneAt == null && o.CancelledAt == null)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(o => o.CancelledAt, now)
                    .SetProperty(o => o.CancelReason, why)
                    .SetProperty(o => o.Version, o => o.Version + 1)
            );
    }

    /// <summary>Work of a contract of this quote was begun.</summary>
    public static Task<bool> ContractStarted(this Db db, Guid quote, CancellationToken stop) =>
        db.WorkOrders.AnyAsync(
            o =>
                (o.StartedAt != null || o.DoneAt != null)
                && o.CancelledAt == null
                && db.Contracts.Any(c => c.Id == o.ContractId && c.QuoteId == quote && c.WithdrawnAt == null),
            stop
        );

    /// <summary>The winning of its quote is undone: the contract goes with it, as long as nothing of it was started (OP 4).</summary>
    /// <exception cref="BrokenRuleException">Work of the contract was started; nothing is saved.</exception>
    public static async Task WithdrawContract(this Db db, Quote quote)
    {
        var (id, now) = (quote.Id, db.Now);
        var contracts = await db.Contracts.Where(c => c.QuoteId == id && c.WithdrawnAt == null).ToDictionaryAsync(c => c.Id, c => c.Number);
        if (contracts.Count == 0)
            return;
        var ids = contracts.Keys.ToList();
        var orders = db.WorkOrders.Where(o => o.ContractId != null && ids.Contains(o.ContractId.Value) && o.CancelledAt == null);
        if (await orders.AnyAsync(o => o.StartedAt != null || o.DoneAt != null))
            throw new BrokenRuleException("Rules.ContractStarted", null, contracts.Values.First());
        await orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.CancelledAt, now).SetProperty(o => o.Version, o => o.Version + 1));
        await db
            .Contracts.Where(c => ids.Contains(c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.WithdrawnAt, now).SetProperty(c => c.Version, c => c.Version + 1));
    }
}
