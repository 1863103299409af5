using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>Drafts as pages and programs make them of what stands behind them, in the words of their document; the caller adds and saves.</summary>
public sealed class InvoiceMaking(Db db, Invoicing invoicing, Texts texts)
{
    /// <summary>Deposit or progress: a share of a won quote.</summary>
    public Invoice Part(Billing billing, InvoiceBasis basis, Share share, Actor by)
    {
        var words = texts.In(billing.Content.Language);
        var number = billing.Frozen.Number;
        var name = share.Percent is { } percent
            ? words[$"Invoices.Line.{basis}Percent", words.Percent(percent), number]
            : words[$"Invoices.Line.{basis}", number];
        var making = invoicing.Making(by);
        return basis == InvoiceBasis.Deposit ? billing.Deposit(share, name, making) : billing.Progress(share, name, making);
    }

    public Invoice Balance(Billing billing, Actor by) =>
        billing.Balance(invoicing.DeductionName(billing.Content.Language), invoicing.Making(by));

    /// <summary>What of a work order may be invoiced; null when its quote was revised and nothing is agreed any more.</summary>
    public async Task<OrderBilling?> Of(WorkOrder order, CancellationToken stop)
    {
        Billing? billing = null;
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == order.QuoteId, stop) is { } quote)
            try
            {
                billing = await invoicing.BillingOf(quote, stop);
            }
            catch (BrokenRuleException)
            {
                return null;
            }
        var before = await db.Invoices.AsNoTracking().Where(row => row.WorkOrderId == order.Id).ToListAsync(stop);
        return new OrderBilling(order, billing, before, texts["Invoices.HourUnit"]);
    }

    /// <param name="quantities">Chosen lines with what is done of each.</param>
    public async Task<Invoice> OfOrder(OrderBilling of, IReadOnlyDictionary<Guid, decimal> quantities, Actor by, CancellationToken stop)
    {
        var order = of.Order;
        if (order.CancelledAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (of.Billing is { } billing)
            return billing.Progress(quantities, invoicing.Making(by), order);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var contract = await db.Contracts.Include(row => row.Options).SingleOrDefaultAsync(row => row.Id == order.ContractId, stop);
        var customer = await db.Customers.Where(row => row.Id == order.CustomerId).Select(row => row.Details).FirstOrDefaultAsync(stop);
        var like = InvoiceBeginning.Of(account, customer, contract);
        var periods = contract is null ? [] : await Before(contract).Where(row => row.Basis == InvoiceBasis.Period).ToListAsync(stop);
        return order.Invoice(quantities, contract, like, VatChoices.Usual(account, like), periods, invoicing.Making(by));
    }

    public async Task<Invoice> OfPeriod(Contract contract, DateOnly from, DateOnly to, Actor by, CancellationToken stop)
    {
        var agreed = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == contract.RevisionId, stop);
        var before = await Before(contract).ToListAsync(stop);
        var orders = before.Where(invoice => invoice.Stands).Select(invoice => invoice.WorkOrderId).ToList();
        var alone = await db
            .WorkOrders.Where(order => orders.Contains(order.Id) && order.Occurrence != null)
            .Select(order => order.Occurrence!)
            .ToHashSetAsync(stop);
        return contract.Invoice(from, to, agreed.Read(), before, alone, invoicing.Making(by));
    }

    private IQueryable<Invoice> Before(Contract contract) => db.Invoices.AsNoTracking().Where(row => row.ContractId == contract.Id);

    /// <summary>A credit note on all that is left of it; or on <paramref name="amount"/>; or on some of its lines.</summary>
    public async Task<Invoice> Credit(
        Invoice invoice,
        string reason,
        decimal? amount,
        IReadOnlyDictionary<Guid, decimal>? lines,
        Actor by,
        CancellationToken stop
    )
    {
        var notes = await db.Invoices.Where(row => row.CorrectsId == invoice.Id).ToListAsync(stop);
        var (language, making) = (invoice.Content.Priced.Language, invoicing.Making(by));
        if (amount is { } money)
            return invoice.CreditAmount(reason, money, texts.In(language)["Invoices.Line.Credit", invoice.Number], notes, making);
        return lines is null
            ? invoice.CreditWhole(reason, notes, invoicing.DeductionName(language), making)
            : invoice.CreditLines(reason, lines, notes, making);
    }
}

/// <summary>A work order with the quote behind it, where one stands there, and what of it is left to be invoiced.</summary>
public sealed class OrderBilling
{
    /// <param name="Left">What is not invoiced yet; never below zero.</param>
    public sealed record Line(Guid Key, string Name, decimal Left, string Unit);

    public OrderBilling(WorkOrder order, Billing? billing, IReadOnlyList<Invoice> invoices, string hour)
    {
        (Order, Billing) = (order, billing);
        var lines = order.Lines.Select(line => new Line(line.Key, line.Name, line.Quantity, line.Unit));
        // What was noted on the spot is all there is to an order without lines.
        if (billing is null && order.Lines.Length == 0)
            lines = order
                .Entries.Where(entry => entry.Kind != WorkEntryKind.Note)
                .Select(entry => new Line(
                    entry.Key,
                    entry.Text.Length > 0 ? entry.Text : entry.Name,
                    entry.Quantity,
                    entry.Kind == WorkEntryKind.Time ? hour : entry.Unit
                ));
        Lines = [.. lines.Select(line => line with { Left = LeftOf(line, billing?.Done(line.Key) ?? Done(line.Key, invoices)) })];
    }

    public WorkOrder Order { get; }

    public Billing? Billing { get; }

    public IReadOnlyList<Line> Lines { get; }

    private static decimal LeftOf(Line line, decimal done) => line.Left > 0 ? Math.Max(line.Left - done, 0) : Math.Min(line.Left - done, 0);

    private static decimal Done(Guid line, IEnumerable<Invoice> invoices) =>
        invoices
            .Where(invoice => !invoice.IsCreditNote || !invoice.IsDraft)
            .Sum(invoice =>
                (invoice.IsCreditNote ? -1 : 1) * invoice.Content.Priced.Lines.Where(part => part.Key == line).Sum(part => part.Quantity)
            );
}
