using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>
/// Writes many new rows quickly: one prepared statement on SQLite, binary COPY on PostgreSQL. Nothing follows from what happened to them:
/// no reaction, no job, no notice, no announcement. For data that was not lived: samples and seeds.
/// </summary>
public static class BulkRows
{
    /// <summary>Inserts rows of one type, in the current transaction; the caller puts those that others point to first.</summary>
    public static async Task<int> Insert<T>(this Db db, IEnumerable<T> rows, CancellationToken cancellationToken = default)
        where T : class
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Bulk rows are written inside a transaction");
        var columns = ColumnsOf(db.Model.FindEntityType(typeof(T))!);
        var own = Own(rows, db.AccountId);
        return db.IsSqlite ? await Statement(db, columns, own, cancellationToken) : await Copy(db, columns, own, cancellationToken);
    }

    // The filter of queries does not see this way in: a foreign row is refused here.
    private static IEnumerable<T> Own<T>(IEnumerable<T> rows, Guid account)
    {
        foreach (var row in rows)
            yield return row is IOwned owned && owned.AccountId != account
                ? throw new InvalidOperationException($"A {typeof(T).Name} of another account")
                : row;
    }

    private static async Task<int> Statement<T>(Db db, Columns columns, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO {columns.Table} ({columns.Names}) VALUES ({string.Join(", ", columns.All.Select((_, i) => $"@p{i}"))})";
        var parameters = columns.All.Select((_, i) => Parameter(command, i)).ToArray();
        await command.PrepareAsync(cancellationToken);
        var count = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = columns.All[i].Of(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
            count++;
        }
        return count;
    }

    private static DbParameter Parameter(DbCommand command, int place)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{place}";
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static async Task<int> Copy<T>(Db db, Columns columns, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {columns.Table} ({columns.Names}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        var count = 0;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in columns.All)
                if (column.Of(row) is { } value)
                    await copy.WriteAsync(value, column.Type, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            count++;
        }
        await copy.CompleteAsync(cancellationToken);
        return count;
    }

    private static Columns ColumnsOf(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        return new Columns(
            $"\"{table.Name}\"",
            [.. type.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new Column(property, table))]
        );
    }

    private sealed record Columns(string Table, Column[] All)
    {
        public string Names => string.Join(", ", All.Select(column => $"\"{column.Name}\""));
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table)
    {
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName(table)!;

        /// <summary>As PostgreSQL calls it, without its length.</summary>
        public string Type { get; } = property.GetRelationalTypeMapping().StoreTypeNameBase;

        public object? Of(object row) =>
            property.GetGetter().GetClrValue(row) is { } value
                ? convert is null
                    ? value
                    : convert(value)
                : null;
    }
}
