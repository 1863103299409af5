using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A customer's details; the quotes that are linked follow in the same transaction (CU 8).</summary>
[Needs(Permission.ManageCustomers)]
public sealed class EditModel(Db db, Texts texts) : CustomerForm(db, texts)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CustomerInput Input { get; set; } = new();

    /// <summary>The version that was shown: a second member's change is not overwritten.</summary>
    [BindProperty]
    public int Version { get; set; }

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        await Prepare();
        if (await Db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id) is not { } customer)
            return NotFound();
        (Input, Version, Name) = (CustomerInput.Of(customer.Details, customer.Memo, OwnCountry), customer.Version, customer.Name);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Prepare();
        if (await Db.Customers.Whole(Id) is not { } customer)
            return NotFound();
        Name = customer.Name;
        if (!IsGood(Input.Flaws(OwnFields), nameof(Input)))
            return Page();
        if (Version != customer.Version)
            return ChangedMeanwhile(customer.Version);
        customer.Change(Input.Over(customer.Details));
        customer.Remember(Input.Over(customer.Memo, OwnFields));
        try
        {
            await Db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody saved between our look and our save.
            return ChangedMeanwhile(await Db.Customers.AsNoTracking().Where(c => c.Id == Id).Select(c => c.Version).SingleOrDefaultAsync());
        }
        this.Toast(Texts["Customers.Saved"]);
        return Redirect($"/customers/{Id}");
    }

    // What was typed stays; saving again overwrites knowingly.
    private IActionResult ChangedMeanwhile(int version)
    {
        ModelState.Remove(nameof(Version));
        Version = version;
        ModelState.AddModelError("", Texts["Customers.ChangedMeanwhile"]);
        return Page();
    }
}
