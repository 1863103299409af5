using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Paraphe.Platform.Data.Migrations.Sqlite;

/// <summary>
/// Written by hand. The texts that are searched stand once more beside their tables, under a number of their own: rowids of tables without one
/// change with VACUUM. Triggers keep the texts, and the index of trigrams over them.
/// </summary>
[DbContext(typeof(SqliteDb))]
[Migration("20260101000001_Search")]
public sealed class Search : Migration
{
    private static readonly (string Table, string[] Columns)[] Searched =
    [
        ("Customers", ["SearchText"]),
        ("Quotes", ["SearchText", "CustomerText"]),
        ("Requests", ["SearchText"]),
        ("Invoices", ["SearchText", "CustomerText"]),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // While it holds a row, within a transaction, many rows are on their way in: see SearchBulk.
        migrationBuilder.Sql("""CREATE TABLE "SearchPaused" ("Since" INTEGER NOT NULL);""");
        foreach (var (table, columns) in Searched)
        {
            var (search, index) = ($"\"{table}Search\"", $"\"{table}SearchIndex\"");
            var text = string.Concat(columns.Select(column => $" || ' ' || {{0}}.\"{column}\"")).Remove(0, 4);
            string TextOf(string row) => text.Replace("{0}", row, StringComparison.Ordinal);
            // A space before each word and one more: a single letter at the beginning of a word makes a trigram.
            string Spaced(string row) => $"replace({row}.\"Text\", ' ', '  ')";
            migrationBuilder.Sql(
                $"""
                CREATE TABLE {search} ("Row" INTEGER PRIMARY KEY, "Id" TEXT NOT NULL UNIQUE, "AccountId" TEXT NOT NULL, "Text" TEXT NOT NULL);
                CREATE VIRTUAL TABLE {index} USING fts5("Text", content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);
                CREATE TRIGGER "{table}Search_add" AFTER INSERT ON {search} WHEN NOT EXISTS (SELECT 1 FROM "SearchPaused") BEGIN
                    INSERT INTO {index} (rowid, "Text") VALUES (new."Row", {Spaced("new")});
                END;
                CREATE TRIGGER "{table}Search_change" AFTER UPDATE OF "Text" ON {search} BEGIN
                    INSERT INTO {index} ({index}, rowid, "Text") VALUES ('delete', old."Row", {Spaced("old")});
                    INSERT INTO {index} (rowid, "Text") VALUES (new."Row", {Spaced("new")});
                END;
                CREATE TRIGGER "{table}Search_remove" AFTER DELETE ON {search} BEGIN
                    INSERT INTO {index} ({index}, rowid, "Text") VALUES ('delete', old."Row", {Spaced("old")});
                END;
                CREATE TRIGGER "{table}_add" AFTER INSERT ON "{table}" BEGIN
                    INSERT INTO {search} ("Id", "AccountId", "Text") VALUES (new."Id", new."AccountId", {TextOf("new")});
                END;
                CREATE TRIGGER "{table}_change" AFTER UPDATE OF {string.Join(", ", columns.Select(column => $"\"{column}\""))} ON "{table}" BEGIN
                    UPDATE {search} SET "Text" = {TextOf("new")} WHERE "Id" = new."Id" AND "Text" <> {TextOf("new")};
                END;
                CREATE TRIGGER "{table}_remove" AFTER DELETE ON "{table}" BEGIN
                    DELETE FROM {search} WHERE "Id" = old."Id";
                END;
                INSERT INTO {search} ("Id", "AccountId", "Text") SELECT "Id", "AccountId", {TextOf("t")} FROM "{table}" t;
                """
            );
        }
    }
}
