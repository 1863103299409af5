#pragma warning disable MA0011, CA1304, CA1311, CA1862 // ToLower stands in queries here: the database knows no cultures.
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>
/// The door of the portal's home (PO 2): a one-time link mailed to the address, and the visit that it opens. Each account has its own door and
/// its own cookie, so that two companies' customers with one address see two homes.
/// </summary>
public sealed class Homes(Db db, Tenant tenant, IDataProtectionProvider protection)
{
    public const int MostAnHour = 5;
    private const string Purpose = "home link";

    public static string CookieOf(Guid account) => $"home-{account:N}";

    /// <summary>Makes the account the one at work.</summary>
    public async Task<bool> Enter(Guid account, CancellationToken stop)
    {
        if (!await db.Accounts.IgnoreQueryFilters(Db.AcrossAccounts).AnyAsync(row => row.Id == account, stop))
            return false;
        tenant.Enter(account);
        return true;
    }

    /// <summary>Mails a link to an address that the account knows; others hear nothing, and nobody learns which is which.</summary>
    public async Task Ask(string email, CancellationToken stop)
    {
        var address = email.Trim().ToLowerInvariant();
        var since = db.Now.AddHours(-1);
        if (await db.HomeLinks.CountAsync(row => row.Email == address && row.CreatedAt > since, stop) >= MostAnHour)
            return;
        var known =
            await db.Deliveries.AnyAsync(row => row.Email.ToLower() == address && row.RevokedAt == null, stop)
            || await db.InvoiceDeliveries.AnyAsync(row => row.Email.ToLower() == address && row.RevokedAt == null, stop)
            || await db.CustomersAt(address).AnyAsync(stop);
        if (!known)
            return;
        var token = Tokens.New();
        var link = new HomeLink
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            Email = address,
            TokenHash = Tokens.Hash(token),
            CreatedAt = db.Now,
        };
        db.HomeLinks.Add(link);
        db.Enqueue(new MailHomeLink(link.Id, protection.CreateProtector(Purpose).Protect(token)));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <returns>The link behind a token, tracked, whatever became of it; null when there is none. Its account is at work from then on.</returns>
    public async Task<HomeLink?> Find(string token, CancellationToken stop)
    {
        if (!Tokens.IsShaped(token))
            return null;
        var hash = Tokens.Hash(token);
        var link = await db.HomeLinks.IgnoreQueryFilters(Db.AcrossAccounts).SingleOrDefaultAsync(row => row.TokenHash == hash, stop);
        if (link is not null)
            tenant.Enter(link.AccountId);
        return link;
    }

    public bool IsGood(HomeLink link) => link.UsedAt is null && db.Now - link.CreatedAt < HomeLink.LinkLife;

    /// <summary>Uses the link up.</summary>
    /// <returns>The visit's token for the cookie; null when the link holds no more.</returns>
    public async Task<string?> Use(HomeLink link)
    {
        if (!IsGood(link))
            return null;
        var visit = Tokens.New();
        var used = await db.Write(() =>
            db
                .HomeLinks.Where(row => row.Id == link.Id && row.UsedAt == null)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(each => each.UsedAt, db.Now).SetProperty(each => each.VisitHash, Tokens.Hash(visit))
                )
        );
        return used == 1 ? visit : null;
    }

    /// <returns>The address that is signed in at this account's home; null when nobody is.</returns>
    public async Task<HomeLink?> Visit(HttpContext http, Guid account, CancellationToken stop)
    {
        if (http.Request.Cookies[CookieOf(account)] is not { } visit || !Tokens.IsShaped(visit))
            return null;
        var (hash, since) = (Tokens.Hash(visit), db.Now - HomeLink.VisitLife);
        return await db.HomeLinks.SingleOrDefaultAsync(
            row => row.VisitHash == hash && row.AccountId == account && row.EndedAt == null && row.UsedAt > since,
            stop
        );
    }

    public string Reveal(string protectedToken) => protection.CreateProtector(Purpose).Unprotect(protectedToken);
}
