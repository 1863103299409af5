using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Members;

/// <summary>A link that was opened and still holds: whose it is, and the account it belongs to.</summary>
public sealed record OpenedLink(MemberLink Link, Member Member, Account Account);

/// <summary>Makes and opens the links that members get by mail.</summary>
public sealed class MemberLinks(Db db, Tenant tenant)
{
    public static TimeSpan LifeOf(LinkPurpose purpose) => purpose == LinkPurpose.Invitation ? TimeSpan.FromDays(7) : TimeSpan.FromHours(2);

    /// <summary>Adds a link to the next save; earlier ones of the same purpose stop working with it.</summary>
    /// <returns>Its token, which is told nobody else and kept nowhere.</returns>
    public async Task<string> Add(Member member, LinkPurpose purpose, CancellationToken stop = default)
    {
        db.MemberLinks.RemoveRange(await Unused(member, purpose).ToListAsync(stop));
        var token = Tokens.New();
        db.MemberLinks.Add(
            new MemberLink
            {
                Id = db.NewId(),
                AccountId = member.AccountId,
                MemberId = member.Id,
                Purpose = purpose,
                TokenHash = Tokens.Hash(token),
                ExpiresAt = db.Now + LifeOf(purpose),
            }
        );
        return token;
    }

    /// <summary>Makes the link's account the one at work.</summary>
    /// <returns>Null when the link is unknown, used, replaced or too old, or its member may not come in.</returns>
    public async Task<OpenedLink?> Open(string? token, LinkPurpose purpose)
    {
        if (!Tokens.IsShaped(token))
            return null;
        var (hash, now) = (Tokens.Hash(token!), db.Now);
        var link = await db
            .MemberLinks.IgnoreQueryFilters(Db.AcrossAccounts)
            .SingleOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == purpose && l.UsedAt == null && l.ExpiresAt > now);
        if (link is null)
            return null;
        tenant.Enter(link.AccountId);
        return await db.Users.SingleOrDefaultAsync(m => m.Id == link.MemberId && m.DisabledAt == null) is { } member
            ? new OpenedLink(link, member, await db.Accounts.SingleAsync())
            : null;
    }

    private IQueryable<MemberLink> Unused(Member member, LinkPurpose purpose) =>
        db.MemberLinks.Where(l => l.MemberId == member.Id && l.Purpose == purpose && l.UsedAt == null);
}
