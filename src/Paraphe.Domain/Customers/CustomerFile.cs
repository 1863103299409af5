using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Customers;

/// <summary>A file that a member laid with a customer; the file store keeps its bytes under their hash. Never shown in the portal.</summary>
public sealed class CustomerFile : IOwned
{
    public const int Most = 500;

    private CustomerFile() { }

    public CustomerFile(Guid id, Customer of, Enclosure file, string by, DateTime now)
    {
        (Id, AccountId, CustomerId, AddedBy, AddedAt) = (id, of.AccountId, of.Id, by, now);
        (Name, Type, Hash, Size) = (file.Name, file.Type, file.Hash!, file.Size);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid CustomerId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>MIME type by content.</summary>
    public string Type { get; private set; } = "";
    public string Hash { get; private set; } = "";
    public long Size { get; private set; }

    /// <summary>The member's name then.</summary>
    public string AddedBy { get; private set; } = "";
    public DateTime AddedAt { get; private set; }
}
