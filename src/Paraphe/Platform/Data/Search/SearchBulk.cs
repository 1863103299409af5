using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Paraphe.Platform.Data.Search;

/// <summary>
/// Many rows of a searched table at once, on SQLite. Its index is kept by a trigger, and a statement with triggers is a savepoint, at which FTS5
/// writes out all that it holds: that takes 350 µs a row. Here the trigger pauses, and the index is filled statement by statement afterwards: 10 µs.
/// </summary>
internal sealed class SearchBulk
{
    private const int Piece = 1_000;

    private readonly Db db;
    private readonly string table;
    private readonly long last;

    private SearchBulk(Db db, string table, long last) => (this.db, this.table, this.last) = (db, table, last);

    /// <summary>Inside the transaction of the rows: rolling it back ends the pause as well.</summary>
    /// <returns>Null of a table that is not searched.</returns>
    public static SearchBulk? Begin(Db db, string table)
    {
        if (Number(db, $"SELECT COUNT(*) FROM sqlite_master WHERE name = '{table}SearchIndex'") == 0)
            return null;
        var before = Number(db, $"""SELECT COALESCE(MAX("Row"), 0) FROM "{table}Search" """);
        Number(db, """INSERT INTO "SearchPaused" VALUES (1); SELECT 1""");
        return new SearchBulk(db, table, before);
    }

    /// <summary>Fills the index with what came in, and lets the trigger go on.</summary>
    public void End(CancellationToken stop)
    {
        Number(db, """DELETE FROM "SearchPaused"; SELECT 1""");
        using var read = Command(
            db,
            $"""SELECT "Row", replace("Text", ' ', '  ') FROM "{table}Search" WHERE "Row" > @row ORDER BY "Row" LIMIT {Piece}"""
        );
        using var write = Command(db, $"""INSERT INTO "{table}SearchIndex" (rowid, "Text") VALUES (@row, @text)""");
        var (from, row, text) = (Parameter(read, "@row"), Parameter(write, "@row"), Parameter(write, "@text"));
        for (var seen = last; ; )
        {
            stop.ThrowIfCancellationRequested();
            from.Value = seen;
            var some = new List<(long Row, string Text)>(Piece);
            using (var rows = read.ExecuteReader())
                while (rows.Read())
                    some.Add((rows.GetInt64(0), rows.GetString(1)));
            foreach (var one in some)
            {
                (row.Value, text.Value) = one;
                write.ExecuteNonQuery();
            }
            if (some.Count < Piece)
                return;
            seen = some[^1].Row;
        }
    }

    private static long Number(Db db, string statement)
    {
        using var command = Command(db, statement);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

#pragma warning disable CA2100 // Names of tables come from the model.
    private static DbCommand Command(Db db, string statement)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = statement;
        return command;
    }
#pragma warning restore CA2100

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
