using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Accounts;

/// <summary>Makes an account and its Owner in one transaction.</summary>
public sealed class NewAccount(Db db, Tenant tenant, UserManager<Member> members)
{
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="Language">One of en, fr, es, de, nl.</param>
    /// <param name="Password">Checked by the sign-in's rules; the errors name the field `Password`.</param>
    public sealed record Wish(string Company, string Country, string Language, string OwnerName, string OwnerEmail, string Password);

    /// <exception cref="BrokenRuleException">The e-mail is taken, or the password too weak.</exception>
    public async Task<(Account Account, Member Owner)> Make(Wish wish, CancellationToken cancellationToken = default)
    {
        var id = db.NewId();
        tenant.Enter(id);
        var defaults = AccountDefaults.For(wish.Country, wish.Language);
        var profile = new CompanyProfile
        {
            Name = wish.Company.Trim(),
            Email = wish.OwnerEmail.Trim(),
            Address = new Address { Country = wish.Country },
        };
        return await db.InTransaction(
            async () =>
            {
                var name = await FreeRequestName(wish.Company, cancellationToken);
                var account = new Account(id, profile, defaults.Locale, defaults.TimeZone, defaults.Currency, name, db.Now);
                account.ChangeSettings(defaults.Settings);
                db.Accounts.Add(account);
                var owner = new Member(db.NewId(), id, wish.OwnerName.Trim(), wish.OwnerEmail.Trim(), Role.Owner, db.Now)
                {
                    EmailConfirmed = true,
                };
                var made = await members.CreateAsync(owner, wish.Password);
                if (made.Errors.FirstOrDefault() is { } error)
                    throw Broken(error);
                await db.SaveChangesAsync(cancellationToken);
                return (account, owner);
            },
            cancellationToken
        );
    }

    internal static BrokenRuleException Broken(IdentityError error) =>
        error.Code.StartsWith("Password", StringComparison.Ordinal)
            ? new BrokenRuleException("Rules.PasswordTooShort", "Password", 10)
            : new BrokenRuleException("Rules.EmailTaken", "OwnerEmail");

    /// <summary>Local part of the request address: the company's name, with a number when it is taken.</summary>
    private async Task<string> FreeRequestName(string company, CancellationToken cancellationToken)
    {
        var letters = SearchText.Fold(company).Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ').ToArray();
        var stem = new string(letters).Trim().Replace(' ', '-');
        stem = stem.Length == 0 ? "requests" : stem[..Math.Min(stem.Length, 30)].Trim('-');
        // One after the other until the commit: two companies of one name may join at the same moment. SQLite has one writer anyway.
        if (!db.IsSqlite)
            await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('paraphe accounts'))", cancellationToken);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : $"{stem}-{number}";
            if (
                !await db.Accounts.IgnoreQueryFilters(Db.AcrossAccounts).AnyAsync(account => account.RequestName == name, cancellationToken)
            )
                return name;
        }
    }
}
