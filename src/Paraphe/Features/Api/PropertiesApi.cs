using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>An address of a customer where work is done.</summary>
/// <param name="Id">Named by service addresses of quotes.</param>
/// <param name="AccountManagerId">The member answering for it.</param>
public sealed record PropertyJson(Guid Id, string Name, Address Address, Guid? AccountManagerId)
{
    public static PropertyJson Of(Property property) => new(property.Id, property.Name, property.Address, property.AccountManagerId);
}

/// <summary>A property, as it is added or replaced.</summary>
public sealed record PropertyWish
{
    [StringLength(200)]
    public string? Name { get; init; }

    [Required]
    public AddressInput? Address { get; init; }

    /// <summary>The member answering for it.</summary>
    public Guid? AccountManagerId { get; init; }
}

internal static class PropertiesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var properties = api.MapGroup("/customers/{id:guid}/properties").WithTags("Customers");
        properties
            .MapGet("", List)
            .WithName("listProperties")
            .Needs(Scopes.CustomersRead, "The properties of a customer", "Addresses where work is done.")
            .Gives<Page<PropertyJson>>()
            .Finds();
        properties
            .MapPost("", Add)
            .WithName("addProperty")
            .Needs(Scopes.CustomersWrite, "Add a property", "The customer's version rises.")
            .Takes<PropertyWish>()
            .Gives<CustomerJson>(201)
            .Versioned();
        properties
            .MapPut("/{property:guid}", Change)
            .WithName("changeProperty")
            .Needs(Scopes.CustomersWrite, "Replace a property's details")
            .Takes<PropertyWish>()
            .Gives<CustomerJson>()
            .Versioned();
        properties
            .MapDelete("/{property:guid}", Remove)
            .WithName("deleteProperty")
            .Needs(Scopes.CustomersWrite, "Remove a property")
            .GivesNothing()
            .Versioned();
    }

    private static async Task<Answer> List(Guid id, Db db) =>
        Answer.Page<PropertyJson>([.. (await CustomersApi.Find(db, id)).Properties.Select(PropertyJson.Of)]);

    private static async Task<Answer> Add(Guid id, Body<PropertyWish> body, HttpContext http, Db db, Texts texts)
    {
        var (name, address, manager) = await Typed(body, db, texts);
        var customer = await CustomersApi.Find(db, id);
        http.EnsureMatch(customer);
        db.Properties.Add(customer.AddProperty(db.NewId(), name, address, manager));
        await db.SaveChangesAsync();
        return CustomersApi.Shown(customer) with { Status = 201, Location = $"/api/v1/customers/{id}" };
    }

    private static async Task<Answer> Change(Guid id, Guid property, Body<PropertyWish> body, HttpContext http, Db db, Texts texts)
    {
        var (name, address, manager) = await Typed(body, db, texts);
        var customer = await Find(db, http, id, property);
        customer.ChangeProperty(property, name, address, manager);
        await db.SaveChangesAsync();
        return CustomersApi.Shown(customer);
    }

    private static async Task<Answer> Remove(Guid id, Guid property, HttpContext http, Db db)
    {
        var customer = await Find(db, http, id, property);
        customer.RemoveProperty(property);
        await db.SaveChangesAsync();
        return Answer.Nothing;
    }

    private static async Task<(string Name, Address Address, Guid? Manager)> Typed(Body<PropertyWish> body, Db db, Texts texts)
    {
        var wish = body.Valid(texts);
        var address = wish.Address!.ToAddress();
        if (address.IsEmpty)
            throw ProblemException.At("/address/line1", texts["Shared.Error.Required"]);
        Validity.Refuse(wish.Address.Flaws(), texts);
        if (wish.AccountManagerId is { } manager && (await db.Colleagues()).All(member => member.Id != manager))
            throw ProblemException.At("/accountManagerId", "There is no such member.");
        return (wish.Name?.Trim() ?? "", address, wish.AccountManagerId);
    }

    private static async Task<Customer> Find(Db db, HttpContext http, Guid id, Guid property)
    {
        var customer = await CustomersApi.Find(db, id);
        if (customer.Properties.All(one => one.Id != property))
            throw ProblemException.NotFound();
        http.EnsureMatch(customer);
        return customer;
    }
}
