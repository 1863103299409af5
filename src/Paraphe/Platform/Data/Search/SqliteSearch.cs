using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;

namespace Paraphe.Platform.Data.Search;

/// <summary>
/// FTS5 with trigrams. For each searched table there are <c>…Search</c> with the text, and its index <c>…SearchIndex</c>; triggers of the migration
/// keep both. Spaces are doubled in the index, so that the beginning of a word is a trigram too.
/// </summary>
internal static class SqliteSearch
{
    // The index knows nothing of accounts: as many rows of others are looked at until ours are searched without it.
    private const int MostForeign = 20;

    /// <returns>Null when the rows of other accounts stand in the way.</returns>
#pragma warning disable EF1002 // Names of tables are ours; what was typed is a parameter.
    public static async Task<List<Guid>?> Ids(Db db, string table, SearchTerms terms, int most, CancellationToken stop)
    {
        var (index, values, rows) = ($"\"{table}SearchIndex\"", new List<object>(), new List<string>());
        foreach (var pieces in terms.Alternatives)
        {
            var match = Parameter(Match(pieces));
            // Trigrams stand in any place: the text itself is asked again.
            var again = pieces.Where(piece => !piece.BeginsWord).Select(piece => $" AND instr(s.\"Text\", {Parameter(piece.Text)}) > 0");
            rows.Add(
                $"""
                SELECT s."Id", s."AccountId" FROM {index} CROSS JOIN "{table}Search" s ON s."Row" = {index}.rowid
                WHERE {index} MATCH {match}{string.Concat(again)}
                """
            );
        }
        var looked = most * MostForeign;
        var hits = db.Database.SqlQueryRaw<Hit>(
            $"SELECT * FROM ({string.Join(" UNION ALL ", rows)}) LIMIT {Parameter(looked)}",
            [.. values]
        );
        var (found, seen) = (new HashSet<Guid>(), 0);
        await foreach (var hit in hits.AsAsyncEnumerable().WithCancellation(stop))
        {
            seen++;
            if (hit.AccountId == db.AccountId && found.Add(hit.Id) && found.Count == most)
                return [.. found];
        }
        return seen < looked ? [.. found] : null;

        string Parameter(object value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}");
        }
    }

    private sealed record Hit(Guid Id, Guid AccountId);

    // The join's order is fixed: who reads the list in its order would look at every row to find these.
    public static IQueryable<T> Rows<T>(DbSet<T> rows, string table, List<Guid> ids)
        where T : class =>
        rows.FromSqlRaw(
            $$"""SELECT q.* FROM json_each({0}) AS j CROSS JOIN "{{table}}" AS q ON q."Id" = j.value""",
            JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()))
        );
#pragma warning restore EF1002

    private static string Match(IReadOnlyList<SearchPiece> pieces) =>
        string.Join(
            " AND ",
            pieces
                .SelectMany(Trigrams)
                .Distinct(StringComparer.Ordinal)
                .Select(three => $"\"{three.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
        );

    private static IEnumerable<string> Trigrams(SearchPiece piece)
    {
        var runes = piece.Text.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        if (piece.BeginsWord)
            runes.InsertRange(0, runes.Count == 1 ? [" ", " "] : [" "]);
        for (var i = 0; i + 3 <= runes.Count; i++)
            yield return runes[i] + runes[i + 1] + runes[i + 2];
    }
}
