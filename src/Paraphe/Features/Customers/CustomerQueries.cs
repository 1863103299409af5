using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

public static class CustomerQueries
{
    /// <summary>Every word, anywhere in any field; one or two characters only where a word begins; phone digits however typed (CU 5).</summary>
    public static IQueryable<Customer> Matching(this IQueryable<Customer> customers, string? search)
    {
        var folded = SearchText.Fold(search);
        var digits = PhoneDigits.Tail(search);
        if (digits.Length >= 3 && !folded.Any(char.IsLetter))
            return customers.Where(c => c.SearchText.Contains(folded) || c.SearchText.Contains(digits));
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            customers = customers.Where(Holds(word));
        return customers;
    }

    /// <summary>A page of the list from A to Z, after a customer already seen.</summary>
    public static IQueryable<Customer> AfterName(this IQueryable<Customer> customers, string sortName, Guid id) =>
        customers.Where(c => string.Compare(c.SortName, sortName) > 0 || (c.SortName == sortName && c.Id.CompareTo(id) > 0));

    /// <inheritdoc cref="AfterName"/>
    public static IQueryable<Customer> BeforeName(this IQueryable<Customer> customers, string sortName, Guid id) =>
        customers.Where(c => string.Compare(c.SortName, sortName) < 0 || (c.SortName == sortName && c.Id.CompareTo(id) < 0));

    public static IQueryable<Customer> Prospects(this IQueryable<Customer> customers) => customers.Where(c => c.CustomerSince == null);

    public static IQueryable<Customer> Won(this IQueryable<Customer> customers) => customers.Where(c => c.CustomerSince != null);

    /// <summary>The customer with everything of his, to be changed.</summary>
    public static Task<Customer?> Whole(this DbSet<Customer> customers, Guid id) =>
        customers.Include(c => c.Contacts).Include(c => c.Properties).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == id);

    /// <summary>CU 1: the Owner, and the Managers he granted it to.</summary>
    public static async Task<bool> MayManageCustomers(this Db db, Me me) =>
        me.Role.May(Permission.ManageCustomers)
        || (
            me.Role == Role.Manager
            && me.Role.May(
                Permission.ManageCustomers,
                (await db.Accounts.AsNoTracking().Select(account => account.Settings).SingleAsync()).ManagersManageCustomers
            )
        );

    /// <summary>The account's country: what a new address starts with.</summary>
    public static async Task<string> OwnCountry(this Db db) =>
        (await db.Accounts.AsNoTracking().Select(account => account.Profile).SingleAsync()).Address.Country;

    private static Expression<Func<Customer, bool>> Holds(string word)
    {
        if (word.Length <= 2)
        {
            var inner = " " + word;
            return c => c.SearchText.StartsWith(word) || c.SearchText.Contains(inner);
        }
        return c => c.SearchText.Contains(word);
    }
}
