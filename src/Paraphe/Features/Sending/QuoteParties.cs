using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Sending;

/// <summary>Who stands on a quote when it is frozen: the customer as he is now, the seller, and the number.</summary>
public sealed class QuoteParties(Db db)
{
    public async Task<(CustomerDetails? Customer, SellerDetails Seller)> Of(Quote quote, Account account, CancellationToken stop)
    {
        var customer = quote.CustomerId is { } id
            ? (await db.Customers.AsNoTracking().SingleAsync(row => row.Id == id, stop)).Details
            : quote.Detached;
        var seller = await db
            .Users.AsNoTracking()
            .Where(row => row.Id == quote.SellerId)
            .Select(row => new { row.Name, row.Email })
            .FirstOrDefaultAsync(stop);
        return (
            customer,
            new SellerDetails(seller?.Name ?? account.Profile.Name, seller?.Email ?? account.Profile.Email, account.Profile.Phone)
        );
    }

    /// <summary>The working copy as the customer would see it if it were sent today.</summary>
    public async Task<FrozenQuote> Foresee(Quote quote, Account account, CancellationToken stop)
    {
        var (customer, seller) = await Of(quote, account, stop);
        var until = account.Today(db.Now).AddDays(quote.ValidDays ?? account.Settings.ValidityDays);
        return quote.Foresee(account, customer ?? new(), seller, until, db.Now);
    }

    /// <summary>The next number of the quote's kind; inside a transaction.</summary>
    public Task<string> DrawNumber(Quote quote, Account account, CancellationToken stop)
    {
        var series = quote.Kind switch
        {
            QuoteKind.WorkOrder => "workOrderQuote",
            QuoteKind.Contract => "contractQuote",
            _ => "offer",
        };
        return db.DrawNumber(series, account.Settings.Numbering.Of(series), account.Today(db.Now), stop);
    }
}
