using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers.Merging;

/// <summary>A table whose rows name a customer: contacts, addresses, quotes, requests, orders, and whatever comes later.</summary>
/// <param name="IsPart">Its rows are the customer's own: contacts and addresses.</param>
public sealed record LinkedTable(string Name, bool IsPart)
{
    private const string Column = "CustomerId";

#pragma warning disable EF1002, EF1003 // Names of tables and columns come from the model.
    public Task<List<Guid>> Rows(Db db, Guid customer, CancellationToken stop) =>
        db
            .Database.SqlQueryRaw<Guid>(
                $"SELECT \"Id\" AS \"Value\" FROM \"{Name}\" WHERE \"{Column}\" = {{0}} AND \"AccountId\" = {{1}}",
                customer,
                db.AccountId
            )
            .ToListAsync(stop);

    /// <summary>Which of some customers it names.</summary>
    public Task<List<Guid>> Named(Db db, IReadOnlyList<Guid> customers, CancellationToken stop)
    {
        var places = string.Join(", ", customers.Select((_, i) => $"{{{i + 1}}}"));
        return db
            .Database.SqlQueryRaw<Guid>(
                $"SELECT DISTINCT \"{Column}\" AS \"Value\" FROM \"{Name}\" WHERE \"AccountId\" = {{0}} AND \"{Column}\" IN ({places})",
                [db.AccountId, .. customers.Cast<object>()]
            )
            .ToListAsync(stop);
    }

    public async Task Point(Db db, IReadOnlyList<Guid> rows, Guid customer, CancellationToken stop)
    {
        foreach (var some in rows.Chunk(500))
        {
            var places = string.Join(", ", some.Select((_, i) => $"{{{i + 2}}}"));
            await db.Database.ExecuteSqlRawAsync(
                $"UPDATE \"{Name}\" SET \"{Column}\" = {{0}} WHERE \"AccountId\" = {{1}} AND \"Id\" IN ({places})",
                [customer, db.AccountId, .. some.Cast<object>()],
                stop
            );
        }
    }
#pragma warning restore EF1002, EF1003
}

public static class LinkedTables
{
    /// <summary>What an import did to a customer stays with that import.</summary>
    private static readonly Type[] Apart = [typeof(ImportedCustomer)];

    private static readonly Type[] Parts = [typeof(Contact), typeof(Property)];

    public static IEnumerable<LinkedTable> Of(Db db) =>
        db
            .Model.GetEntityTypes()
            .Where(type =>
                typeof(IOwned).IsAssignableFrom(type.ClrType)
                && !Apart.Contains(type.ClrType)
                && type.FindProperty("CustomerId") is { } property
                && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid)
            )
            .Select(type => new LinkedTable(type.GetTableName()!, Parts.Contains(type.ClrType)));
}
