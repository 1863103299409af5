using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>An address of a customer where work is done: added, changed or removed.</summary>
[Needs(Permission.ManageCustomers)]
public sealed class PropertyModel(Db db, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        [StringLength(200)]
        public string? Name { get; init; }

        public AddressInput Address { get; init; } = new();
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Property { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Customer Customer { get; private set; } = null!;

    public string OwnCountry { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        var property = Customer.Properties.SingleOrDefault(p => p.Id == Property);
        Input = new Fields { Name = property?.Name, Address = AddressInput.Of(property?.Address ?? new Address(), OwnCountry) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find())
            return NotFound();
        var address = Input.Address.ToAddress();
        if (address.IsEmpty)
            ModelState.AddModelError(
                $"{nameof(Input)}.{nameof(Input.Address)}.{nameof(AddressInput.Line1)}",
                texts["Shared.Error.Required"]
            );
        if (!ModelState.IsValid)
            return Page();
        try
        {
            if (Customer.Properties.SingleOrDefault(p => p.Id == Property) is { } property)
                Customer.ChangeProperty(property.Id, Input.Name?.Trim() ?? "", address, property.AccountManagerId);
            else
                Customer.AddProperty(db.NewId(), Input.Name?.Trim() ?? "", address);
            await db.SaveChangesAsync();
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        return Redirect($"/customers/{Id}#properties");
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await Find() || Property is not { } property)
            return NotFound();
        Customer.RemoveProperty(property);
        await db.SaveChangesAsync();
        return Redirect($"/customers/{Id}#properties");
    }

    private async Task<bool> Find()
    {
        if (await db.Customers.Whole(Id) is not { } customer)
            return false;
        (Customer, OwnCountry) = (customer, await db.OwnCountry());
        return Property is null || customer.Properties.Any(p => p.Id == Property);
    }
}
