using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Signing;
using Paraphe.Features.Accounts;
using Paraphe.Features.Contracts;
using Paraphe.Features.Signing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Demo;

/// <summary>An account filled with the sample company, for whoever wants to look around first (AC 1).</summary>
public sealed class DemoAccount(Db db, NewAccount accounts, UserManager<Member> members, SampleBills bills, IServiceScopeFactory scopes)
{
    private const string Mark = "demo-account";

    /// <param name="Quotes">Identifiers by the keys of <see cref="Sample"/>.</param>
    /// <param name="Links">Tokens of the portal links, by the same keys.</param>
    public sealed record Made(
        Account Account,
        Member Owner,
        string Password,
        IReadOnlyDictionary<string, Guid> Quotes,
        IReadOnlyDictionary<string, string> Links
    );

    /// <summary>Makes a demo account, in one transaction; the scope works for it from then on.</summary>
    /// <param name="language">One of ours; the visitor's.</param>
    public async Task<Made> Make(string language, CancellationToken cancellationToken = default)
    {
        var company = SampleCompany.In(language);
        var (password, domain) = (NewPassword(), await FreeDomain(company.Domain, cancellationToken));
        return await db.InTransaction(() => Make(company, domain, language, password, cancellationToken), cancellationToken);
    }

    /// <summary>The sign-in of this installation's demo account, which is made when there is none; else its Owner gets a new password.</summary>
    public async Task<(string Email, string Password, bool IsNew)> SignInOf(string language, CancellationToken cancellationToken = default)
    {
        if (await Find(cancellationToken) is not { } account)
        {
            var made = await Make(language, cancellationToken);
            return (made.Owner.Email!, made.Password, true);
        }
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(account);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var owner = await scope
            .ServiceProvider.GetRequiredService<Db>()
            .Users.Where(member => member.Role == Role.Owner)
            .OrderBy(member => member.CreatedAt)
            .FirstAsync(cancellationToken);
        var password = NewPassword();
        owner.PasswordHash = users.PasswordHasher.HashPassword(owner, password);
        await users.UpdateSecurityStampAsync(owner);
        return (owner.Email!, password, false);
    }

    private async Task<Guid?> Find(CancellationToken cancellationToken) =>
        await db.Set<ServerValue>().Where(value => value.Name == Mark).Select(value => value.Value).FirstOrDefaultAsync(cancellationToken)
            is { } id
            ? Guid.Parse(id)
            : null;

    private async Task<Made> Make(SampleCompany company, string domain, string language, string password, CancellationToken stop)
    {
        string Mail(int member) => SampleCompany.Mailbox(company.Members[member], domain);
        var wish = new NewAccount.Wish(company.Company.Name, company.Country, language, company.Members[0], Mail(0), password);
        var (account, owner) = await accounts.Make(wish, stop);
        account.ChangeProfile(company.Company with { Email = $"hello@{domain}" });
        account.ChangeSettings(account.Settings with { BrandColour = company.Brand, DepositPercent = 30 });
        // Colleagues without a password: they are there to be named, and may be invited.
        Member[] colleagues =
        [
            owner,
            .. new[] { Role.Manager, Role.Estimator, Role.Viewer }.Select(
                (role, i) => new Member(db.NewId(), account.Id, company.Members[i + 1], Mail(i + 1), role, db.Now) { EmailConfirmed = true }
            ),
        ];
        foreach (var colleague in colleagues[1..])
            if (!(await members.CreateAsync(colleague)).Succeeded)
                throw new InvalidOperationException($"No member {colleague.Email}");
        if (await Find(stop) is null)
            db.Add(new ServerValue { Name = Mark, Value = account.Id.ToString() });
        await db.SaveChangesAsync(stop);

        var story = new SampleStory(company, account, colleagues, db.Now, db.NewId);
        story.Tell(Sample.Deals);
        bills.Tell(story, company, account);
        var hedge = story.Courses.Single(course => course.Quote.Id == story.Quotes[Sample.Hedge]);
        var inbox = new SampleInbox(company, account, colleagues, db.Now, db.NewId);
        inbox.Fill(hedge, story.Customers.Single(customer => customer.Id == hedge.Quote.CustomerId));
        await db.Insert(inbox.Conversations, stop);
        await db.Insert(inbox.Requests, stop);
        await db.Insert(inbox.Messages, stop);
        await Save(story, stop);
        return new Made(account, owner, password, story.Quotes, story.Links);
    }

    private async Task Save(SampleStory story, CancellationToken stop)
    {
        await db.Insert(story.Catalogue, stop);
        await db.Insert([story.TradePrices], stop);
        await db.Insert(story.Customers, stop);
        await db.Insert(story.Courses, stop);
        await db.Insert(story.Notices, stop);
        await db.Insert(story.Series, stop);
        // Their PDFs are made as soon as the application runs.
        foreach (var signature in story.Courses.Select(course => course.Signature).OfType<Signature>())
            db.Enqueue(new SealSignedQuote(signature.Id, Quietly: true));
        // And so is the work of its contracts planned.
        foreach (var contract in story.Courses.Select(course => course.Contract).OfType<Contract>())
            db.Enqueue(PlanContract.From(contract, DateOnly.FromDateTime(db.Now)));
        await db.SaveChangesAsync(stop);
    }

    // E-mails are unique in an installation: a second demo in one language has a domain of its own.
    private async Task<string> FreeDomain(string domain, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? domain : $"{number}.{domain}";
            var ending = ("@" + free).ToUpperInvariant();
            if (
                !await db
                    .Users.IgnoreQueryFilters(Db.AcrossAccounts)
                    .AnyAsync(member => member.NormalizedEmail!.EndsWith(ending), cancellationToken)
            )
                return free;
        }
    }

    // 16 letters and digits that cannot be taken for each other: 78 bits.
    private static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
}
