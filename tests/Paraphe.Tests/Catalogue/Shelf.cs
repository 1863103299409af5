using System.Text.Json;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Customers;

namespace Paraphe.Tests.Catalogue;

/// <summary>Items put into a catalogue, and the picker asked for them.</summary>
internal static class Shelf
{
    public static Task<Guid> Item(
        this Office office,
        string name,
        decimal price,
        Func<CatalogueDetails, CatalogueDetails>? with = null,
        params (string Language, string Name)[] names
    ) =>
        office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            var texts = names.Append((account.Language, name)).ToDictionary(text => text.Item1, text => new CatalogueText(text.Item2, ""));
            var details = new CatalogueDetails { Texts = texts, Price = price };
            var item = new CatalogueItem(db.NewId(), db.AccountId, with?.Invoke(details) ?? details, account.Language, db.Now);
            db.Catalogue.Add(item);
            await db.SaveChangesAsync();
            return item.Id;
        });

    public static Task<Guid> Tagged(this Office office, string name, Func<CustomerDetails, CustomerDetails> with) =>
        office.Db(async db =>
        {
            var customer = new Customer(db.NewId(), db.AccountId, with(new CustomerDetails { Name = name }), prospect: false, db.Now);
            db.Customers.Add(customer);
            await db.SaveChangesAsync();
            return customer.Id;
        });

    public static Task For(this Office office, Guid quote, Guid customer) =>
        office.Db(async db =>
        {
            (await db.Quotes.SingleAsync(row => row.Id == quote)).ForCustomer(
                await db.Customers.Include(row => row.Contacts).SingleAsync(row => row.Id == customer),
                null,
                db.Now
            );
            await db.SaveChangesAsync();
        });

    public static async Task<JsonElement> Search(this Office office, Guid quote, string words)
    {
        var answer = await office.Browser.GetAsync($"/catalogue/search?quote={quote}&q={Uri.EscapeDataString(words)}");
        answer.IsSuccessStatusCode.ShouldBeTrue(answer.StatusCode.ToString());
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
