using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A person of a customer: added, changed or removed.</summary>
[Needs(Permission.ManageCustomers)]
public sealed class ContactModel(Db db, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        [Required, StringLength(200)]
        public string? Name { get; init; }

        [StringLength(100)]
        public string? Function { get; init; }

        [StringLength(254)]
        public string? Email { get; init; }

        [StringLength(50)]
        public string? Phone { get; init; }

        public ContactDetails ToDetails() =>
            new()
            {
                Name = Name?.Trim() ?? "",
                Function = Function?.Trim() ?? "",
                Email = string.IsNullOrWhiteSpace(Email) ? "" : EmailAddress.Parse(Email).Text,
                Phone = Phone?.Trim() ?? "",
            };
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Contact { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Customer Customer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        if (Customer.Contacts.SingleOrDefault(c => c.Id == Contact)?.Details is { } details)
            Input = new Fields
            {
                Name = details.Name,
                Function = details.Function,
                Email = details.Email,
                Phone = details.Phone,
            };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find())
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            if (Contact is { } contact)
                Customer.ChangeContact(contact, Input.ToDetails());
            else
                Customer.AddContact(db.NewId(), Input.ToDetails());
            await db.SaveChangesAsync();
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        return Redirect($"/customers/{Id}#contacts");
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await Find() || Contact is not { } contact)
            return NotFound();
        Customer.RemoveContact(contact);
        await db.SaveChangesAsync();
        return Redirect($"/customers/{Id}#contacts");
    }

    private async Task<bool> Find()
    {
        if (await db.Customers.Whole(Id) is not { } customer)
            return false;
        Customer = customer;
        return Contact is null || customer.Contacts.Any(c => c.Id == Contact);
    }
}
