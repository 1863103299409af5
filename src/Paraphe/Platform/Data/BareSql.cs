using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Paraphe.Platform.Data;

/// <summary>
/// Reads beside EF Core, for what the first page asks: making EF Core's model of the tables takes longer than the whole of that page may.
/// </summary>
public sealed class BareSql(Settings settings)
{
    /// <returns>The first column of each row.</returns>
    /// <exception cref="DbException">As the database says.</exception>
    public async Task<IReadOnlyList<string>> Read(string query, CancellationToken cancellationToken = default)
    {
        await using var connection = Connection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this assembly.
        command.CommandText = query;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
            values.Add(rows.GetValue(0).ToString()!);
        return values;
    }

    private DbConnection Connection() =>
        settings.IsPostgres ? new NpgsqlConnection(settings.Database) : new SqliteConnection(DataSetup.SqliteConnectionString(settings));
}
