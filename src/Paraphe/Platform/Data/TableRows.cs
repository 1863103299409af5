using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Platform.Data;

/// <summary>A table as the model knows it, with columns whose values are the same .NET types on both databases.</summary>
/// <param name="Columns">Name, .NET type, and the type's name in the database without its length.</param>
internal sealed record TableShape(string Name, IReadOnlyList<(string Name, Type Type, string StoreType)> Columns)
{
    public string Quoted => $"\"{Name}\"";

    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    /// <exception cref="InvalidDataException">These are not the columns of this table.</exception>
    public TableShape InOrderOf(IReadOnlyList<string> names)
    {
        var byName = Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return names.Count == byName.Count && names.All(byName.ContainsKey)
            ? this with
            {
                Columns = [.. names.Select(name => byName[name])],
            }
            : throw new InvalidDataException($"{Name} has other columns in this version.");
    }

    /// <summary>Every table of the model, those that others point to first.</summary>
    public static IReadOnlyList<TableShape> All(Db db)
    {
        var left = db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (left.Count > 0)
        {
            var free = left.Where(table =>
                table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || ordered.Contains(key.PrincipalTable))
            );
            ordered.Add(free.FirstOrDefault() ?? throw new InvalidOperationException("Tables point to each other in a circle"));
            left.Remove(ordered[^1]);
        }
        return [.. ordered.Select(Of)];
    }

    private static TableShape Of(ITable table) =>
        new(
            table.Name,
            [.. table.Columns.Select(column => (column.Name, Plain(column.StoreTypeMapping), column.StoreTypeMapping.StoreTypeNameBase))]
        );

    private static Type Plain(RelationalTypeMapping mapping)
    {
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}

/// <summary>Rows by their columns, in bulk: one prepared statement on SQLite, binary COPY on PostgreSQL.</summary>
internal static class TableRows
{
    /// <summary>Inserts rows in the current transaction. A row's array may be used again once the next one is asked for.</summary>
    public static Task<long> Insert(this Db db, TableShape table, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Bulk rows are written inside a transaction");
        return db.IsSqlite ? Statement(db, table, rows, cancellationToken) : Copy(db, table, rows, cancellationToken);
    }

    /// <summary>The migrations that shape this database, without their time: that differs between the databases.</summary>
    public static IReadOnlyList<string> MigrationNames(this Db db) =>
        [.. db.Database.GetMigrations().Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..])];

#pragma warning disable EF1002, EF1003 // Names of tables and columns come from the model.
    /// <summary>Empties a table of every account.</summary>
    public static Task Clear(this Db db, TableShape table, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync($"DELETE FROM {table.Quoted}", cancellationToken);

    /// <summary>PostgreSQL does not see that rows brought their own numbers.</summary>
    public static async Task CatchUpSequences(this Db db, CancellationToken cancellationToken)
    {
        if (db.IsSqlite)
            return;
        foreach (var table in db.Model.GetRelationalModel().Tables)
        foreach (var column in table.Columns.Where(column => column.PropertyMappings.Any(mapping => IsCounted(mapping.Property))))
            await db.Database.ExecuteSqlRawAsync(
                $"""
                SELECT setval(pg_get_serial_sequence('"{table.Name}"', '{column.Name}'), COALESCE(MAX("{column.Name}"), 0) + 1, false)
                FROM "{table.Name}"
                """,
                cancellationToken
            );
    }
#pragma warning restore EF1002, EF1003

    private static bool IsCounted(IProperty property) => property.ClrType == typeof(int) && property.ValueGenerated == ValueGenerated.OnAdd;

    private static async Task<long> Statement(Db db, TableShape table, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var places = string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"));
        command.CommandText = $"INSERT INTO {table.Quoted} ({table.ColumnList}) VALUES ({places})";
        var parameters = table.Columns.Select((_, i) => Parameter(command, i)).ToArray();
        var search = SearchBulk.Begin(db, table.Name);
        var count = 0L;
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = row[i] ?? DBNull.Value;
            // SQLite has no other way than waiting: the asynchronous one would only cost.
            command.ExecuteNonQuery();
            if (++count % 1_000 == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }
        search?.End(cancellationToken);
        return count;
    }

    private static DbParameter Parameter(DbCommand command, int place)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{place}";
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static async Task<long> Copy(Db db, TableShape table, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Quoted} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        var count = 0L;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            for (var i = 0; i < table.Columns.Count; i++)
                if (row[i] is { } value)
                    await copy.WriteAsync(value, table.Columns[i].StoreType, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            count++;
        }
        await copy.CompleteAsync(cancellationToken);
        return count;
    }
}
