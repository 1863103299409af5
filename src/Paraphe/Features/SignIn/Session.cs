using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SignIn;

/// <summary>
/// Asks the database with every request, in one query, who the cookie's member is now and what stands around his page. So signing out
/// everywhere, a changed role, or a disabled member take effect at once.
/// </summary>
internal static class Session
{
    // What the navigation counts stops here: beyond it, nobody reads the figure, and it would slow every page.
    private const int Most = 1000;

    private sealed record Standing(
        Me Me,
        string? Stamp,
        DateTime? DisabledAt,
        string Language,
        string Locale,
        string TimeZone,
        CompanyProfile Profile,
        int Unread,
        int OpenQuotes,
        AccountSettings Settings,
        int UnreadRequests
    )
    {
        // A choice of language keeps the account's region where it speaks that language: fr in an account of fr-BE writes Belgian dates.
        public string Speaks => Language.Length == 0 || Locale.StartsWith(Language, StringComparison.Ordinal) ? Locale : Language;
    }

    public static async Task Check(CookieValidatePrincipalContext context)
    {
        var (http, cookie) = (context.HttpContext, context.Principal!);
        var now = await Look(http, cookie);
        if (now is { DisabledAt: null, Stamp: not null } && IsSame(now.Stamp, cookie.FindFirstValue(Me.StampClaim)))
        {
            context.ReplacePrincipal(now.Me.AsPrincipal(now.Stamp, now.Speaks));
            if (!SignInSetup.IsPortal(http.Request.Path))
                Fill(http.RequestServices.GetRequiredService<Shell>(), now, http.RequestServices.GetRequiredService<Db>().Mark);
            return;
        }
        context.RejectPrincipal();
        await http.SignOutAsync(context.Scheme.Name);
    }

    private static async Task<Standing?> Look(HttpContext http, ClaimsPrincipal cookie)
    {
        if (Me.Of(cookie) is not { } me)
            return null;
        var db = http.RequestServices.GetRequiredService<Db>();
        var today = DateOnly.FromDateTime(db.Now);
        return await (
            from member in db.Users.IgnoreQueryFilters(Db.AcrossAccounts)
            join account in db.Accounts on member.AccountId equals account.Id
            where member.Id == me.Id
            select new Standing(
                new Me(member.Id, member.AccountId, member.Name, member.Email!, member.Role),
                member.SecurityStamp,
                member.DisabledAt,
                member.Language,
                account.Locale,
                account.TimeZone,
                account.Profile,
                db.Notices.Where(notice => notice.MemberId == member.Id && notice.ReadAt == null).Take(100).Count(),
                db.Quotes.Where(quote =>
                        quote.AccountId == account.Id
                        && quote.Standing == Domain.Quotes.Standing.Open
                        && (quote.ValidUntil == null || quote.ValidUntil >= today)
                    )
                    .Take(Most)
                    .Count(),
                account.Settings,
                db.Requests.Where(request => request.AccountId == account.Id && request.IsUnread && !request.IsSpam).Take(Most).Count()
            )
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(http.RequestAborted);
    }

    private static void Fill(Shell shell, Standing now, string mark)
    {
        (shell.AccountId, shell.Company, shell.Member, shell.MemberEmail) = (now.Me.AccountId, now.Profile.Name, now.Me.Name, now.Me.Email);
        (shell.Unread, shell.Mark) = (now.Unread, mark);
        if (now.OpenQuotes is > 0 and < Most)
            shell.Counts["Quotes"] = now.OpenQuotes;
        if (!now.Settings.Has(AccountSettings.RequestsApp))
            shell.Hidden.Add("Requests");
        else if (now.UnreadRequests is > 0 and < Most)
            shell.Counts["Requests"] = now.UnreadRequests;
    }

    private static bool IsSame(string stamp, string? shown) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stamp), Encoding.UTF8.GetBytes(shown));
}
