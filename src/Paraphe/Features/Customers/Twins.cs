using System.Linq.Expressions;
using Paraphe.Domain;
using Paraphe.Domain.Customers;

namespace Paraphe.Features.Customers;

/// <summary>Entries that may be one and the same: an e-mail, a telephone, a number or the whole name in common (CU 12).</summary>
public static class Twins
{
    private const int ShortestName = 3;

    public static IQueryable<Customer> Like(this IQueryable<Customer> customers, Customer of) => customers.Like(of.Details);

    public static IQueryable<Customer> Like(this IQueryable<Customer> customers, CustomerDetails of)
    {
        var (email, phone) = (CustomerKeys.OfEmail(of.Email), CustomerKeys.OfPhone(of.Phone));
        var (vat, number) = (CustomerKeys.Bare(of.VatNumber), CustomerKeys.Bare(of.CompanyNumber));
        var name = SearchText.Fold(of.Name);
        var likes = new List<Expression<Func<Customer, bool>>>();
        if (email.Length > 0)
            likes.Add(c => c.EmailKey == email);
        if (phone.Length > 0)
            likes.Add(c => c.PhoneKey == phone);
        if (vat.Length > 0)
            likes.Add(c => c.VatKey == vat);
        if (number.Length > 0)
            likes.Add(c => c.NumberKey == number);
        if (name.Length >= ShortestName)
            likes.Add(c => c.SortName == name);
        return likes.Count == 0 ? customers.Where(_ => false) : customers.Where(likes.Aggregate(Either));
    }

    private static Expression<Func<Customer, bool>> Either(Expression<Func<Customer, bool>> one, Expression<Func<Customer, bool>> other) =>
        Expression.Lambda<Func<Customer, bool>>(
            Expression.OrElse(one.Body, new OneParameter(other.Parameters[0], one.Parameters[0]).Visit(other.Body)),
            one.Parameters
        );

    private sealed class OneParameter(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
