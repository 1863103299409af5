using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Sending;
using Paraphe.Platform.Data;

namespace Paraphe.Features.WorkOrders;

/// <summary>What a won quote brings: its work order, or its contract, in the same transaction (OP 4).</summary>
public sealed class Winning(Db db, QuoteParties parties)
{
    /// <summary>
    /// A member wins the quote: one that was signed and waits, or one accepted outside the portal. A quote that was never sent is frozen first,
    /// as the order holds what was agreed. Runs in a transaction of its own unless the caller has one.
    /// </summary>
    /// <exception cref="Domain.BrokenRuleException">It is won already, or lacks what an order needs.</exception>
    public Task<WorkOrder?> Win(Quote quote, OfflineAcceptance? offline, Actor by, CancellationToken stop) =>
        db.Database.CurrentTransaction is null
            ? db.InTransaction(() => WinNow(quote, offline, by, stop), stop)
            : WinNow(quote, offline, by, stop);

    /// <summary>The work order of a quote that has just been won; for a contract quote its contract instead, and null. Inside <see cref="Db.InTransaction{T}"/>; the caller saves.</summary>
    public async Task<WorkOrder?> Order(Quote quote, Revision revision, Choice choice, Account account, CancellationToken stop)
    {
        var today = account.Today(db.Now);
        if (quote.Kind == QuoteKind.Contract)
        {
            await Activate(quote, revision, account, today, stop);
            return null;
        }
        var number = await db.DrawNumber("workOrder", account.Settings.Numbering.WorkOrder, today, stop);
        var order = WorkOrder.Of(quote, revision, choice, number, db.NewId(), db.Now);
        db.WorkOrders.Add(order);
        quote.Record(Actor.System, "order.made", new { order = order.Id, number }, db.Now);
        return order;
    }

    private async Task Activate(Quote quote, Revision revision, Account account, DateOnly today, CancellationToken stop)
    {
        var number = await db.DrawNumber("contract", account.Settings.Numbering.Contract, today, stop);
        var contract = Contract.Of(quote, revision, number, today, db.NewId, db.Now);
        db.Contracts.Add(contract);
        quote.Record(Actor.System, "contract.made", new { contract = contract.Id, number }, db.Now);
    }

    private async Task<WorkOrder?> WinNow(Quote quote, OfflineAcceptance? offline, Actor by, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var revision = quote.CurrentRevisionId is { } current
            ? await db.Revisions.SingleAsync(row => row.Id == current, stop)
            : await Settle(quote, account, by, stop);
        quote.Win(offline, by, db.Now);
        var signed = await db
            .Signatures.Where(row => row.QuoteId == quote.Id && row.VoidedAt == null && row.MemberId == null)
            .FirstOrDefaultAsync(stop);
        var choice = signed?.Choice ?? revision.Read().Content.Preselected();
        var order = await Order(quote, revision, choice, account, stop);
        await db.SaveChangesAsync(stop);
        return order;
    }

    private async Task<Revision> Settle(Quote quote, Account account, Actor by, CancellationToken stop)
    {
        var (customer, seller) = await parties.Of(quote, account, stop);
        var number = quote.Number ?? await parties.DrawNumber(quote, account, stop);
        var today = account.Today(db.Now);
        var sending = new Domain.Quotes.Sending(
            account,
            customer ?? new(),
            seller,
            number,
            today.AddDays(quote.ValidDays ?? account.Settings.ValidityDays),
            []
        );
        var revision = quote.Settle(sending, by, db.Now, db.NewId);
        db.Revisions.Add(revision);
        return revision;
    }
}
