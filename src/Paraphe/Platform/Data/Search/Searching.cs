using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Paraphe.Domain;

namespace Paraphe.Platform.Data.Search;

/// <summary>
/// Search in every field, quick however many rows there are (CU 5, QU 1). The index is asked first. When it knows a moderate number of rows,
/// these are read and sorted. When it knows more, they are everywhere: then a list that is read in its own order comes upon them soon.
/// </summary>
public static class Searching
{
    /// <summary>What is searched and sorted by reading all that was found.</summary>
    public const int Few = 2_000;

    // Where PostgreSQL expects as many, it need not find out whether they are more than few: building their list takes longer than all the rest.
    private const int Many = 20 * Few;

    /// <summary>The rows of the account at work that hold what was typed; all of them when nothing was. Filters, order and paging follow as on any query.</summary>
    public static async Task<IQueryable<T>> Matching<T>(this DbSet<T> rows, string? typed, CancellationToken stop = default)
        where T : Aggregate => (await rows.Search(typed, stop, counted: false)).Rows;

    /// <inheritdoc cref="Matching"/>
    /// <param name="counted">Whether, of very many, a part is wanted to count in.</param>
    public static async Task<Found<T>> Search<T>(this DbSet<T> rows, string? typed, CancellationToken stop = default, bool counted = true)
        where T : Aggregate
    {
        var terms = SearchTerms.Of(typed);
        if (terms.IsEmpty)
            return new(rows, null, IsSearch: false);
        var db = (Db)rows.GetService<ICurrentDbContext>().Context;
        var table = Searched.TableOf<T>();
        var ids = db.IsSqlite
            ? await SqliteSearch.Ids(db, table, terms, Few + 1, stop)
            : await PostgresSearch.Ids(db, table, terms, Few + 1, counted ? null : Many, stop);
        var some = db.IsSqlite ? SqliteSearch.Rows(rows, table, ids ?? []) : PostgresSearch.Rows(rows, table, ids ?? []);
        return ids?.Count <= Few ? new(some, null, IsSearch: true) : new(rows.Where(Searched.Holds<T>(terms)), some, IsSearch: true);
    }
}

/// <summary>What a search found.</summary>
/// <param name="Some">When very many match: a part of them, to count in.</param>
/// <param name="IsSearch">False when nothing was typed, and the rows are all there are.</param>
public sealed record Found<T>(IQueryable<T> Rows, IQueryable<T>? Some, bool IsSearch);
