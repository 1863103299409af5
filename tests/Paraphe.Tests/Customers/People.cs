using Paraphe.Domain;
using Paraphe.Domain.Customers;

namespace Paraphe.Tests.Customers;

/// <summary>Customers as tests need them.</summary>
internal static class People
{
    public static CustomerDetails Details(string name) =>
        new()
        {
            Kind = CustomerKind.Person,
            Name = name,
            Email = "claire@fontanel.example",
            Phone = "+33 4 50 11 22 33",
            Address = new Address
            {
                Line1 = "12 allée des Tilleuls",
                PostalCode = "74000",
                City = "Annecy",
                Country = "FR",
            },
        };

    public static async Task<Guid> Customer(this Office office, string name, Action<Customer>? more = null, bool prospect = false)
    {
        var id = Guid.CreateVersion7();
        await office.Db(async db =>
        {
            var customer = new Customer(id, db.AccountId, Details(name), prospect, db.Now);
            more?.Invoke(customer);
            db.Customers.Add(customer);
            await db.SaveChangesAsync();
        });
        return id;
    }

    public static Dictionary<string, object?> Typed(string name, params (string Field, string Value)[] more) =>
        new Dictionary<string, object?> { ["Input.Name"] = name }
            .Concat(more.Select(field => KeyValuePair.Create("Input." + field.Field, (object?)field.Value)))
            .ToDictionary();
}
