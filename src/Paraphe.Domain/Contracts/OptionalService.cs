using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Contracts;

/// <summary>A service that a contract lists beside what was agreed: it may be ordered later, at this price (OP 2, OP 7).</summary>
public sealed class OptionalService : IOwned
{
    private OptionalService() { }

    internal OptionalService(Guid id, Contract contract, QuoteLine line, decimal each)
    {
        (Id, AccountId, ContractId) = (id, contract.AccountId, contract.Id);
        (Line, Each, Name) = (line with { Option = null }, each, line.Name.Trim());
        Service = KeyOf(line);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid ContractId { get; private set; }

    /// <summary>What makes the options of two contracts the same service: see <see cref="KeyOf"/>.</summary>
    public string Service { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>As it was listed, frozen.</summary>
    public QuoteLine Line { get; private set; } = null!;

    public decimal Each { get; private set; }

    /// <summary>The item of the catalogue; the folded name of a line that was typed.</summary>
    public static string KeyOf(QuoteLine line) =>
        line.CatalogueItemId is { } item ? item.ToString("N") : "=" + Cut(SearchText.Fold(line.Name));

    private static string Cut(string name) => name.Length <= 180 ? name : name[..180];
}
