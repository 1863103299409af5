namespace Paraphe.Domain.Customers;

/// <summary>An address of a customer where work is done.</summary>
public sealed class Property : IOwned
{
    private Property() { }

    internal Property(Guid id, Guid accountId, Guid customerId, string name, Address address, Guid? accountManager) =>
        (Id, AccountId, CustomerId, Name, Address, AccountManagerId) = (id, accountId, customerId, name, address, accountManager);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid CustomerId { get; private set; }
    public string Name { get; private set; } = "";
    public Address Address { get; private set; } = new();

    /// <summary>The member answering for the property.</summary>
    public Guid? AccountManagerId { get; private set; }

    public void Change(string name, Address address, Guid? accountManager) =>
        (Name, Address, AccountManagerId) = (name, address, accountManager);
}
