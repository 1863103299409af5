using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>
/// A page that asks for whom a quote is: somebody from the list, found while typing or by a button, or somebody new, who joins it (CU 2).
/// </summary>
public abstract class CustomerPick(Db db, Texts texts) : OfficePage
{
    public sealed record Found(Guid Id, string Name, CustomerDetails Details);

    private const string New = "new";

    protected Db Db => db;

    protected Texts Texts => texts;

    [BindProperty(SupportsGet = true, Name = "find")]
    public string? Find { get; set; }

    /// <summary>An id, <c>new</c>, or nothing.</summary>
    [BindProperty(SupportsGet = true, Name = "customer")]
    public string? Picked { get; set; }

    [BindProperty]
    public NewCustomerInput NewCustomer { get; set; } = new();

    public IReadOnlyList<Found> FoundCustomers { get; private set; } = [];

    public string OwnCountry { get; private set; } = "";

    public bool IsNew => Picked == New;

    public bool MayAdd => May(Permission.AddCustomerFromQuote);

    /// <summary>The results alone, while somebody types.</summary>
    public virtual async Task<IActionResult> OnGetFoundAsync()
    {
        await Look();
        return Partial("/Features/Quotes/_FoundCustomers.cshtml", this);
    }

    protected async Task Look()
    {
        OwnCountry = await db.OwnCountry();
        if (NewCustomer.Address.Country is null)
            NewCustomer = NewCustomer with { Address = AddressInput.Of(new Address(), OwnCountry) };
        Guid? picked = Guid.TryParse(Picked, out var id) ? id : null;
        var nearest = await db.Customers.Nearest(Find, 8, HttpContext.RequestAborted);
        var list = nearest.ConvertAll(c => new Found(c.Id, c.Name, c.Details));
        if (picked is not null && list.All(found => found.Id != picked))
            list.InsertRange(
                0,
                await db.Customers.Where(c => c.Id == picked).Select(c => new Found(c.Id, c.Name, c.Details)).ToListAsync()
            );
        FoundCustomers = list;
        // Nobody in the list yet: the first customer is new.
        if (list.Count == 0 && string.IsNullOrEmpty(Find) && Picked is null && MayAdd)
            Picked = New;
    }

    /// <summary>The customer asked for, added to the list if he is new; null with an error in the model state, or when nobody was asked for.</summary>
    /// <param name="prospect">What a new one joins the list as.</param>
    protected async Task<Customer?> Customer(bool prospect = false)
    {
        if (IsNew && MayAdd)
        {
            // Ticked from the start in an empty list: nothing typed is nobody yet.
            if (NewCustomer.IsBlank)
                return null;
            foreach (var flaw in NewCustomer.Flaws())
                ModelState.Add(flaw, texts, nameof(NewCustomer));
            if (!ModelState.IsValid)
                return null;
            var added = new Customer(db.NewId(), db.AccountId, NewCustomer.ToDetails(), prospect, db.Now);
            db.Customers.Add(added);
            return added;
        }
        if (!Guid.TryParse(Picked, out var id))
            return null;
        var customer = await db.Customers.Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == id);
        if (customer is null)
            ModelState.AddModelError("", texts["Quotes.CustomerGone"]);
        return customer;
    }
}
