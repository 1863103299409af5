using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A customer added in the list itself (CU 1).</summary>
[Needs(Permission.ManageCustomers)]
public sealed class NewModel(Db db, Texts texts) : OfficePage
{
    [BindProperty]
    public CustomerInput Input { get; set; } = new();

    [BindProperty]
    public bool Prospect { get; set; }

    public string OwnCountry { get; private set; } = "";

    public async Task OnGetAsync()
    {
        OwnCountry = await db.OwnCountry();
        Input = CustomerInput.Of(new CustomerDetails(), OwnCountry);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        OwnCountry = await db.OwnCountry();
        if (!ModelState.IsValid)
            return Page();
        var customer = new Customer(db.NewId(), db.AccountId, Input.Over(new CustomerDetails()), Prospect, db.Now);
        db.Customers.Add(customer);
        await db.SaveChangesAsync();
        this.Toast(texts["Customers.Added", customer.Name]);
        return Redirect($"/customers/{customer.Id}");
    }
}
