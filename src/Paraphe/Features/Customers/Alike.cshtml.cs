using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>Who in the list resembles what is being typed; asked while somebody types (CU 12).</summary>
[Needs(Permission.Read)]
public sealed class AlikeModel(Db db) : OfficePage
{
    public sealed record Found(Guid Id, string Name, CustomerDetails Details);

    public IReadOnlyList<Found> Customers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        string Typed(string field) =>
            Request.Query[$"Input.{field}"].FirstOrDefault() ?? Request.Query[$"NewCustomer.{field}"].FirstOrDefault() ?? "";
        Customers = await db.AlikeTo(
            new CustomerDetails
            {
                Name = Typed("Name"),
                Email = Typed("Email"),
                Phone = Typed("Phone"),
                VatNumber = Typed("VatNumber"),
                CompanyNumber = Typed("CompanyNumber"),
            },
            stop
        );
    }
}

public static class AlikeQueries
{
    private const int Most = 3;

    public static async Task<IReadOnlyList<AlikeModel.Found>> AlikeTo(this Db db, CustomerDetails details, CancellationToken stop)
    {
        var found = await Some(db.Customers.Like(details), stop);
        // One of his people may be known by that address.
        if (found.Count < Most && CustomerKeys.OfEmail(details.Email) is { Length: > 0 } email)
        {
            var ids = db.CustomersAt(email);
            found.AddRange((await Some(db.Customers.Where(c => ids.Contains(c.Id)), stop)).ExceptBy(found.Select(f => f.Id), f => f.Id));
        }
        return [.. found.Take(Most)];
    }

    private static Task<List<AlikeModel.Found>> Some(IQueryable<Customer> customers, CancellationToken stop) =>
        customers
            .AsNoTracking()
            .OrderBy(c => c.SortName)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new AlikeModel.Found(c.Id, c.Name, c.Details))
            .ToListAsync(stop);
}
