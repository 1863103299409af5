using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers.Merging;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers.Importing;

/// <summary>Takes an import back: who was added goes, who was changed is again as he was. Whoever was changed or used since stays, and is counted.</summary>
public sealed class ImportUndo(Db db, Guid importId)
{
    private const int Piece = 500;

    public async Task Run(CancellationToken stop)
    {
        while (await db.InTransaction(() => Some(stop), stop))
            db.ChangeTracker.Clear();
    }

    /// <returns>False when nothing is left.</returns>
    private async Task<bool> Some(CancellationToken stop)
    {
        var import = await db.CustomerImports.SingleAsync(row => row.Id == importId, stop);
        var some = await db
            .ImportedCustomers.AsNoTracking()
            .Where(row => row.ImportId == importId)
            .OrderBy(row => row.Id)
            .Take(Piece)
            .ToListAsync(stop);
        db.Announce($"account:{db.AccountId}", $"import-{importId}");
        if (some.Count == 0)
        {
            import.Finish(db.Now);
            await db.SaveChangesAsync(stop);
            return false;
        }
        var ids = some.ConvertAll(row => row.CustomerId);
        var used = await Used(ids, stop);
        var customers = await db.Customers.Where(c => ids.Contains(c.Id)).WithAll().ToDictionaryAsync(c => c.Id, stop);
        var (gone, kept) = (new List<Guid>(), 0);
        foreach (var row in some)
            if (!customers.TryGetValue(row.CustomerId, out var customer))
                continue;
            else if (!ImportPiece.Same(CustomerImage.Of(customer), row.After) || (row.Before is null && used.Contains(customer.Id)))
                kept++;
            else if (row.Before is { } before)
                Restore(customer, before);
            else
                gone.Add(customer.Id);
        await db.SaveChangesAsync(stop);
        await db.Contacts.Where(contact => gone.Contains(contact.CustomerId)).ExecuteDeleteAsync(stop);
        await db.Properties.Where(property => gone.Contains(property.CustomerId)).ExecuteDeleteAsync(stop);
        await db.Customers.Where(customer => gone.Contains(customer.Id)).ExecuteDeleteAsync(stop);
        var taken = some.ConvertAll(row => row.Id);
        await db.ImportedCustomers.Where(row => taken.Contains(row.Id)).ExecuteDeleteAsync(stop);
        import.Advance(Math.Min(import.Lines, import.Line + some.Count), import.Tally with { Kept = import.Tally.Kept + kept });
        await db.SaveChangesAsync(stop);
        return true;
    }

    private static void Restore(Customer customer, CustomerImage before)
    {
        foreach (var contact in customer.Contacts.Where(contact => !before.Contacts.ContainsKey(contact.Id)).ToList())
            customer.RemoveContact(contact.Id);
        foreach (var property in customer.Properties.Where(property => !before.Properties.ContainsKey(property.Id)).ToList())
            customer.RemoveProperty(property.Id);
        foreach (var (id, details) in before.Contacts)
            customer.ChangeContact(id, details);
        customer.Change(before.Details);
        customer.Remember(before.Memo);
    }

    private async Task<HashSet<Guid>> Used(List<Guid> ids, CancellationToken stop)
    {
        var used = new HashSet<Guid>();
        foreach (var table in LinkedTables.Of(db).Where(table => !table.IsPart))
            used.UnionWith(await table.Named(db, ids, stop));
        return used;
    }
}
