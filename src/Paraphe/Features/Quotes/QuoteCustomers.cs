using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Quotes;

public static class QuoteCustomers
{
    /// <summary>The customer's details as a quote shows them now: live while he is linked (CU 8), else as kept when he was deleted (CU 9).</summary>
    public static async Task<CustomerDetails?> DetailsOfCustomer(this Db db, Quote quote) =>
        quote.CustomerId is { } id
            ? await db.Customers.AsNoTracking().Where(c => c.Id == id).Select(c => c.Details).SingleOrDefaultAsync()
            : quote.Detached;
}
