using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;

namespace Paraphe.Features.WorkOrders;

/// <summary>What revising a signed or won quote takes back: its signature and its orders, in one transaction (QU 10).</summary>
public sealed class Revising(Db db)
{
    /// <summary>The signature that stands; null when the quote was won without one.</summary>
    public Task<Signature?> SignatureOf(Quote quote, CancellationToken stop) =>
        db
            .Signatures.Where(row => row.QuoteId == quote.Id && row.VoidedAt == null && row.MemberId == null)
            .OrderByDescending(row => row.SignedAt)
            .FirstOrDefaultAsync(stop);

    public Task<List<WorkOrder>> OrdersOf(Quote quote, CancellationToken stop) =>
        db.WorkOrders.Where(row => row.QuoteId == quote.Id && row.CancelledAt == null).OrderBy(row => row.Number).ToListAsync(stop);

    /// <summary>The caller saves.</summary>
    /// <exception cref="Domain.BrokenRuleException">It is neither signed nor won, no reason is given, or its work has begun.</exception>
    public async Task Revise(Quote quote, string why, Actor by, CancellationToken stop)
    {
        // What was invoiced of it is taken back first; drafts are of no use any more.
        var invoices = await db.Invoices.Where(row => row.QuoteId == quote.Id).ToListAsync(stop);
        if (invoices.Find(row => row is { IsDraft: false, IsCreditNote: false } && row.Credited < row.Gross) is { } stands)
            throw new Domain.BrokenRuleException("Rules.QuoteInvoiced", null, stands.Number!);
        db.Invoices.RemoveRange(invoices.Where(row => row.IsDraft));
        quote.Revise(why, await SignatureOf(quote, stop), by, db.Now);
        // Of several signers, and of the member who countersigned.
        foreach (var signature in await db.Signatures.Where(row => row.QuoteId == quote.Id && row.VoidedAt == null).ToListAsync(stop))
            signature.Void(db.Now);
        foreach (var order in await OrdersOf(quote, stop))
        {
            order.Withdraw(why.Length <= 500 ? why : why[..500], db.Now);
            quote.Record(by, "order.withdrawn", new { order = order.Id, number = order.Number }, db.Now);
        }
    }
}
