using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.Webhooks;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Api;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Webhooks;

/// <summary>One thing that happened, under the name that other programs know it by.</summary>
/// <param name="About">What it is about; the same said twice in one save is said once.</param>
/// <param name="Data">What is told of it, asked after the save and in its transaction; the day is that of the account.</param>
internal sealed record News(string Type, Guid About, Func<Db, DateOnly, Task<object>> Data);

/// <summary>The table of what other programs hear of. A message for each address, with its job, is written in the transaction it follows from.</summary>
internal static class WebhookNews
{
    public static void TellWebhooks(this Db db, Happening what)
    {
        foreach (var news in Of(what, db))
            db.Also(news, all => Write(db, all));
    }

    private static News[] Of(Happening what, Db db) =>
        what switch
        {
            QuoteSent sent => [About("quote.sent", sent.Quote)],
            QuoteOpened opened => [About("quote.opened", opened.Quote)],
            QuoteAsked asked => [About("quote.question_asked", asked.Quote)],
            QuoteTimeProposed proposed => [About("quote.time_proposed", proposed.Quote)],
            ChangesRequested wished => [About("quote.changes_requested", wished.Quote)],
            ChangesAnswered answered => [About("quote.changes_answered", answered.Quote)],
            // By the account's policies one act decides as well.
            QuoteSigned { Quote: var quote } => quote.WonAt is null
                ? [About("quote.signed", quote)]
                : [About("quote.signed", quote), About("quote.won", quote)],
            QuoteRejected { Quote: var quote } => quote.LostAt is null
                ? [About("quote.rejected", quote)]
                : [About("quote.rejected", quote), About("quote.lost", quote)],
            QuoteCountersigned countersigned => [About("quote.won", countersigned.Quote)],
            QuoteWon won => [About("quote.won", won.Quote)],
            QuoteLost lost => [About("quote.lost", lost.Quote)],
            QuoteExpired expired => [About("quote.expired", expired.Quote)],
            QuoteWithdrawn withdrawn => [About("quote.withdrawn", withdrawn.Quote)],
            QuoteRevised revised => [About("quote.revised", revised.Quote)],
            RequestReceived received => [About("request.received", received.Request)],
            // The first message is the request; a question of the portal has a name of its own.
            RequestMessageArrived { Request: var request, Message.QuoteId: null } when db.Entry(request).State != EntityState.Added =>
            [
                About("request.message", request),
            ],
            CustomerChanged { Customer: var customer } =>
            [
                About(db.Entry(customer).State == EntityState.Added ? "customer.created" : "customer.changed", customer),
            ],
            WorkOrderMade made => [About("work_order.created", made.Order)],
            WorkOrderDone done => [About("work_order.done", done.Order)],
            ContractActivated activated => [About("contract.activated", activated.Contract)],
            ContractCancelled cancelled => [About("contract.cancelled", cancelled.Contract)],
            InvoiceIssued issued => [About("invoice.issued", issued.Invoice)],
            InvoicePaid paid => [About("invoice.paid", paid.Invoice)],
            _ => [],
        };

    private static News About(string type, Quote quote) =>
        new(type, quote.Id, (_, today) => Said(new { Quote = QuoteJson.Of(quote, today) }));

    private static News About(string type, Request request) =>
        new(type, request.Id, (_, _) => Said(new { Request = RequestJson.Of(request) }));

    private static News About(string type, WorkOrder order) =>
        new(type, order.Id, (_, _) => Said(new { WorkOrder = WorkOrderJson.Of(order) }));

    private static News About(string type, Contract contract) =>
        new(type, contract.Id, (_, today) => Said(new { Contract = ContractNews.Of(contract, today) }));

    private static News About(string type, Invoice invoice) =>
        new(type, invoice.Id, (_, today) => Said(new { Invoice = InvoiceJson.Of(invoice, today) }));

    // Read again: who changed him need not have had his contacts in hand.
    private static News About(string type, Customer customer) =>
        new(
            type,
            customer.Id,
            async (db, _) =>
            {
                var whole = await db
                    .Customers.AsNoTracking()
                    .Include(row => row.Contacts)
                    .Include(row => row.Properties)
                    .AsSplitQuery()
                    .SingleAsync(row => row.Id == customer.Id);
                return new { Customer = CustomerJson.Of(whole) };
            }
        );

    private static Task<object> Said(object data) => Task.FromResult(data);

    private static async Task Write(Db db, IReadOnlyList<News> all)
    {
        var hooks = await db.Webhooks.AsNoTracking().Where(hook => hook.OffAt == null).ToListAsync();
        if (hooks.Count == 0)
            return;
        var today = (await db.Accounts.AsNoTracking().SingleAsync()).Today(db.Now);
        var created = all.Where(news => news.Type == "customer.created").Select(news => news.About).ToHashSet();
        foreach (var news in all.DistinctBy(news => (news.Type, news.About)))
        {
            var hearing = hooks.FindAll(hook => hook.Hears(news.Type));
            if (hearing.Count == 0 || (news.Type == "customer.changed" && created.Contains(news.About)))
                continue;
            db.AddMessage(hearing, news.Type, news.About, await news.Data(db, today));
        }
        await db.SaveChangesAsync();
    }

    /// <summary>A message for each of the addresses; the caller saves.</summary>
    public static IReadOnlyList<WebhookDelivery> AddMessage(this Db db, IReadOnlyList<Webhook> to, string type, Guid about, object data)
    {
        var id = db.NewId();
        var body = JsonSerializer.Serialize(
            new
            {
                Id = $"evt_{id:N}",
                Type = type,
                Timestamp = db.Now,
                Data = data,
            },
            ApiJson.Options
        );
        var made = to.Select(hook => new WebhookDelivery(db.NewId(), hook, id, type, about, body, db.Now)).ToList();
        foreach (var delivery in made)
        {
            db.WebhookDeliveries.Add(delivery);
            db.Enqueue(new DeliverWebhook(delivery.Id, delivery.WebhookId, Try: 1));
        }
        return made;
    }
}

/// <summary>A contract as it is told of.</summary>
public sealed record ContractNews(
    Guid Id,
    string Number,
    ContractState State,
    string Title,
    Guid? QuoteId,
    Guid? CustomerId,
    string CustomerName,
    DateOnly StartsOn,
    DateOnly EndsOn,
    DateOnly? CancelledOn
)
{
    public static ContractNews Of(Contract row, DateOnly today) =>
        new(
            row.Id,
            row.Number,
            row.State(today),
            row.Title,
            row.QuoteId,
            row.CustomerId,
            row.CustomerName,
            row.StartsOn,
            row.EndsOn,
            row.CancelledOn
        );
}
