using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers.Privacy;

/// <summary>Erases a customer in one transaction: his entry, his requests with their mail, every quote that bound nobody.</summary>
public sealed class Erasing(Db db, PersonalData data)
{
    public Task Erase(Customer customer, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                var id = customer.Id;
                var requests = await db.Requests.Where(r => r.CustomerId == id).ToListAsync(stop);
                var talks = requests.ConvertAll(r => r.ConversationId);
                var asked = requests.ConvertAll(r => r.Id);
                var inbound = await db
                    .Messages.Where(m => talks.Contains(m.ConversationId) && m.InboundId != null)
                    .Select(m => m.InboundId)
                    .ToListAsync(stop);
                var quotes = await data.Erasable(id).Select(q => q.Id).ToListAsync(stop);
                foreach (
                    var quote in await db.Quotes.Where(q => q.RequestId != null && asked.Contains(q.RequestId.Value)).ToListAsync(stop)
                )
                    quote.ForgetRequest();
                await db.SaveChangesAsync(stop);
                // Drafts bound nobody; what was issued is kept as the law asks.
                await db.Invoices.Where(i => i.CustomerId == id && i.IssuedAt == null).ExecuteDeleteAsync(stop);
                await db
                    .Invoices.Where(i => i.QuoteId != null && quotes.Contains(i.QuoteId.Value))
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.QuoteId, (Guid?)null), stop);
                foreach (var quote in quotes)
                    await EraseQuote(quote, stop);
                await db.Messages.Where(m => talks.Contains(m.ConversationId)).ExecuteDeleteAsync(stop);
                await db.InboundMails.Where(m => inbound.Contains(m.Id)).ExecuteDeleteAsync(stop);
                await db.OutgoingMails.Where(m => m.RequestId != null && asked.Contains(m.RequestId.Value)).ExecuteDeleteAsync(stop);
                await db.Requests.Where(r => asked.Contains(r.Id)).ExecuteDeleteAsync(stop);
                await db.Conversations.Where(c => talks.Contains(c.Id)).ExecuteDeleteAsync(stop);
                // Work that nothing was agreed for and that was not done; the rest is kept with its documents.
                await db
                    .WorkOrders.Where(o => o.CustomerId == id && o.QuoteId == null && o.ContractId == null && o.DoneAt == null)
                    .ExecuteDeleteAsync(stop);
                // What was told of him, his requests and quotes waits in the log of webhooks.
                Guid[] told = [id, .. asked, .. quotes];
                await db.WebhookDeliveries.Where(row => told.Contains(row.SubjectId)).ExecuteDeleteAsync(stop);
                await db.ImportedCustomers.Where(row => row.CustomerId == id).ExecuteDeleteAsync(stop);
                await db.CustomerMerges.Where(row => row.KeptId == id || row.GoneId == id).ExecuteDeleteAsync(stop);
                db.ChangeTracker.Clear();
                await db.DeleteCustomer((await db.Customers.Whole(id))!);
            },
            stop
        );

#pragma warning disable EF1002, EF1003 // Names of tables come from the model.
    // Whatever hangs on the quote goes with it, whichever feature made it.
    private async Task EraseQuote(Guid quote, CancellationToken stop)
    {
        var tables = db
            .Model.GetEntityTypes()
            .Where(type =>
                typeof(IOwned).IsAssignableFrom(type.ClrType)
                && type.ClrType != typeof(Quote)
                && type.ClrType != typeof(Invoice)
                && type.FindProperty("QuoteId") is not null
            )
            .Select(type => type.GetTableName()!)
            .Distinct(StringComparer.Ordinal);
        foreach (var table in tables)
            await db.Database.ExecuteSqlRawAsync(
                $"DELETE FROM \"{table}\" WHERE \"QuoteId\" = {{0}} AND \"AccountId\" = {{1}}",
                [quote, db.AccountId],
                stop
            );
        await db.Quotes.Where(q => q.Id == quote).ExecuteDeleteAsync(stop);
    }
#pragma warning restore EF1002, EF1003
}
