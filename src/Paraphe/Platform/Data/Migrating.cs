using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Paraphe.Platform.Data;

/// <summary>Brings the database to this version's shape; one node does it while the others wait.</summary>
public static class Migrating
{
    /// <summary>Value of the installation that names the build which last found the database in its shape.</summary>
    private const string Mark = "shape-of";

    private static readonly TimeSpan MostWait = TimeSpan.FromMinutes(10);

    /// <summary>Safe when several start at once: PostgreSQL has a lock held by a connection, SQLite a file beside it that frees itself with its process.</summary>
    /// <param name="patience">A PostgreSQL that does not answer is asked again for so long: it may be starting beside us.</param>
    /// <exception cref="DbException">It does not answer, or does not let us in.</exception>
    public static async Task Migrate(IServiceProvider services, TimeSpan patience = default)
    {
        var settings = services.GetRequiredService<Settings>();
        if (settings.IsPostgres)
            await Reach(settings.Database, patience, services.GetRequiredService<ILoggerFactory>());
        // Nobody else even looks meanwhile: the change to WAL breaks readers of an empty database.
        using var turn = settings.IsPostgres ? null : await Turn(settings.Data);
        // Asked without EF Core, whose model of the tables is most of a start: mostly there is nothing to do.
        var build = typeof(Migrating).Assembly.ManifestModule.ModuleVersionId.ToString();
        if (await ShapeOf(services.GetRequiredService<BareSql>()) == build)
            return;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await Migrate(settings, db);
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "ServerValues" ("Name", "Value") VALUES ({Mark}, {build}) ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value" """
        );
    }

    private static async Task Migrate(Settings settings, Db db)
    {
        if (await IsComplete(db))
            return;
        await using var queue = settings.IsPostgres ? await Queue(settings.Database) : null;
        if (queue is not null && await IsComplete(db))
            return;
        if (db.IsSqlite)
            await PrepareSqlite(db);
        await db.Database.MigrateAsync();
    }

    private static async Task Reach(string database, TimeSpan patience, ILoggerFactory logs)
    {
        for (var until = Environment.TickCount64 + (long)patience.TotalMilliseconds; ; )
            try
            {
                await using var connection = new NpgsqlConnection(database);
                await connection.OpenAsync();
                return;
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                // Migrating makes it.
                return;
            }
            catch (NpgsqlException away) when (away.IsTransient && Environment.TickCount64 < until)
            {
                // A wrong password is none of these: that is told at once.
                logs.CreateLogger(typeof(Migrating)).LogWarning("Waiting for the database: {Why}", away.Message);
                await Task.Delay(TimeSpan.FromSeconds(2));
            }
    }

    private static async Task<string?> ShapeOf(BareSql sql)
    {
        try
        {
            return (await sql.Read($"""SELECT "Value" FROM "ServerValues" WHERE "Name" = '{Mark}'""")).FirstOrDefault();
        }
        catch (DbException)
        {
            // No such table, or no database yet; whatever else it is, migrating says so.
            return null;
        }
    }

    private static async Task<bool> IsComplete(Db db)
    {
        try
        {
            var table = db.IsSqlite
                ? "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsHistory'"
                : "SELECT count(*)::int AS \"Value\" FROM pg_tables WHERE tablename = '__EFMigrationsHistory' AND schemaname = current_schema()";
            if ((await db.Database.SqlQueryRaw<int>(table).ToListAsync())[0] == 0)
                return false;
            var done = await db
                .Database.SqlQueryRaw<string>("SELECT \"MigrationId\" AS \"Value\" FROM \"__EFMigrationsHistory\"")
                .ToListAsync();
            return db.Database.GetMigrations().All(done.Contains);
        }
        catch (DbException)
        {
            // No database yet; whatever else it is, migrating says so.
            return false;
        }
    }

    // EF Core's own lock is let go between two migrations.
    private static async Task<NpgsqlConnection?> Queue(string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync();
            await using var wait = new NpgsqlCommand("SELECT pg_advisory_lock(hashtext('paraphe migrations'))", connection)
            {
                CommandTimeout = (int)MostWait.TotalSeconds,
            };
            await wait.ExecuteNonQueryAsync();
            return connection;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // No database yet: migrating makes it.
            await connection.DisposeAsync();
            return null;
        }
    }

    private static async Task PrepareSqlite(Db db)
    {
        // WAL for readers beside the writer; the file remembers it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        var tables = db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'");
        // A process that was killed while it migrated left this behind: ours is the only one now.
        if (await tables.AnyAsync())
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"");
    }

    private static async Task<FileStream> Turn(string folder)
    {
        Directory.CreateDirectory(folder);
        var place = Path.Combine(folder, "migrate.lock");
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
            try
            {
                return new FileStream(place, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < MostWait)
            {
                // Another process migrates.
                await Task.Delay(50);
            }
    }
}
