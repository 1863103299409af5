namespace Paraphe.Domain.Catalogue;

/// <summary>A file that was taken into the catalogue, and what it did: it can be undone as a whole.</summary>
public sealed class CatalogueImport : IOwned
{
    private CatalogueImport() { }

    public CatalogueImport(Guid id, Guid accountId, string fileName, (int Added, int Changed) tally, string by, DateTime now) =>
        (Id, AccountId, FileName, Added, Changed, By, At) = (id, accountId, fileName, tally.Added, tally.Changed, by, now);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string FileName { get; private set; } = "";
    public int Added { get; private set; }
    public int Changed { get; private set; }

    /// <summary>The member's name then.</summary>
    public string By { get; private set; } = "";
    public DateTime At { get; private set; }
    public DateTime? UndoneAt { get; private set; }

    /// <summary>Items that stayed when it was undone: changed, or used, since.</summary>
    public int Kept { get; private set; }

    public void Undo(int kept, DateTime now)
    {
        if (UndoneAt is not null)
            throw new BrokenRuleException("Rules.ImportBegun");
        (Kept, UndoneAt) = (kept, now);
    }
}

/// <summary>An item that an import added or changed: how to undo it.</summary>
public sealed class ImportedItem : IOwned
{
    private ImportedItem() { }

    public ImportedItem(Guid id, CatalogueImport of, CatalogueItem item, CatalogueDetails? before) =>
        (Id, AccountId, ImportId, ItemId, Before, ChangedAt) = (id, of.AccountId, of.Id, item.Id, before, item.ChangedAt);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid ImportId { get; private set; }
    public Guid ItemId { get; private set; }

    /// <summary>Null: the import added it.</summary>
    public CatalogueDetails? Before { get; private set; }

    /// <summary>Undone only while nobody changed it after.</summary>
    public DateTime ChangedAt { get; private set; }
}
