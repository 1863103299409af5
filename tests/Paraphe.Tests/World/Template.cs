using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Paraphe.Features;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Tests;

/// <summary>A database of each kind with all tables and no row, migrated once for the whole run: each world begins with a copy.</summary>
internal static class Template
{
    private static readonly Lazy<string> File = new(MakeFile);
    private static readonly Lazy<string> Postgres = new(MakePostgres);

    /// <summary>Connection string of the test server; null tests SQLite.</summary>
    public static string? Server => Environment.GetEnvironmentVariable("PARAPHE_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    public static string Named(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 40 }.ToString();

    /// <param name="database">To be made on the server; null makes the file in the folder.</param>
    public static void Fill(string folder, string? database, bool empty)
    {
        if (database is not null)
            Execute($"""CREATE DATABASE "{database}" {(empty ? "" : $"TEMPLATE \"{Postgres.Value}\"")}""");
        else if (!empty)
            System.IO.File.Copy(File.Value, Path.Combine(folder, "paraphe.db"));
    }

    public static void Drop(string database)
    {
        using (var pool = new NpgsqlConnection(Named(database)))
            NpgsqlConnection.ClearPool(pool);
        Execute($"""DROP DATABASE IF EXISTS "{database}" WITH (FORCE)""");
    }

    private static string MakeFile()
    {
        var folder = Directory.CreateTempSubdirectory("paraphe-template").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Migrate(folder, "");
        // Closed, the write-ahead log is part of the file again.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return Path.Combine(folder, "paraphe.db");
    }

    private static string MakePostgres()
    {
        var name = $"paraphe_template_{Guid.NewGuid():N}";
        Execute($"""CREATE DATABASE "{name}" """);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(name);
        var folder = Directory.CreateTempSubdirectory("paraphe-template");
        Migrate(folder.FullName, Named(name));
        folder.Delete(recursive: true);
        using var pool = new NpgsqlConnection(Named(name));
        NpgsqlConnection.ClearPool(pool);
        return name;
    }

    private static void Migrate(string folder, string database)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["PARAPHE_DATA"] = folder, ["PARAPHE_DATABASE"] = database }
            )
            .Build();
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddParapheData(configuration, Settings.From(configuration), Reactions.React)
            // Identity sizes its keys by options.
            .AddParapheSignIn()
            .BuildServiceProvider();
        Migrating.Migrate(services).GetAwaiter().GetResult();
    }

    private static void Execute(string statement)
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }
}
