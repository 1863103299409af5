namespace Paraphe.Domain.Customers;

public sealed record ContactDetails
{
    public string Name { get; init; } = "";
    public string Function { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
}

/// <summary>A person of a customer.</summary>
public sealed class Contact : IOwned
{
    private Contact() { }

    internal Contact(Guid id, Guid accountId, Guid customerId, ContactDetails details)
    {
        (Id, AccountId, CustomerId) = (id, accountId, customerId);
        Change(details);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid CustomerId { get; private set; }
    public ContactDetails Details { get; private set; } = new();

    /// <summary>Lower case, for look-up.</summary>
    public string Email { get; private set; } = "";

    public void Change(ContactDetails details) => (Details, Email) = (details, details.Email.Trim().ToLowerInvariant());
}
