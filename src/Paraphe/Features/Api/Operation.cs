using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Api;

/// <summary>Of an operation: there may be no such thing (404).</summary>
internal sealed record MayBeMissing;

/// <summary>Of an operation: what it gives has a version, told as ETag; a change may name the one it was made from in If-Match.</summary>
internal sealed record HasVersion;

/// <summary>Of an operation: the bytes of a file are the body.</summary>
internal sealed record TakesFile;

/// <summary>Of an operation: the bytes of a file are the answer.</summary>
internal sealed record GivesFileOf(string Type);

/// <summary>Says of a route what it needs, what it takes and what it answers; the OpenAPI document is made of it.</summary>
internal static class Operation
{
    /// <param name="summary">A line; what more there is to say is the description.</param>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string scope, string summary, string description = "") =>
        route.WithMetadata(new NeedsScope(scope)).WithSummary(summary).WithDescription($"{description} Needs the scope `{scope}`.".Trim());

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : class =>
        // Any type reaches the operation, which says in words that it wants JSON.
        route.Accepts<T>("application/json", "*/*");

    public static RouteHandlerBuilder TakesBytes(this RouteHandlerBuilder route) => route.WithMetadata(new TakesFile());

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = 200) =>
        route.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.Produces(204);

    public static RouteHandlerBuilder GivesFile(this RouteHandlerBuilder route, string type) =>
        route.Produces(200).WithMetadata(new GivesFileOf(type));

    public static RouteHandlerBuilder Finds(this RouteHandlerBuilder route) => route.WithMetadata(new MayBeMissing());

    public static RouteHandlerBuilder Versioned(this RouteHandlerBuilder route) => route.WithMetadata(new MayBeMissing(), new HasVersion());

    /// <summary>The change is refused when the reader saw another version than the one there is.</summary>
    /// <exception cref="ProblemException">412.</exception>
    public static void EnsureMatch(this HttpContext http, Aggregate row)
    {
        var asked = http.Request.Headers.IfMatch.ToString();
        if (asked.Length > 0 && asked != "*" && asked.Trim('"') != row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw new ProblemException(Problem.Of(412, "Precondition failed", "It was changed since you read it."));
    }

    /// <summary>Rows of a page: 1 to 200.</summary>
    public static int Size(int? limit) =>
        limit is null or (>= 1 and <= 200) ? limit ?? 50 : throw ProblemException.Query("limit", "1 to 200.");

    /// <summary>A day that calendars can reckon with.</summary>
    public static void EnsureDay(string parameter, DateOnly? day)
    {
        if (day is { Year: < Days.First or > Days.Last })
            throw ProblemException.Query(parameter, "There is no such day.");
    }

    /// <summary>A page of rows of which one more was read than is shown.</summary>
    public static Answer PageOf<TRow, T>(HttpContext http, List<TRow> found, int size, Func<TRow, T> show, Func<TRow, Guid> id) =>
        Answer.Page<T>([.. found.Take(size).Select(show)], found.Count > size ? NextOf(http, id(found[size - 1])) : null);

    /// <summary>This address with another place to start after.</summary>
    public static string NextOf(HttpContext http, Guid after)
    {
        var query = http
            .Request.Query.Where(pair => pair.Key != "after")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("after", (string?)after.ToString()));
        return http.Request.Path + QueryString.Create(query);
    }

    public static Task<Account> Account(this Db db, CancellationToken stop) => AccountAtWork(db, stop);

    // Asked by most operations: prepared once.
    private static readonly Func<Db, CancellationToken, Task<Account>> AccountAtWork = EF.CompileAsyncQuery(
        (Db db, CancellationToken stop) => db.Accounts.AsNoTracking().Single()
    );

    public static async Task<DateOnly> Today(this Db db, CancellationToken stop) => (await db.Account(stop)).Today(db.Now);
}
