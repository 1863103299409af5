using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers;

/// <summary>What hangs on a customer, and follows him.</summary>
public static class CustomerLinks
{
    /// <summary>The rows of linked quotes follow the customer, whatever their status (CU 8); nobody's editing of them is disturbed.</summary>
    public static async Task FollowCustomer(this Db db, Customer customer)
    {
        var (id, name, sort, text) = (customer.Id, customer.Name, customer.SortName, customer.ListText);
        await db
            .Invoices.Where(invoice => invoice.CustomerId == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(invoice => invoice.CustomerName, name)
                    .SetProperty(invoice => invoice.CustomerSort, sort)
                    .SetProperty(invoice => invoice.CustomerText, text)
            );
        await db
            .Quotes.Where(quote => quote.CustomerId == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(quote => quote.CustomerName, name)
                    .SetProperty(quote => quote.CustomerSort, sort)
                    .SetProperty(quote => quote.CustomerText, text)
            );
    }

    /// <summary>CU 11, where the account has it so: who wins a quote is a prospect no longer.</summary>
    public static async Task WinnerBecomesCustomer(this Db db, Guid id)
    {
        if ((await db.Accounts.AsNoTracking().SingleAsync()).Settings.WinningMakesCustomer)
            await db.ProspectBecomesCustomer(id);
    }

    /// <summary>CU 11: whoever gets an invoice is a prospect no longer.</summary>
    public static async Task ProspectBecomesCustomer(this Db db, Guid id)
    {
        var now = db.Now;
        await db
            .Customers.Where(c => c.Id == id && c.CustomerSince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerSince, now));
    }

    /// <summary>Deletes a customer in one transaction: his quotes keep his details, unlinked (CU 9).</summary>
    public static Task DeleteCustomer(this Db db, Customer customer) =>
        db.InTransaction(async () =>
        {
            var (id, details) = (customer.Id, customer.Details);
            await db
                .Quotes.Where(quote => quote.CustomerId == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(quote => quote.CustomerId, (Guid?)null)
                        .SetProperty(quote => quote.PropertyId, (Guid?)null)
                        .SetProperty(quote => quote.Detached, details)
                        .SetProperty(quote => quote.Version, quote => quote.Version + 1)
                );
            await db.Projects.Where(p => p.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.CustomerId, (Guid?)null));
            await db.WorkOrders.Where(o => o.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.CustomerId, (Guid?)null));
            await db.Contracts.Where(c => c.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, (Guid?)null));
            // What was issued keeps his details, frozen.
            await db.Invoices.Where(i => i.CustomerId == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.CustomerId, (Guid?)null));
            db.Customers.Remove(customer);
            await db.SaveChangesAsync();
        });
}
