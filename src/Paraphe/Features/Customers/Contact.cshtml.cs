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

        /// <summary>One more than there are, to be filled in.</summary>
        public List<string?> Emails { get; init; } = [];

        public List<string?> Phones { get; init; } = [];

        public static Fields Of(ContactDetails details) =>
            new()
            {
                Name = details.Name,
                Function = details.Function,
                Emails = Roomy(details.Emails),
                Phones = Roomy(details.Phones),
            };

        public ContactDetails ToDetails() =>
            new()
            {
                Name = Name ?? "",
                Function = Function ?? "",
                Emails = [.. Emails.Select(email => email ?? "")],
                Phones = [.. Phones.Select(phone => phone ?? "")],
            };

        private static List<string?> Roomy(IEnumerable<string> all) => [.. all.Append(null).Take(ContactDetails.MostOfEach)];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Contact { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Customer Customer { get; private set; } = null!;

    public bool HasRoom => Math.Min(Input.Emails.Count, Input.Phones.Count) < ContactDetails.MostOfEach;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        Input = Fields.Of(Customer.Contacts.SingleOrDefault(c => c.Id == Contact)?.Details ?? new());
        return Page();
    }

    /// <param name="more">Shows the form again, with room for another e-mail and phone.</param>
    public async Task<IActionResult> OnPostAsync(bool more)
    {
        if (!await Find())
            return NotFound();
        if (more)
        {
            ModelState.Clear();
            Input = Input with
            {
                Emails = [.. Input.Emails.Append(null).Take(ContactDetails.MostOfEach)],
                Phones = [.. Input.Phones.Append(null).Take(ContactDetails.MostOfEach)],
            };
            return Page();
        }
        var details = Input.ToDetails();
        // An empty name is told by the form itself.
        foreach (var flaw in details.Flaws().Where(flaw => flaw.Rule != "Rules.NameMissing"))
            ModelState.Add(flaw, texts, nameof(Input));
        if (!ModelState.IsValid)
            return Page();
        try
        {
            if (Contact is { } contact)
                Customer.ChangeContact(contact, details);
            else
                Customer.AddContact(db.NewId(), details);
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
