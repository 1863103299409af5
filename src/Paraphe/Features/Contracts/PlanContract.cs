using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Contracts;

/// <summary>Puts the occurrences of a contract's services into the work orders, some weeks ahead; then again two weeks later (OP 6).</summary>
/// <param name="Until">The last day to plan.</param>
/// <param name="Ends">The contract's end when this was asked for: one that was renewed is planned by a later job.</param>
public sealed record PlanContract(Guid ContractId, DateOnly Until, DateOnly Ends) : IJob
{
    public const int Ahead = 56;
    private const int Step = 14;

    public static PlanContract From(Contract contract, DateOnly today) =>
        new(contract.Id, Later(today.AddDays(Ahead), contract.PlannedUntil?.AddDays(1)), contract.EndsOn);

    /// <summary>As far ahead as on time, also when it runs late.</summary>
    public DateOnly UntilOn(DateOnly today) => Later(Until, today.AddDays(Ahead));

    public PlanContract After(DateOnly planned) => this with { Until = planned.AddDays(Step) };

    public static TimeSpan Pause => TimeSpan.FromDays(Step);

    private static DateOnly Later(DateOnly one, DateOnly? other) => other > one ? other.Value : one;
}

public sealed class PlanContractHandler(Db db) : IHandle<PlanContract>
{
    public Task Run(PlanContract job, CancellationToken stop) => db.InTransaction(() => Plan(job, stop), stop);

    private async Task Plan(PlanContract job, CancellationToken stop)
    {
        var contract = await db.Contracts.SingleOrDefaultAsync(c => c.Id == job.ContractId, stop);
        if (contract is null || contract.WithdrawnAt is not null || contract.EndsOn != job.Ends || contract.PlannedUntil >= job.Until)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var (from, until) = (From(contract, account), job.UntilOn(account.Today(db.Now)));
        // The last one of each service is what the next begins from.
        var last = (
            await db
                .WorkOrders.Where(order => order.ContractId == contract.Id && order.Occurrence != null)
                .OrderByDescending(order => order.Id)
                .Take(200)
                .ToListAsync(stop)
        )
            .GroupBy(ServiceOf)
            .ToDictionary(orders => orders.Key, orders => orders.MaxBy(NumberOf)!, StringComparer.Ordinal);
        foreach (var service in contract.Services)
        foreach (var due in contract.Days(service.Line.Recurrence, until).Where(due => due.Day >= from))
            await Add(contract, service, due, last, account, stop);
        contract.PlannedTo(until);
        if (until < contract.EndsOn && contract.CancelledOn is null)
            db.Enqueue(job.After(until), db.Now + PlanContract.Pause);
        await db.SaveChangesAsync(stop);
    }

    private async Task Add(
        Contract contract,
        ContractService service,
        (int Number, DateOnly Day) due,
        Dictionary<string, WorkOrder> last,
        Account account,
        CancellationToken stop
    )
    {
        var key = WorkOrder.OccurrenceKey(contract, service, due.Number);
        if (await db.WorkOrders.AnyAsync(order => order.Occurrence == key, stop))
            return;
        var number = await db.DrawNumber("workOrder", account.Settings.Numbering.WorkOrder, account.Today(db.Now), stop);
        var like = last.GetValueOrDefault(key[..key.LastIndexOf('/')]);
        db.WorkOrders.Add(WorkOrder.Of(contract, service, due, like, number, db.NewId(), db.Now));
    }

    // Nothing is planned backwards: what was due before the contract was won, or while it had ended, nobody came for.
    private DateOnly From(Contract contract, Account account)
    {
        var (won, planned) = (account.Today(contract.CreatedAt), contract.PlannedUntil?.AddDays(1));
        return planned is not { } next ? won
            : next < account.Today(db.Now).AddDays(-14) ? account.Today(db.Now)
            : next;
    }

    // Those of one run are made within the same millisecond: their identifiers do not tell which is the last.
    private static int NumberOf(WorkOrder order) =>
        int.Parse(order.Occurrence![(order.Occurrence!.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static string ServiceOf(WorkOrder order) => order.Occurrence![..order.Occurrence!.LastIndexOf('/')];
}
