using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Paraphe.Platform.Web;

namespace Paraphe.Bench;

/// <summary>One installation: a data folder, perhaps a PostgreSQL database, an account with seeded quotes.</summary>
public sealed class Place(Room room, string name, string database)
{
    public const string Email = "owner@bench.example";
    public const string Password = "a long password for measuring";

    private const string MailDomain = "bench.example";

    private string Data => Path.Combine(room.Folder, name);

    /// <summary>The settings of the program here.</summary>
    public Dictionary<string, string> Settings =>
        new(StringComparer.Ordinal)
        {
            ["PARAPHE_DATA"] = Data,
            ["PARAPHE_DATABASE"] = database,
            ["PARAPHE_LIMITS"] = "off",
            ["PARAPHE_MAIL_DOMAIN"] = MailDomain,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_CONTENTROOT"] = room.App,
        };

    public static async Task<Place> OnPostgres(Room room, string name, string server)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        await command.ExecuteNonQueryAsync();
        return new Place(room, name, new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString());
    }

    /// <param name="oneCore">The program gets one core; who measures has the others.</param>
    public Task<Server> Start(bool oneCore = false)
    {
        var program = Path.Combine(room.App, "paraphe.dll");
        return oneCore
            ? Server.Start("taskset", ["-c", "0", "dotnet", program], Settings, "PARAPHE_HTTP", "/sign-in")
            : Server.Start("dotnet", [program], Settings, "PARAPHE_HTTP", "/sign-in");
    }

    /// <summary>Runs a command of the program.</summary>
    /// <returns>What it printed: lines <c>name value</c>.</returns>
    public Task<Dictionary<string, string>> Command(params string[] words) =>
        Server.Command("dotnet", [Path.Combine(room.App, "paraphe.dll"), .. words], Settings);

    public async Task Fill(int quotes)
    {
        await AddAccount();
        await Seed(quotes);
    }

    public async Task FillCustomers(int customers, int contracts = 0)
    {
        await AddAccount();
        await Command("seed", "--customers", Text(customers), "--quotes", "0", "--contracts", Text(contracts));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public Task AddAccount() => Command("account", "add", "--name", "Bench", "--owner", Email, "--password", Password, "--language", "fr");

    /// <summary>Where the account receives requests.</summary>
    public async Task<string> RequestAddress() => await One<string>("SELECT \"RequestName\" FROM \"Accounts\"") + "@" + MailDomain;

    /// <summary>Waits until every mail that was taken has become what it is.</summary>
    public async Task AllRead()
    {
        while (await One<int>("SELECT COUNT(*) FROM \"InboundMails\" WHERE \"ReadAt\" IS NULL") > 0)
            await Task.Delay(50);
    }

    /// <returns>Quotes a second, as the program says.</returns>
    public async Task<double> Seed(int quotes)
    {
        var customers = Math.Clamp(quotes / 5, 200, 20_000).ToString(CultureInfo.InvariantCulture);
        var said = await Command("seed", "--customers", customers, "--quotes", quotes.ToString(CultureInfo.InvariantCulture));
        return double.Parse(said["quotes-per-second"], CultureInfo.InvariantCulture);
    }

    public async Task<DbConnection> Open()
    {
        DbConnection connection =
            database.Length > 0
                ? new NpgsqlConnection(database)
                : new SqliteConnection($"Data Source={Path.Combine(Data, "paraphe.db")};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Gives open quotes links whose tokens we know: nobody knows those of seeded ones.</summary>
    /// <returns>Paths of the links.</returns>
    public async Task<IReadOnlyList<string>> Links(int count)
    {
        await using var connection = await Open();
        var ids = new List<object>();
        await using (var open = connection.CreateCommand())
        {
            open.CommandText = """
                SELECT d."Id" FROM "Deliveries" d JOIN "Quotes" q ON q."Id" = d."QuoteId"
                WHERE q."Standing" = 'Open' AND q."Kind" = 'Offer' AND d."Role" = 'Signer' AND d."RevokedAt" IS NULL
                    AND d."RevisionId" = q."CurrentRevisionId" AND q."ValidUntil" > @day
                ORDER BY q."CreatedAt" DESC, d."Id" LIMIT @count
                """;
            Add(open, "@day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1));
            Add(open, "@count", count);
            await using var reader = await open.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                ids.Add(reader.GetValue(0));
        }
        var tokens = ids.ConvertAll(_ => Tokens.New());
        await using var all = await connection.BeginTransactionAsync();
        for (var i = 0; i < ids.Count; i++)
        {
            await using var write = connection.CreateCommand();
            write.Transaction = all;
            write.CommandText = "UPDATE \"Deliveries\" SET \"TokenHash\" = @hash WHERE \"Id\" = @id";
            Add(write, "@hash", Tokens.Hash(tokens[i]));
            Add(write, "@id", ids[i]);
            await write.ExecuteNonQueryAsync();
        }
        await all.CommitAsync();
        return tokens.Count == count
            ? tokens.ConvertAll(token => "/q/" + token)
            : throw new InvalidOperationException($"{name}: {tokens.Count} open quotes, {count} wanted");
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T> One<T>(string sql)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync())!, typeof(T), CultureInfo.InvariantCulture);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
