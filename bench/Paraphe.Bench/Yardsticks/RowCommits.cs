using Microsoft.Data.Sqlite;

namespace Paraphe.Bench.Yardsticks;

/// <summary>What this disk asks for one durable commit of one row (WAL, synchronous FULL).</summary>
public static class RowCommits
{
    public static async Task<List<double>> Measure(string database, int times)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE Acts (Id INTEGER PRIMARY KEY, Words TEXT)";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "INSERT INTO Acts (Words) VALUES (hex(randomblob(500)))";
        return await Figures.Repeat(times, _ => command.ExecuteNonQueryAsync());
    }
}
