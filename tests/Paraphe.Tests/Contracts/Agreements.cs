using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Contracts;

/// <summary>Care of a garden by contract: mowing, beds, and leaves as an option.</summary>
internal static class Agreements
{
    public const string Leaves = "Ramassage des feuilles";

    public static QuoteContent Care(Guid? property = null) =>
        new()
        {
            Title = "Entretien du parc",
            Language = "fr-FR",
            StartsAt = new DateTime(2026, 11, 1, 8, 0, 0),
            EndsAt = new DateTime(2027, 10, 31, 18, 0, 0),
            ServiceAddresses = [new ServiceAddress { PropertyId = property, Text = "12 allée des Tilleuls, 74000 Annecy" }],
            Items =
            [
                Line("Tonte", 145) with
                {
                    Recurrence = new Recurrence { Frequency = Frequency.Times, Times = 14 },
                },
                Line("Massifs", 80) with
                {
                    Recurrence = new Recurrence { Frequency = Frequency.Monthly },
                },
                Line(Leaves, 290) with
                {
                    Option = new OptionTerms(),
                },
            ],
        };

    /// <summary>A customer with a property, as the list has it.</summary>
    public static async Task<(Guid Customer, Guid Property)> House(
        this Office office,
        string name = "Claire Fontanel",
        Guid? manager = null
    )
    {
        var (customer, property) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await office.Db(async db =>
        {
            var details = Customers.People.Details(name) with { Email = $"c-{customer:N}@fontanel.example", Language = "fr" };
            var house = new Customer(customer, db.AccountId, details, prospect: false, db.Now);
            house.AddProperty(property, "Maison", details.Address);
            if (manager is not null)
                house.ChangeProperty(property, "Maison", details.Address, manager);
            db.Customers.Add(house);
            await db.SaveChangesAsync();
        });
        return (customer, property);
    }

    /// <summary>A draft of a contract, ready to be sent or won.</summary>
    public static async Task<Guid> ContractDraft(
        this Office office,
        string name = "Claire Fontanel",
        QuoteContent? content = null,
        Guid? manager = null
    )
    {
        var (customer, property) = await office.House(name, manager);
        return await office.Db(db =>
            db.InTransaction(async () =>
            {
                var house = await db.Customers.Include(c => c.Properties).SingleAsync(c => c.Id == customer);
                var drawn = content ?? Care();
                drawn = drawn with { ServiceAddresses = [new ServiceAddress { PropertyId = property, Text = "12 allée des Tilleuls" }] };
                var quote = await db.AddDraft(QuoteKind.Contract, drawn, house, office.Member.AsActor);
                await db.SaveChangesAsync();
                return quote.Id;
            })
        );
    }

    /// <summary>Won by telephone, through the page.</summary>
    public static async Task<Contract> Contract(
        this Office office,
        string name = "Claire Fontanel",
        QuoteContent? content = null,
        Guid? manager = null
    )
    {
        var quote = await office.ContractDraft(name, content, manager);
        var page = await office.Get($"/quotes/{quote}/status/Accepted");
        var won = await page.Submit("form.sheet", new() { ["Input.How"] = "phone" });
        won.Url.ShouldBe($"/quotes/{quote}", won.Text);
        return await office.ContractOf(quote);
    }

    public static Task<Contract> ContractOf(this Office office, Guid quote) =>
        office.Db(db => db.Contracts.AsNoTracking().Include(c => c.Options).SingleAsync(c => c.QuoteId == quote));

    public static QuoteLine Line(string name, decimal price) =>
        new()
        {
            Key = Guid.CreateVersion7(),
            Name = name,
            UnitPrice = price,
            Vat = Vat.Standard(20),
        };
}
