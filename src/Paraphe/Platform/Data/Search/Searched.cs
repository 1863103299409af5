using System.Linq.Expressions;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;

namespace Paraphe.Platform.Data.Search;

/// <summary>The nouns that are searched, and the text of theirs that the migration <c>Search</c> indexes under the name of their table.</summary>
internal static class Searched
{
    private static readonly Dictionary<Type, (string Table, LambdaExpression Text)> All = new()
    {
        [typeof(Customer)] = ("Customers", (Customer row) => " " + row.SearchText),
        [typeof(Quote)] = ("Quotes", (Quote row) => " " + row.SearchText + " " + row.CustomerText),
        [typeof(Invoice)] = ("Invoices", (Invoice row) => " " + row.SearchText + " " + row.CustomerText),
        [typeof(Request)] = ("Requests", (Request row) => " " + row.SearchText),
    };

    public static string TableOf<T>() => All[typeof(T)].Table;

    /// <summary>The condition itself, for when the index is of no help.</summary>
    public static Expression<Func<T, bool>> Holds<T>(SearchTerms terms)
    {
        var text = All[typeof(T)].Text;
        var any = terms
            .Alternatives.Select(pieces => pieces.Select(piece => Contains(text.Body, piece)).Aggregate(Expression.AndAlso))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<T, bool>>(any, text.Parameters);
    }

    private static Expression Contains(Expression text, SearchPiece piece)
    {
        // A member of an object, as a closure has it: the database sees a parameter. A place in the text, not LIKE: PostgreSQL would guess how few
        // rows are like that and look at all of them, when the list's own order comes upon enough of them soon.
        var wanted = new { Text = piece.BeginsWord ? " " + piece.Text : piece.Text };
        var place = Expression.Call(
            text,
            typeof(string).GetMethod(nameof(string.IndexOf), [typeof(string)])!,
            Expression.Property(Expression.Constant(wanted), nameof(wanted.Text))
        );
        return Expression.GreaterThanOrEqual(place, Expression.Constant(0));
    }
}
