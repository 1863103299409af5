using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Accounts;
using Paraphe.Features.Demo;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Setup;

/// <summary>The account that a visitor of an empty installation may make: one, whoever comes first.</summary>
public static class FirstAccount
{
    /// <summary>Whether no account exists yet.</summary>
    public static async Task<bool> IsEmpty(this BareSql sql) => await sql.Read("""SELECT 1 FROM "Accounts" LIMIT 1""") is [];

    /// <returns>Its Owner; null when somebody else was quicker.</returns>
    /// <exception cref="Domain.BrokenRuleException">As <see cref="NewAccount.Make"/>.</exception>
    public static Task<Member?> MakeFirst(this NewAccount accounts, Db db, NewAccount.Wish wish) =>
        db.First(async () => (await accounts.Make(wish)).Owner);

    /// <summary>The demo account in its stead; null when somebody else was quicker.</summary>
    public static Task<DemoAccount.Made?> MakeFirst(this DemoAccount demo, Db db, string language) => db.First(() => demo.Make(language));

    private static async Task<T?> First<T>(this Db db, Func<Task<T>> make)
        where T : class
    {
        if (Lost(db))
            return null;
        // Written in the account's own transaction: the second of two visitors at the same moment breaks on this row's key.
        db.Add(new ServerValue { Name = "first-account", Value = "" });
        try
        {
            return await make();
        }
        catch (DbUpdateException) when (Lost(db))
        {
            return null;
        }
    }

    // The tracker still holds what could not be written: ask the database only.
    private static bool Lost(Db db) => db.Accounts.IgnoreQueryFilters(Db.AcrossAccounts).AsNoTracking().Any();
}
