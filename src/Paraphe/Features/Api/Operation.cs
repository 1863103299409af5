using Paraphe.Domain;

namespace Paraphe.Features.Api;

/// <summary>Says of a route what it needs, what it takes and what it answers; the OpenAPI document is made of it.</summary>
internal static class Operation
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string scope, string summary)
    {
        route
            .WithMetadata(new NeedsScope(scope))
            .WithSummary(summary)
            .WithDescription($"Scope `{scope}`.")
            .Produces<Problem>(401, Problem.ContentType)
            .Produces<Problem>(403, Problem.ContentType)
            .Produces<Problem>(429, Problem.ContentType);
        return route;
    }

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : class =>
        // Any type reaches the operation, which says in words that it wants JSON.
        route
            .Accepts<T>("application/json", "*/*")
            .Produces<Problem>(400, Problem.ContentType)
            .Produces<Problem>(422, Problem.ContentType);

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = 200) =>
        route.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder Finds(this RouteHandlerBuilder route) => route.Produces<Problem>(404, Problem.ContentType);

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
        limit is null or (>= 1 and <= 200) ? limit ?? 50 : throw ProblemException.At("/limit", "1 to 200.");

    /// <summary>This address with another place to start after.</summary>
    public static string NextOf(HttpContext http, Guid after)
    {
        var query = http
            .Request.Query.Where(pair => pair.Key != "after")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("after", (string?)after.ToString()));
        return http.Request.Path + QueryString.Create(query);
    }
}
