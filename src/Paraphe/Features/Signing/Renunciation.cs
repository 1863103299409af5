using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Contracts;
using Paraphe.Features.Legal;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Signing;

/// <summary>
/// The consumer's way out of a contract concluded online: found where the quote is, two steps, a dated receipt (Directive 2011/83/EU art. 11a;
/// C. conso. L.221-21). It is offered where the quote says that there is a right of withdrawal.
/// </summary>
public static class Renunciation
{
    /// <returns>The last day on which it can be declared; null where there is no such right.</returns>
    public static DateOnly? LastDay(Quote quote, FrozenQuote frozen, Signature? signature, Account account) =>
        signature is null || !frozen.IsForConsumer() || !frozen.Content.Blocks.Contains(LegalBlocks.Withdrawal)
            ? null
            : Quote.LastDayToRenounce(account.Today(quote.CountersignedAt ?? quote.SignedAt ?? signature.SignedAt));

    /// <summary>
    /// Signatures and orders of the quote end with its contract. Work that was begun stays: what is owed for it is between the two sides.
    /// </summary>
    public static async Task TakeBack(this Db db, Quote quote, string name, CancellationToken stop)
    {
        foreach (var signature in await db.Signatures.Where(row => row.QuoteId == quote.Id && row.VoidedAt == null).ToListAsync(stop))
            signature.Void(db.Now);
        var orders = await db.WorkOrders.Where(row => row.QuoteId == quote.Id && row.CancelledAt == null).ToListAsync(stop);
        foreach (var order in orders.Where(order => order.StartedAt is null && order.DoneAt is null))
        {
            order.Withdraw(name, db.Now);
            quote.Record(Actor.System, "order.withdrawn", new { order = order.Id, number = order.Number }, db.Now);
        }
        if (!await db.ContractStarted(quote.Id, stop))
            await db.WithdrawContract(quote);
    }
}
