using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Invoices;

/// <summary>A company that may invoice, and its won quotes.</summary>
internal static class Bills
{
    public const decimal Garden = 9_936m;

    /// <summary>With what an invoice has to name.</summary>
    public static async Task<Office> Biller(this World world)
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeProfile(
                account.Profile with
                {
                    VatNumber = "FR40303265045",
                    CompanyNumber = "30326504500017",
                    LegalForm = "EI",
                    Email = "bonjour@vallon.example",
                    Iban = "FR7630006000011234567890189",
                }
            );
            await db.SaveChangesAsync();
        });
        return office;
    }

    /// <summary>Won by telephone: 9 936.00 with the preselected options.</summary>
    public static async Task<Guid> Won(this Office office)
    {
        var id = await office.Draft(kind: CustomerKind.Company);
        await (await office.Get($"/quotes/{id}/status/Accepted")).Submit("form.sheet", new() { ["Input.How"] = "phone" });
        return id;
    }

    /// <summary>Makes an invoice of a won quote on its page.</summary>
    public static async Task<Page> Make(this Office office, Guid quote, MakeWhat what, string? percent = null, string? amount = null) =>
        await (await office.Get($"/quotes/{quote}/invoice")).Submit(
            "#make",
            new()
            {
                ["Input.What"] = what.ToString(),
                ["Input.Percent"] = percent,
                ["Input.Amount"] = amount,
            }
        );

    public static Task<Page> Issue(this Page draft) => draft.Submit("#issue form");

    public static Task<Invoice> Bill(this Office office, string url) =>
        office.Db(async db => (await db.Invoices.AsNoTracking().Include(i => i.Payments).SingleAsync(i => i.Id == IdIn(url))));

    public static Guid IdIn(string url) => Guid.Parse(url.Split('/')[2].Split('?')[0]);

    /// <summary>A draft by hand, of one line.</summary>
    public static Task<Guid> ByHand(
        this Office office,
        decimal price = 100,
        Func<CustomerDetails, CustomerDetails>? customer = null,
        Vat? vat = null
    ) =>
        office.Db(async db =>
        {
            var details = new CustomerDetails
            {
                Kind = CustomerKind.Company,
                Name = "Moulin SA",
                Email = "compta@moulin.example",
                Address = new()
                {
                    Line1 = "1 rue Haute",
                    PostalCode = "74000",
                    City = "Annecy",
                    Country = "FR",
                },
            };
            var who = new Customer(db.NewId(), db.AccountId, customer?.Invoke(details) ?? details, prospect: true, db.Now);
            db.Customers.Add(who);
            var line = new QuoteLine
            {
                Key = db.NewId(),
                Name = "Conseil",
                UnitPrice = price,
                Vat = vat ?? Vat.Standard(20),
            };
            var content = new QuoteContent
            {
                Title = "Conseil",
                Language = "fr-FR",
                Items = price == 0 ? [] : [line],
            };
            var made = Periods.ByHand(db.AccountId, who, content, new Making(db.NewId, office.Member.AsActor, db.Now));
            db.Invoices.Add(made);
            await db.SaveChangesAsync();
            return made.Id;
        });

    /// <summary>Issues beside the pages, in a scope of its own.</summary>
    public static async Task<Invoice> IssueNow(this Office office, Guid id)
    {
        await using var scope = office.World.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        return await scope
            .ServiceProvider.GetRequiredService<Invoicing>()
            .Issue(id, version: null, on: null, office.Member.AsActor, CancellationToken.None);
    }
}
