using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>A person of a customer.</summary>
public sealed record ContactJson(Guid Id, string Name, string Function, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones)
{
    public static ContactJson Of(Contact contact) =>
        new(contact.Id, contact.Details.Name, contact.Details.Function, contact.Details.Emails, contact.Details.Phones);
}

/// <summary>A contact, as it is added or replaced.</summary>
public sealed record ContactWish
{
    [Required, StringLength(200)]
    public string? Name { get; init; }

    [StringLength(100)]
    public string? Function { get; init; }

    /// <summary>The first one is written to where nobody says otherwise.</summary>
    [MaxLength(ContactDetails.MostOfEach)]
    public IReadOnlyList<string> Emails { get; init; } = [];

    [MaxLength(ContactDetails.MostOfEach)]
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <exception cref="BrokenRuleException">No e-mail address.</exception>
    internal ContactDetails ToDetails()
    {
        var details = new ContactDetails
        {
            Name = Name!,
            Function = Function ?? "",
            Emails = Emails,
            Phones = Phones,
        };
        return details.Flaws().FirstOrDefault() is { } flaw ? throw flaw : details.Tidied();
    }
}

internal static class ContactsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/customers/{id:guid}/contacts").WithTags("Customers");
        contacts
            .MapGet("", List)
            .WithName("listContacts")
            .Needs(Scopes.CustomersRead, "The contacts of a customer")
            .Gives<Page<ContactJson>>()
            .Finds();
        contacts
            .MapPost("", Add)
            .WithName("addContact")
            .Needs(Scopes.CustomersWrite, "Add a contact", "The customer's version rises.")
            .Takes<ContactWish>()
            .Gives<CustomerJson>(201)
            .Versioned();
        contacts
            .MapPut("/{contact:guid}", Change)
            .WithName("changeContact")
            .Needs(Scopes.CustomersWrite, "Replace a contact's details")
            .Takes<ContactWish>()
            .Gives<CustomerJson>()
            .Versioned();
        contacts
            .MapDelete("/{contact:guid}", Remove)
            .WithName("deleteContact")
            .Needs(Scopes.CustomersWrite, "Remove a contact")
            .GivesNothing()
            .Versioned();
    }

    private static async Task<Answer> List(Guid id, Db db) =>
        Answer.Page<ContactJson>([.. (await CustomersApi.Find(db, id)).Contacts.Select(ContactJson.Of)]);

    private static async Task<Answer> Add(Guid id, Body<ContactWish> body, HttpContext http, Db db, Texts texts)
    {
        var details = body.Valid(texts).ToDetails();
        var customer = await CustomersApi.Find(db, id);
        http.EnsureMatch(customer);
        db.Contacts.Add(customer.AddContact(db.NewId(), details));
        await db.SaveChangesAsync();
        return CustomersApi.Shown(customer) with { Status = 201, Location = $"/api/v1/customers/{id}" };
    }

    private static async Task<Answer> Change(Guid id, Guid contact, Body<ContactWish> body, HttpContext http, Db db, Texts texts)
    {
        var details = body.Valid(texts).ToDetails();
        var customer = await Find(db, http, id, contact);
        customer.ChangeContact(contact, details);
        await db.SaveChangesAsync();
        return CustomersApi.Shown(customer);
    }

    private static async Task<Answer> Remove(Guid id, Guid contact, HttpContext http, Db db)
    {
        var customer = await Find(db, http, id, contact);
        customer.RemoveContact(contact);
        await db.SaveChangesAsync();
        return Answer.Nothing;
    }

    private static async Task<Customer> Find(Db db, HttpContext http, Guid id, Guid contact)
    {
        var customer = await CustomersApi.Find(db, id);
        if (customer.Contacts.All(one => one.Id != contact))
            throw ProblemException.NotFound();
        http.EnsureMatch(customer);
        return customer;
    }
}
