using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;

namespace Paraphe.Platform.Data.Search;

/// <summary>pg_trgm, asked through a function of the migration that lets the planner take no other way than the index.</summary>
internal static class PostgresSearch
{
    /// <param name="many">How many, by the statistics, are not looked for at all; null looks for any.</param>
    /// <returns>Null of so many.</returns>
    public static async Task<List<Guid>?> Ids(Db db, string table, SearchTerms terms, int most, int? many, CancellationToken stop)
    {
        var wanted = JsonSerializer.Serialize(terms.Alternatives.Select(pieces => pieces.Select(Pattern)));
        var found = await db
            .Database.SqlQuery<Guid?>(
                $"""SELECT found AS "Value" FROM search_ids({table}, {db.AccountId}, {wanted}, {most}, {many}) AS found"""
            )
            .ToListAsync(stop);
        return found is [null] ? null : found.ConvertAll(id => id!.Value);
    }

#pragma warning disable EF1002 // The table's name is ours.
    public static IQueryable<T> Rows<T>(DbSet<T> rows, string table, List<Guid> ids)
        where T : class => rows.FromSqlRaw($$"""SELECT * FROM "{{table}}" WHERE "Id" = ANY ({0})""", ids.ToArray());
#pragma warning restore EF1002

    private static string Pattern(SearchPiece piece)
    {
        var plain = piece
            .Text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return piece.BeginsWord ? $"% {plain}%" : $"%{plain}%";
    }
}
