using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

public sealed record CustomerJson(
    Guid Id,
    CustomerKind Kind,
    string Name,
    string Email,
    string Phone,
    Address Address,
    string VatNumber,
    string CompanyNumber,
    string Language,
    string LeadSource,
    bool Prospect,
    DateTime CreatedAt,
    IReadOnlyList<ContactJson> Contacts,
    IReadOnlyList<PropertyJson> Properties
)
{
    public static CustomerJson Of(Customer customer) =>
        new(
            customer.Id,
            customer.Details.Kind,
            customer.Name,
            customer.Details.Email,
            customer.Details.Phone,
            customer.Details.Address,
            customer.Details.VatNumber,
            customer.Details.CompanyNumber,
            customer.Details.Language,
            customer.Details.LeadSource,
            customer.IsProspect,
            customer.CreatedAt,
            [.. customer.Contacts.Select(contact => new ContactJson(contact.Id, contact.Details))],
            [.. customer.Properties.Select(property => new PropertyJson(property.Id, property.Name, property.Address))]
        );
}

public sealed record ContactJson(Guid Id, ContactDetails Details);

public sealed record PropertyJson(Guid Id, string Name, Address Address);

public sealed record ContactWish
{
    [Required, StringLength(200)]
    public string? Name { get; init; }

    [StringLength(200)]
    public string? Function { get; init; }

    [StringLength(254)]
    public string? Email { get; init; }

    [StringLength(50)]
    public string? Phone { get; init; }
}

internal static class CustomersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers
            .MapGet("", List)
            .WithName("listCustomers")
            .Needs(Scopes.CustomersRead, "Customers from A to Z; q looks in every field")
            .Gives<Page<CustomerJson>>();
        customers
            .MapPost("", Add)
            .WithName("addCustomer")
            .Needs(Scopes.CustomersWrite, "Adds a customer")
            .Takes<CustomerInput>()
            .Gives<CustomerJson>(201);
        customers
            .MapGet("/{id:guid}", Get)
            .WithName("getCustomer")
            .Needs(Scopes.CustomersRead, "One customer")
            .Gives<CustomerJson>()
            .Finds();
        customers
            .MapPut("/{id:guid}", Change)
            .WithName("changeCustomer")
            .Needs(Scopes.CustomersWrite, "Replaces a customer's details")
            .Takes<CustomerInput>()
            .Gives<CustomerJson>()
            .Finds();
        customers
            .MapDelete("/{id:guid}", Delete)
            .WithName("deleteCustomer")
            .Needs(Scopes.CustomersWrite, "Deletes a customer; his quotes keep his details")
            .Produces(204)
            .Finds();
        customers
            .MapPost("/{id:guid}/contacts", AddContact)
            .WithName("addContact")
            .Needs(Scopes.CustomersWrite, "Adds a contact")
            .Takes<ContactWish>()
            .Gives<CustomerJson>(201)
            .Finds();
    }

    private static async Task<Answer> List(HttpContext http, Db db, string? q, int? limit, Guid? after, CancellationToken stop)
    {
        var size = Operation.Size(limit);
        var rows = (await db.Customers.Matching(q, stop)).AsNoTracking();
        if (
            after is { } last
            && await db.Customers.Where(row => row.Id == last).Select(row => row.SortName).FirstOrDefaultAsync(stop) is { } name
        )
            rows = rows.AfterName(name, last);
        var found = await rows.OrderBy(row => row.SortName)
            .ThenBy(row => row.Id)
            .Include(row => row.Contacts)
            .Include(row => row.Properties)
            .Take(size + 1)
            .AsSplitQuery()
            .ToListAsync(stop);
        return Answer.Page(
            [.. found.Take(size).Select(CustomerJson.Of)],
            found.Count > size ? Operation.NextOf(http, found[size - 1].Id) : null
        );
    }

    private static async Task<Answer> Add(Body<CustomerInput> body, Db db, Texts texts)
    {
        var input = Valid(body.Value, texts);
        var customer = new Customer(db.NewId(), db.AccountId, input.Over(new CustomerDetails()), prospect: true, db.Now);
        db.Customers.Add(customer);
        await db.SaveChangesAsync();
        return Answer.Created(CustomerJson.Of(customer), $"/api/v1/customers/{customer.Id}", customer.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db)
    {
        var customer = await Find(db, id);
        return Answer.Ok(CustomerJson.Of(customer), customer.Version);
    }

    private static async Task<Answer> Change(Guid id, Body<CustomerInput> body, HttpContext http, Db db, Texts texts)
    {
        var customer = await Find(db, id);
        http.EnsureMatch(customer);
        customer.Change(Valid(body.Value, texts).Over(customer.Details));
        await db.SaveChangesAsync();
        return Answer.Ok(CustomerJson.Of(customer), customer.Version);
    }

    private static async Task<Answer> Delete(Guid id, HttpContext http, Db db)
    {
        var customer = await Find(db, id);
        http.EnsureMatch(customer);
        await db.DeleteCustomer(customer);
        return Answer.Nothing;
    }

    private static async Task<Answer> AddContact(Guid id, Body<ContactWish> body, Db db, Texts texts)
    {
        var wish = Valid(body.Value, texts);
        if (!string.IsNullOrWhiteSpace(wish.Email) && EmailAddress.Find(wish.Email) is null)
            throw ProblemException.At("/email", texts["Shared.Error.Email"]);
        var customer = await Find(db, id);
        var contact = customer.AddContact(
            db.NewId(),
            new ContactDetails
            {
                Name = wish.Name!.Trim(),
                Function = wish.Function?.Trim() ?? "",
                Email = EmailAddress.Find(wish.Email)?.Text ?? "",
                Phone = wish.Phone?.Trim() ?? "",
            }
        );
        db.Contacts.Add(contact);
        await db.SaveChangesAsync();
        return Answer.Created(CustomerJson.Of(customer), $"/api/v1/customers/{customer.Id}", customer.Version);
    }

    private static async Task<Customer> Find(Db db, Guid id) => await db.Customers.Whole(id) ?? throw ProblemException.NotFound();

    /// <summary>The rules of the form hold for programs as well.</summary>
    internal static T Valid<T>(T input, Texts texts)
        where T : class
    {
        var faults = Faults(input, "", texts).ToList();
        return faults.Count == 0
            ? input
            : throw new ProblemException(Problem.Of(422, "Unprocessable content", faults[0].Detail, [.. faults]));
    }

    private static string PlaceOf(string? field) =>
        field is null ? ""
        : typeof(AddressInput).GetProperty(field[(field.LastIndexOf('.') + 1)..]) is not null
            ? "/address" + Problem.PointerTo(field[(field.LastIndexOf('.') + 1)..])
        : Problem.PointerTo(field);

    private static IEnumerable<Fault> Faults(object input, string at, Texts texts)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(input, new ValidationContext(input), results, validateAllProperties: true);
        foreach (var result in results)
        {
            var said = texts.Has(result.ErrorMessage!) ? texts[result.ErrorMessage!] : result.ErrorMessage!;
            yield return new Fault(at + Problem.PointerTo(result.MemberNames.FirstOrDefault() ?? "body"), said);
        }
        if (input is CustomerInput { Address: { } address } customer)
        {
            foreach (var fault in Faults(address, at + "/address", texts))
                yield return fault;
            foreach (var flaw in customer.Flaws([]))
                yield return new Fault(PlaceOf(flaw.Field), texts.Say(flaw));
        }
    }
}
