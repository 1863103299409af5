using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Contracts;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Contracts;

/// <summary>Rings the seller's bell some time before a contract ends; one that was renewed or over by then says nothing.</summary>
/// <param name="Ends">The end it was to remind of.</param>
public sealed record RemindOfRenewal(Guid ContractId, DateOnly Ends) : IJob;

public sealed class RemindOfRenewalHandler(Db db) : IHandle<RemindOfRenewal>
{
    public async Task Run(RemindOfRenewal job, CancellationToken stop)
    {
        var contract = await db.Contracts.SingleOrDefaultAsync(c => c.Id == job.ContractId, stop);
        if (contract is null || contract.EndsOn != job.Ends || contract.RemindedOf == job.Ends)
            return;
        var today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        var state = contract.State(today);
        // Put off meanwhile: the later job reminds.
        if (contract.RemindOn is not { } day || day > today || contract.CancelledOn is not null)
            return;
        if (state is not (ContractState.Active or ContractState.Upcoming))
            return;
        contract.Reminded();
        if (contract.SellerId is { } seller)
            db.Enqueue(
                new RingBell(
                    db.NewId(),
                    [seller],
                    NoticeKinds.ContractEnding,
                    [contract.CustomerName, contract.Number, contract.Title],
                    $"/contracts/{contract.Id}"
                )
            );
        await db.SaveChangesAsync(stop);
    }
}
