using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.WorkOrders;

/// <summary>Where work may be done: an address of the customer list, his own or one of his properties.</summary>
public sealed record OrderPlace(Guid Customer, string Name, Guid? Property, string Address)
{
    private const int MostCustomers = 5;
    private const int MostEach = 4;

    /// <summary>As a form says it.</summary>
    public string Key => Property is { } property ? $"{Customer}/{property}" : Customer.ToString();

    /// <summary>Those of the customers that hold what was typed, the nearest first.</summary>
    public static async Task<IReadOnlyList<OrderPlace>> Look(Db db, string? typed, CancellationToken stop)
    {
        var found = await db.Customers.Nearest(typed, MostCustomers, stop, some => some.Include(c => c.Properties));
        return [.. found.SelectMany(customer => Of(customer).Take(MostEach))];
    }

    /// <returns>All places of the customer that is named, the named one first; none when he is not there.</returns>
    public static async Task<IReadOnlyList<OrderPlace>> Named(Db db, string key, CancellationToken stop)
    {
        if (!Guid.TryParse(key.Split('/')[0], out var id))
            return [];
        var customer = await db.Customers.AsNoTracking().Include(c => c.Properties).SingleOrDefaultAsync(c => c.Id == id, stop);
        return customer is null ? [] : [.. Of(customer).OrderByDescending(place => place.Key == key)];
    }

    private static IEnumerable<OrderPlace> Of(Customer customer) =>
        customer
            .Properties.OrderBy(property => property.Id)
            .Select(property => new OrderPlace(customer.Id, customer.Name, property.Id, Told(property)))
            // His own address, unless it stands among the properties.
            .Concat(
                customer.Properties.Any(property => property.Address == customer.Details.Address)
                    ? []
                    : [new OrderPlace(customer.Id, customer.Name, null, customer.Details.Address.OneLine)]
            );

    private static string Told(Property property) =>
        property.Name.Length > 0 ? $"{property.Name}, {property.Address.OneLine}" : property.Address.OneLine;
}
