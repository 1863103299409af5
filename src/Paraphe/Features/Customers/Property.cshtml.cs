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
public sealed class PropertyModel(Db db, Texts texts) : CustomerForm(db, texts)
{
    public sealed record Fields
    {
        [StringLength(200)]
        public string? Name { get; init; }

        public AddressInput Address { get; init; } = new();

        /// <summary>The member answering for it.</summary>
        public Guid? AccountManager { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Property { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Customer Customer { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Name)> Members { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        var property = Customer.Properties.SingleOrDefault(p => p.Id == Property);
        Input = new Fields
        {
            Name = property?.Name,
            Address = AddressInput.Of(property?.Address ?? new Address(), OwnCountry),
            AccountManager = property?.AccountManagerId,
        };
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
                Texts["Shared.Error.Required"]
            );
        if (!IsGood(Input.Address.Flaws(), nameof(Input)))
            return Page();
        var manager = Members.Any(member => member.Id == Input.AccountManager) ? Input.AccountManager : null;
        try
        {
            if (Customer.Properties.SingleOrDefault(p => p.Id == Property) is { } property)
                Customer.ChangeProperty(property.Id, Input.Name?.Trim() ?? "", address, manager);
            else
                Customer.AddProperty(Db.NewId(), Input.Name?.Trim() ?? "", address, manager);
            await Db.SaveChangesAsync();
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, Texts, nameof(Input));
            return Page();
        }
        return Redirect($"/customers/{Id}#properties");
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await Find() || Property is not { } property)
            return NotFound();
        Customer.RemoveProperty(property);
        await Db.SaveChangesAsync();
        return Redirect($"/customers/{Id}#properties");
    }

    private async Task<bool> Find()
    {
        if (await Db.Customers.Whole(Id) is not { } customer)
            return false;
        Customer = customer;
        await Prepare();
        Members = await Db.Colleagues();
        return Property is null || customer.Properties.Any(p => p.Id == Property);
    }
}
