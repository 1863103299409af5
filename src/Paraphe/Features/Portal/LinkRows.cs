using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Paraphe.Platform;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>How a link stands: everything that a change of its page shows in.</summary>
public sealed record LinkRow(int Quote, int Account, string TimeZone, bool Revoked, long Wishes);

/// <summary>
/// The one read of a customer's look, kept prepared on connections of its own: a context and its pragmas would cost ten times the query.
/// </summary>
public sealed class LinkRows(Settings settings) : IDisposable
{
    private const string Query = """
        SELECT q."Version", a."Version", a."TimeZone", d."RevokedAt" IS NOT NULL,
            (SELECT CAST(COALESCE(SUM(c."Version" + 1), 0) AS bigint) FROM "ChangeRequests" c WHERE c."QuoteId" = q."Id")
        FROM "Deliveries" d JOIN "Quotes" q ON q."Id" = d."QuoteId" JOIN "Accounts" a ON a."Id" = d."AccountId"
        WHERE d."TokenHash" = @hash
        """;

    private readonly ConcurrentBag<DbCommand> idle = [];

    public async Task<LinkRow?> Find(byte[] tokenHash, CancellationToken stop)
    {
        if (!idle.TryTake(out var command))
            command = await Prepare(stop);
        try
        {
            command.Parameters[0].Value = tokenHash;
            LinkRow? row = null;
            await using (var reader = await command.ExecuteReaderAsync(stop))
                if (await reader.ReadAsync(stop))
                    row = new LinkRow(
                        reader.GetInt32(0),
                        reader.GetInt32(1),
                        reader.GetString(2),
                        reader.GetBoolean(3),
                        reader.GetInt64(4)
                    );
            idle.Add(command);
            return row;
        }
        catch
        {
            // The connection may be broken: the next look opens another.
            Close(command);
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var command))
            Close(command);
    }

    private async Task<DbCommand> Prepare(CancellationToken stop)
    {
        DbConnection connection = settings.IsPostgres
            ? new NpgsqlConnection(settings.Database)
            : new SqliteConnection(DataSetup.SqliteConnectionString(settings));
        await connection.OpenAsync(stop);
        var command = connection.CreateCommand();
        command.CommandText = Query;
        var hash = command.CreateParameter();
        (hash.ParameterName, hash.DbType) = ("@hash", System.Data.DbType.Binary);
        command.Parameters.Add(hash);
        await command.PrepareAsync(stop);
        return command;
    }

    private static void Close(DbCommand command)
    {
        command.Connection?.Dispose();
        command.Dispose();
    }
}
