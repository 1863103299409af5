using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

public static class CustomerQueries
{
    /// <summary>A page of the list from A to Z, after a customer already seen.</summary>
    public static IQueryable<Customer> AfterName(this IQueryable<Customer> customers, string sortName, Guid id) =>
        customers.Where(c => string.Compare(c.SortName, sortName) > 0 || (c.SortName == sortName && c.Id.CompareTo(id) > 0));

    /// <inheritdoc cref="AfterName"/>
    public static IQueryable<Customer> BeforeName(this IQueryable<Customer> customers, string sortName, Guid id) =>
        customers.Where(c => string.Compare(c.SortName, sortName) < 0 || (c.SortName == sortName && c.Id.CompareTo(id) < 0));

    /// <summary>Whose name begins so, in the order of the list; an index finds them among very many.</summary>
    /// <param name="folded">Of <see cref="Paraphe.Domain.SearchText.Fold"/>.</param>
    public static IQueryable<Customer> NamedLike(this IQueryable<Customer> customers, string folded)
    {
        var end = folded + char.MaxValue;
        return folded.Length == 0
            ? customers
            : customers.Where(c => string.Compare(c.SortName, folded) >= 0 && string.Compare(c.SortName, end) < 0);
    }

    /// <summary>The others. Written so that no index but the list's own order is of use.</summary>
    public static IQueryable<Customer> NotNamedLike(this IQueryable<Customer> customers, string folded) =>
        customers.Where(c => !c.SortName.StartsWith(folded));

    /// <summary>Those that hold what was typed: whose name begins so, then the others, each A to Z.</summary>
    /// <param name="of">Narrows them, or adds what is to come along.</param>
    public static async Task<List<Customer>> Nearest(
        this DbSet<Customer> customers,
        string? typed,
        int most,
        CancellationToken stop,
        Func<IQueryable<Customer>, IQueryable<Customer>>? of = null
    )
    {
        var (all, wanted) = ((await customers.Matching(typed, stop)).AsNoTracking(), Domain.SearchText.Fold(typed));
        var rows = (of is null ? all : of(all)).OrderBy(c => c.SortName).ThenBy(c => c.Id);
        // One question after the other: of very many, the list's own order comes upon either soon, and nothing upon both at once.
        var found = await rows.NamedLike(wanted).Take(most).ToListAsync(stop);
        if (found.Count < most && wanted.Length > 0)
            found.AddRange(await rows.NotNamedLike(wanted).Take(most - found.Count).ToListAsync(stop));
        return found;
    }

    public static IQueryable<Customer> Prospects(this IQueryable<Customer> customers) => customers.Where(c => c.CustomerSince == null);

    public static IQueryable<Customer> Won(this IQueryable<Customer> customers) => customers.Where(c => c.CustomerSince != null);

    /// <summary>The customer with everything of his, to be changed.</summary>
    public static Task<Customer?> Whole(this DbSet<Customer> customers, Guid id) =>
        customers.WithAll().SingleOrDefaultAsync(c => c.Id == id);

    /// <summary>With contacts, their e-mails, and properties: whoever changes a contact changes the e-mails he is found by.</summary>
    public static IQueryable<Customer> WithAll(this IQueryable<Customer> customers) =>
        customers.Include(c => c.Contacts).ThenInclude(contact => contact.Addresses).Include(c => c.Properties).AsSplitQuery();

    /// <summary>Whose e-mail it is: customers of their own, and those whom a contact of that address belongs to.</summary>
    public static IQueryable<Guid> CustomersAt(this Db db, string email)
    {
        var key = CustomerKeys.OfEmail(email);
        return db
            .ContactEmails.Where(address => address.Email == key)
            .Join(db.Contacts, address => address.ContactId, contact => contact.Id, (_, contact) => contact.CustomerId)
            .Union(db.Customers.Where(customer => key != "" && customer.EmailKey == key).Select(customer => customer.Id));
    }

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

    /// <summary>The members of the account who may answer for something, A to Z.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Colleagues(this Db db) =>
        [
            .. (
                await db
                    .Users.Where(member => member.AccountId == db.AccountId && member.DisabledAt == null)
                    .OrderBy(member => member.Name)
                    .Select(member => new { member.Id, member.Name })
                    .ToListAsync()
            ).Select(member => (member.Id, member.Name)),
        ];
}
