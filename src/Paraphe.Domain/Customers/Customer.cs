namespace Paraphe.Domain.Customers;

/// <summary>A company or person in the customer list; a prospect until its first invoice (CU 11).</summary>
public sealed class Customer : Aggregate
{
    public const int MostContacts = 200;
    public const int MostProperties = 500;

    private readonly List<Contact> contacts = [];
    private readonly List<Property> properties = [];

    private Customer() { }

    public Customer(Guid id, Guid accountId, CustomerDetails details, bool prospect, DateTime now, CustomerMemo? memo = null)
    {
        Id = id;
        AccountId = accountId;
        CreatedAt = now;
        ProspectSince = prospect ? now : null;
        CustomerSince = prospect ? null : now;
        Memo = memo ?? Memo;
        Change(details);
    }

    public CustomerDetails Details { get; private set; } = new();

    /// <summary>What the company keeps to itself about him.</summary>
    public CustomerMemo Memo { get; private set; } = new();

    /// <summary>Copied from the details: lists sort and search by columns.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The folded name: A to Z on every database.</summary>
    public string SortName { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    // What two entries of one and the same share: an import and the search for duplicates look them up.
    public string EmailKey { get; private set; } = "";
    public string PhoneKey { get; private set; } = "";
    public string VatKey { get; private set; } = "";
    public string NumberKey { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime? ProspectSince { get; private set; }

    public DateTime? CustomerSince { get; private set; }

    public IReadOnlyList<Contact> Contacts => contacts;

    public IReadOnlyList<Property> Properties => properties;

    public bool IsProspect => CustomerSince is null;

    public void Change(CustomerDetails details)
    {
        var name = details.Name.Trim();
        if (name.Length == 0)
            throw new BrokenRuleException("Rules.NameMissing", nameof(details.Name));
        if (name.Length > 200)
            throw new BrokenRuleException("Rules.TooLong", nameof(details.Name), 200);
        Details = details with { Name = name };
        Name = name;
        Changed();
    }

    public void Remember(CustomerMemo memo)
    {
        Memo = memo;
        Changed();
    }

    public Contact AddContact(Guid id, ContactDetails details)
    {
        if (contacts.Count >= MostContacts)
            throw new BrokenRuleException("Rules.TooManyContacts", null, MostContacts);
        var contact = new Contact(id, AccountId, Id, details);
        contacts.Add(contact);
        Changed();
        return contact;
    }

    public void ChangeContact(Guid id, ContactDetails details)
    {
        ContactOf(id).Change(details);
        Changed();
    }

    public void RemoveContact(Guid id)
    {
        contacts.Remove(ContactOf(id));
        Changed();
    }

    public Property AddProperty(Guid id, string name, Address address, Guid? accountManager = null)
    {
        if (properties.Count >= MostProperties)
            throw new BrokenRuleException("Rules.TooManyProperties", null, MostProperties);
        var property = new Property(id, AccountId, Id, name, address, accountManager);
        properties.Add(property);
        Changed();
        return property;
    }

    public void ChangeProperty(Guid id, string name, Address address, Guid? accountManager)
    {
        PropertyOf(id).Change(name, address, accountManager);
        Changed();
    }

    public void RemoveProperty(Guid id)
    {
        properties.Remove(PropertyOf(id));
        Changed();
    }

    public CustomerDates Dates => new(CreatedAt, ProspectSince, CustomerSince);

    /// <summary>Stands again as before a merge.</summary>
    public void Stand(CustomerDates dates) =>
        (CreatedAt, ProspectSince, CustomerSince) = (dates.CreatedAt, dates.ProspectSince, dates.CustomerSince);

    public void BecomeCustomer(DateTime now) => CustomerSince ??= now;

    private Contact ContactOf(Guid id) => contacts.Find(contact => contact.Id == id) ?? throw new BrokenRuleException("Rules.ContactGone");

    private Property PropertyOf(Guid id) =>
        properties.Find(property => property.Id == id) ?? throw new BrokenRuleException("Rules.PropertyGone");

    // What a quote's row keeps for its list follows in the same transaction.
    private void Changed()
    {
        SortName = Domain.SearchText.Fold(Name);
        (EmailKey, PhoneKey) = (CustomerKeys.OfEmail(Details.Email), CustomerKeys.OfPhone(Details.Phone));
        (VatKey, NumberKey) = (CustomerKeys.Bare(Details.VatNumber), CustomerKeys.Bare(Details.CompanyNumber));
        IndexForSearch();
        Happened(new CustomerChanged(this));
    }

    /// <summary>What a list of quotes finds a customer by: name and e-mails, folded.</summary>
    public string ListText => Domain.SearchText.Of([Name, Details.Email, .. contacts.SelectMany(contact => contact.Details.Emails)]);

    private void IndexForSearch() =>
        SearchText = Domain.SearchText.Of([
            Details.Name,
            Details.Email,
            Details.Phone,
            PhoneDigits.Of(Details.Phone),
            Details.VatNumber,
            Details.CompanyNumber,
            // As it is typed without its blanks and dots.
            NumberKey == Domain.SearchText.Fold(Details.CompanyNumber).ToUpperInvariant()
                ? ""
                : NumberKey,
            Details.Address.OneLine,
            Details.LeadSource,
            .. Details.Tags,
            Memo.Note,
            Memo.Iban,
            .. Memo.Fields.Values,
            .. contacts.SelectMany(contact =>
                new[] { contact.Details.Name, contact.Details.Function }
                    .Concat(contact.Details.Emails)
                    .Concat(contact.Details.Phones)
                    .Concat(contact.Details.Phones.Select(PhoneDigits.Of))
            ),
            .. properties.SelectMany(property => new[] { property.Name, property.Address.OneLine }),
        ]);
}

public sealed record CustomerChanged(Customer Customer) : Happening;
