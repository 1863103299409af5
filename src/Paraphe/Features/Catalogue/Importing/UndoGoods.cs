using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Catalogue;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Catalogue.Importing;

/// <summary>Takes an import back: what was added goes, what was changed is again as it was. What was changed or is used since stays, and is counted.</summary>
public sealed class UndoGoods(Db db)
{
    /// <summary>The caller saves.</summary>
    /// <param name="language">The account's.</param>
    public async Task Run(CatalogueImport import, string language, CancellationToken stop)
    {
        var rows = await db.ImportedItems.AsNoTracking().Where(row => row.ImportId == import.Id).ToListAsync(stop);
        var items = await db.Catalogue.ToDictionaryAsync(item => item.Id, stop);
        var (kept, added) = (0, new List<CatalogueItem>());
        foreach (var row in rows)
            if (!items.TryGetValue(row.ItemId, out var item))
                continue;
            else if (item.ChangedAt != row.ChangedAt)
                kept++;
            else if (row.Before is { } before)
                item.Change(before, language, db.Now);
            else
                added.Add(item);
        var used = await Used(added, items.Values, stop);
        foreach (var item in added)
            if (used.Contains(item.Id))
                kept++;
            else
                db.Catalogue.Remove(item);
        import.Undo(kept, db.Now);
    }

    // Lines of quotes keep what they were given; contracts and other items name an item for good.
    private async Task<HashSet<Guid>> Used(List<CatalogueItem> added, IEnumerable<CatalogueItem> all, CancellationToken stop)
    {
        var ids = added.Select(item => item.Id).ToHashSet();
        var used = all.Where(item => !ids.Contains(item.Id)).SelectMany(item => item.Details.Extras).Where(ids.Contains).ToHashSet();
        foreach (var some in ids.Chunk(500))
        {
            var keys = some.Select(id => id.ToString("N")).ToList();
            foreach (
                var key in await db
                    .OptionalServices.Where(option => keys.Contains(option.Service))
                    .Select(option => option.Service)
                    .Distinct()
                    .ToListAsync(stop)
            )
                used.Add(Guid.Parse(key));
        }
        return used;
    }
}
