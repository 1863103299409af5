using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Web;

/// <summary>The member who is signed in, as the database knows him at this request.</summary>
public sealed record Me(Guid Id, Guid AccountId, string Name, string Email, Role Role)
{
    public const string AccountClaim = "account";
    public const string NameClaim = "member";
    public const string StampClaim = "stamp";

    public Actor AsActor => Actor.Member(Id, Name);

    /// <summary>Two letters for lists.</summary>
    public string Initials =>
        string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));

    public static Me? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true }
        && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && Guid.TryParse(user.FindFirstValue(AccountClaim), out var account)
        && Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Me(id, account, user.FindFirstValue(NameClaim) ?? "", user.FindFirstValue(ClaimTypes.Email) ?? "", role)
            : null;

    /// <param name="stamp">The member's security stamp: when it changes, every session made with the old one ends.</param>
    /// <param name="locale">Language and region his pages are written in; null leaves it to the browser.</param>
    public ClaimsPrincipal AsPrincipal(string stamp, string? locale)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, Id.ToString()),
            new(AccountClaim, AccountId.ToString()),
            new(NameClaim, Name),
            new(ClaimTypes.Email, Email),
            new(ClaimTypes.Role, Role.ToString()),
            new(StampClaim, stamp),
        };
        if (locale is not null)
            claims.Add(new Claim(Languages.Claim, locale));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}

/// <summary>What the sign-in cookie says of a member.</summary>
public sealed class MemberClaims : IUserClaimsPrincipalFactory<Member>
{
    public Task<ClaimsPrincipal> CreateAsync(Member user) =>
        Task.FromResult(new Me(user.Id, user.AccountId, user.Name, user.Email!, user.Role).AsPrincipal(user.SecurityStamp!, locale: null));
}
