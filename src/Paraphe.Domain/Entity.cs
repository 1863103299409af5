namespace Paraphe.Domain;

/// <summary>A row that belongs to one account. Queries see only the rows of the account at work.</summary>
public interface IOwned
{
    Guid AccountId { get; }
}

/// <summary>
/// A noun that is loaded, changed by its own methods and saved whole. What happened to it meanwhile waits in
/// <see cref="TakeHappenings"/> for the transaction that saves it.
/// </summary>
public abstract class Aggregate : IOwned
{
    private readonly List<Happening> happenings = [];

    /// <summary>UUIDv7: sorts by creation.</summary>
    public Guid Id { get; protected set; }

    public Guid AccountId { get; protected set; }

    /// <summary>Raised by one with each change; the second writer of the same version is refused.</summary>
    public int Version { get; private set; }

    protected void Happened(Happening what) => happenings.Add(what);

    /// <summary>Called by the store when the row is about to be written with changes.</summary>
    public void NextVersion() => Version++;

    public IReadOnlyList<Happening> TakeHappenings()
    {
        var taken = happenings.ToList();
        happenings.Clear();
        return taken;
    }
}

/// <summary>Something that happened to an aggregate; past tense. Reactions follow from it in the same transaction.</summary>
public abstract record Happening;
