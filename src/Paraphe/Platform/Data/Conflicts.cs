using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Paraphe.Platform.Data;

public static class Conflicts
{
    private const int Most = 6;

    // SQLITE_BUSY, and SQLITE_CONSTRAINT_UNIQUE and _PRIMARYKEY by their extended codes.
    private const int SqliteBusy = 5;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    /// <summary>A row of the same unique key is there already.</summary>
    public static bool IsTaken(this DbException refused) =>
        refused
            is SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public static bool IsTaken(this DbUpdateException failed) => failed.InnerException is DbException refused && refused.IsTaken();

    /// <summary>Somebody else wrote the same row, or one with the same key, at the same moment; anything else is our mistake.</summary>
    public static bool IsClash(this DbUpdateException failed) =>
        failed is DbUpdateConcurrencyException
        || failed.InnerException switch
        {
            SqliteException { SqliteErrorCode: SqliteBusy } => true,
            PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
            DbException refused => refused.IsTaken(),
            _ => false,
        };

    /// <summary>
    /// Reads, changes and saves, again from the start when somebody else wrote the same rows first: for what follows by itself, where no member
    /// has to be asked. Whatever was tracked before is forgotten.
    /// </summary>
    /// <param name="work">Reads what it changes, and saves. May run several times.</param>
    /// <exception cref="DbUpdateException">Still so after several tries.</exception>
    public static async Task Afresh(this Db db, Func<Task> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                await work();
                return;
            }
            catch (DbUpdateException) when (attempt < Most)
            {
                // A newer version, or an event of the same number: the quote moved on meanwhile.
                await Task.Delay(Random.Shared.Next(5, 25) * attempt);
            }
        }
    }
}
