namespace Paraphe.Domain.Projects;

/// <summary>The folder of one deal; made with its first quote. It has no rules of its own.</summary>
public sealed class Project : IOwned
{
    private Project() { }

    public Project(Guid id, Guid accountId, string title, Guid? customerId, Guid? propertyId, Guid? sellerId, DateTime now) =>
        (Id, AccountId, Title, CustomerId, PropertyId, SellerId, CreatedAt) = (id, accountId, title, customerId, propertyId, sellerId, now);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string Title { get; private set; } = "";
    public Guid? CustomerId { get; private set; }
    public Guid? PropertyId { get; private set; }
    public Guid? SellerId { get; private set; }
    public DateTime CreatedAt { get; private set; }
}
