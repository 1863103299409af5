using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Setup;

/// <summary>The account that a visitor of an empty installation may make: one, whoever comes first.</summary>
public static class FirstAccount
{
    /// <summary>Whether no account exists yet.</summary>
    public static async Task<bool> IsEmpty(this Db db) => !await db.Accounts.IgnoreQueryFilters([Db.AccountFilter]).AnyAsync();

    /// <returns>Its Owner; null when somebody else was quicker.</returns>
    /// <exception cref="Domain.BrokenRuleException">As <see cref="NewAccount.Make"/>.</exception>
    public static async Task<Member?> MakeFirst(this NewAccount accounts, Db db, NewAccount.Wish wish)
    {
        if (!await db.IsEmpty())
            return null;
        // Written in the account's own transaction: the second of two visitors at the same moment breaks on this row's key.
        db.Add(new ServerValue { Name = "first-account", Value = wish.Country });
        try
        {
            return (await accounts.Make(wish)).Owner;
        }
        catch (DbUpdateException) when (Lost(db))
        {
            return null;
        }
    }

    // The tracker still holds what could not be written: ask the database only.
    private static bool Lost(Db db) => db.Accounts.IgnoreQueryFilters([Db.AccountFilter]).AsNoTracking().Any();
}
