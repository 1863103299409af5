using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers.Merging;

/// <summary>Makes two customers one, and takes them apart again. Everything that names a customer moves, whatever its table.</summary>
public sealed class Merge(Db db)
{
    public Task<CustomerMerge> Join(Customer kept, Customer gone, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                if (kept.Contacts.Count + gone.Contacts.Count > Customer.MostContacts)
                    throw new BrokenRuleException("Rules.TooManyContacts", null, Customer.MostContacts);
                if (kept.Properties.Count + gone.Properties.Count > Customer.MostProperties)
                    throw new BrokenRuleException("Rules.TooManyProperties", null, Customer.MostProperties);
                var moved = new Dictionary<string, IReadOnlyList<Guid>>();
                foreach (var table in LinkedTables.Of(db))
                    if (await table.Rows(db, gone.Id, stop) is { Count: > 0 } rows)
                        moved[table.Name] = rows;
                var merge = new CustomerMerge(db.NewId(), kept, gone, moved, db.Now);
                var (details, memo) = (CustomerMerge.Joined(kept.Details, gone.Details), CustomerMerge.Joined(kept.Memo, gone.Memo));
                var (keptId, goneId, isCustomer) = (kept.Id, gone.Id, !gone.IsProspect);
                foreach (var table in LinkedTables.Of(db).Where(table => moved.ContainsKey(table.Name)))
                    await table.Point(db, moved[table.Name], keptId, stop);
                db.ChangeTracker.Clear();
                await db.Customers.Where(c => c.Id == goneId).ExecuteDeleteAsync(stop);
                var one = (await db.Customers.Whole(keptId))!;
                one.Change(details);
                one.Remember(memo);
                if (isCustomer)
                    one.BecomeCustomer(merge.MergedAt);
                merge.Left(CustomerImage.Of(one));
                db.CustomerMerges.Add(merge);
                await db.SaveChangesAsync(stop);
                return merge;
            },
            stop
        );

    /// <summary>Both as they were: what moved and still hangs on the one who stayed goes back. Details changed since are kept.</summary>
    public Task Part(CustomerMerge merge, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                merge.Undo(db.Now);
                if (await db.Customers.Whole(merge.KeptId) is not { } kept)
                    throw new BrokenRuleException("Rules.MergeTooOld");
                if (Importing.ImportPiece.Same(CustomerImage.Of(kept), merge.After))
                {
                    kept.Change(merge.Before.Details);
                    kept.Remember(merge.Before.Memo);
                }
                if (merge.Before.Dates is { CustomerSince: null } dates && kept.CustomerSince == merge.MergedAt)
                    kept.Stand(dates);
                var again = new Customer(merge.GoneId, db.AccountId, merge.Gone.Details, merge.GoneIsProspect, db.Now);
                again.Remember(merge.Gone.Memo);
                if (merge.Gone.Dates is { } since)
                    again.Stand(since);
                db.Customers.Add(again);
                await db.SaveChangesAsync(stop);
                foreach (var table in LinkedTables.Of(db).Where(table => merge.Moved.ContainsKey(table.Name)))
                {
                    var still = await table.Rows(db, merge.KeptId, stop);
                    await table.Point(db, [.. merge.Moved[table.Name].Intersect(still)], merge.GoneId, stop);
                }
                db.ChangeTracker.Clear();
                // What is searched of them, and their quotes, follow their own again.
                foreach (var id in new[] { merge.KeptId, merge.GoneId })
                {
                    var one = (await db.Customers.Whole(id))!;
                    one.Change(one.Details);
                    await db.SaveChangesAsync(stop);
                }
            },
            stop
        );
}
