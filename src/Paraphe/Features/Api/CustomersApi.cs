using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class CustomersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers
            .MapGet("", List)
            .WithName("listCustomers")
            .Needs(
                Scopes.CustomersRead,
                "Customers from A to Z",
                "`q` looks in every field, contacts and properties included; `tab` takes prospects or won customers alone."
            )
            .Gives<Page<CustomerJson>>();
        customers
            .MapPost("", Add)
            .WithName("addCustomer")
            .Needs(Scopes.CustomersWrite, "Add a customer", "A prospect until something is won.")
            .Takes<CustomerWish>()
            .Gives<CustomerJson>(201);
        customers
            .MapGet("/{id:guid}", Get)
            .WithName("getCustomer")
            .Needs(Scopes.CustomersRead, "A customer with contacts and properties")
            .Gives<CustomerJson>()
            .Versioned();
        customers
            .MapPut("/{id:guid}", Change)
            .WithName("changeCustomer")
            .Needs(Scopes.CustomersWrite, "Replace a customer's details", "Contacts and properties stay as they are.")
            .Takes<CustomerWish>()
            .Gives<CustomerJson>()
            .Versioned();
        customers
            .MapDelete("/{id:guid}", Delete)
            .WithName("deleteCustomer")
            .Needs(Scopes.CustomersWrite, "Delete a customer", "His quotes keep his details.")
            .GivesNothing()
            .Versioned();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        CustomerTab? tab,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        var rows = (await db.Customers.Matching(q, stop)).AsNoTracking();
        rows = tab switch
        {
            CustomerTab.Prospects => rows.Prospects(),
            CustomerTab.Won => rows.Won(),
            _ => rows,
        };
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
        return Operation.PageOf(http, found, size, CustomerJson.Of, row => row.Id);
    }

    private static async Task<Answer> Add(Body<CustomerWish> body, Db db, Texts texts, CancellationToken stop)
    {
        var (details, memo) = await Typed(body, new CustomerDetails(), new CustomerMemo(), db, texts, stop);
        var customer = new Customer(db.NewId(), db.AccountId, details, prospect: true, db.Now);
        customer.Remember(memo);
        db.Customers.Add(customer);
        await db.SaveChangesAsync(stop);
        return Answer.Created(CustomerJson.Of(customer), $"/api/v1/customers/{customer.Id}", customer.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db) => Shown(await Find(db, id));

    private static async Task<Answer> Change(Guid id, Body<CustomerWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var customer = await Find(db, id);
        http.EnsureMatch(customer);
        var (details, memo) = await Typed(body, customer.Details, customer.Memo, db, texts, stop);
        customer.Change(details);
        customer.Remember(memo);
        await db.SaveChangesAsync(stop);
        return Shown(customer);
    }

    private static async Task<Answer> Delete(Guid id, HttpContext http, Db db)
    {
        var customer = await Find(db, id);
        http.EnsureMatch(customer);
        await db.DeleteCustomer(customer);
        return Answer.Nothing;
    }

    /// <summary>The rules of the form hold for programs as well.</summary>
    private static async Task<(CustomerDetails, CustomerMemo)> Typed(
        Body<CustomerWish> body,
        CustomerDetails details,
        CustomerMemo memo,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var input = body.Valid(texts).ToInput();
        var own = (await db.Account(stop)).Settings.CustomerFields;
        Validity.Refuse(input.Flaws(own), texts);
        return (input.Over(details), input.Over(memo, own));
    }

    internal static Answer Shown(Customer customer) => Answer.Ok(CustomerJson.Of(customer), customer.Version);

    internal static async Task<Customer> Find(Db db, Guid id) => await db.Customers.Whole(id) ?? throw ProblemException.NotFound();
}

/// <summary>The two sides of the customer list.</summary>
public enum CustomerTab
{
    All,
    Prospects,
    Won,
}
