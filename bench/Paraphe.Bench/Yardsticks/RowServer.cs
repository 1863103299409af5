using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Paraphe.Bench.Yardsticks;

/// <summary>One row of SQLite by its key, over connections and commands that are kept, and the bytes of the portal's page.</summary>
public static class RowServer
{
    private static readonly ConcurrentBag<SqliteCommand> Idle = [];

    /// <param name="database">Made by <see cref="Make"/>.</param>
    /// <param name="page">File with the bytes to answer.</param>
    public static async Task Run(string addressSetting, string database, string page)
    {
        var bytes = await File.ReadAllBytesAsync(page);
        await using var app = PlainServer.Bare(addressSetting);
        app.MapGet("/", http => http.Response.WriteAsync("Hello"));
        app.MapGet(
            "/q/{token}",
            async http =>
            {
                if (!await Reads((string)http.Request.RouteValues["token"]!, database))
                {
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
                }
                http.Response.ContentType = "text/html; charset=utf-8";
                http.Response.ContentLength = bytes.Length;
                await http.Response.Body.WriteAsync(bytes);
            }
        );
        await app.RunAsync();
    }

    public static async Task Make(string database, string token, int rows)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var make = connection.CreateCommand();
        make.CommandText =
            "PRAGMA journal_mode = WAL; CREATE TABLE Links (TokenHash BLOB PRIMARY KEY, Version INTEGER, Zone TEXT, Revoked INTEGER)";
        await make.ExecuteNonQueryAsync();
        await using var all = (SqliteTransaction)await connection.BeginTransactionAsync();
        for (var row = 0; row < rows; row++)
        {
            await using var add = connection.CreateCommand();
            add.Transaction = all;
            add.CommandText = "INSERT INTO Links VALUES (@hash, 3, 'Europe/Paris', 0)";
            add.Parameters.AddWithValue("@hash", Hash(row == 0 ? token : $"{token}{row}"));
            await add.ExecuteNonQueryAsync();
        }
        await all.CommitAsync();
    }

    private static async Task<bool> Reads(string token, string database)
    {
        if (!Idle.TryTake(out var command))
            command = Prepare(database);
        command.Parameters[0].Value = Hash(token);
        await using (var reader = await command.ExecuteReaderAsync())
            if (!await reader.ReadAsync() || reader.GetInt32(0) != 3 || reader.GetString(1).Length == 0 || reader.GetBoolean(2))
                return false;
        Idle.Add(command);
        return true;
    }

    private static SqliteCommand Prepare(string database)
    {
        var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = "SELECT Version, Zone, Revoked FROM Links WHERE TokenHash = @hash";
        command.Parameters.Add("@hash", SqliteType.Blob);
        command.Prepare();
        return command;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
