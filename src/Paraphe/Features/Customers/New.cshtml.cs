using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A customer added in the list itself (CU 1).</summary>
[Needs(Permission.ManageCustomers)]
public sealed class NewModel(Db db, Texts texts) : CustomerForm(db, texts)
{
    [BindProperty]
    public CustomerInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public bool Prospect { get; set; }

    /// <summary>Add him although somebody like him is in the list.</summary>
    [BindProperty]
    public bool Anyway { get; set; }

    public IReadOnlyList<AlikeModel.Found> Alike { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await Prepare();
        Input = CustomerInput.Of(new CustomerDetails(), new CustomerMemo(), OwnCountry);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Prepare();
        if (!IsGood(Input.Flaws(OwnFields), nameof(Input)))
            return Page();
        if (!Anyway)
            Alike = await Db.AlikeTo(Input.Over(new CustomerDetails()), HttpContext.RequestAborted);
        if (Alike.Count > 0)
            return Page();
        var customer = new Customer(Db.NewId(), Db.AccountId, Input.Over(new CustomerDetails()), Prospect, Db.Now);
        customer.Remember(Input.Over(customer.Memo, OwnFields));
        Db.Customers.Add(customer);
        await Db.SaveChangesAsync();
        this.Toast(Texts["Customers.Added", customer.Name]);
        return Redirect($"/customers/{customer.Id}");
    }
}
