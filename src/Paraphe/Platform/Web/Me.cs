using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Web;

/// <summary>The member who is signed in, as the cookie says; its stamp is checked against the database with every request.</summary>
public sealed record Me(Guid Id, Guid AccountId, string Name, string Email, Role Role)
{
    public const string AccountClaim = "account";
    public const string NameClaim = "member";

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
}

/// <summary>What the sign-in cookie says of a member.</summary>
public sealed class MemberClaims(UserManager<Member> members, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Member>(members, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Member user)
    {
        var claims = await base.GenerateClaimsAsync(user);
        claims.AddClaim(new Claim(Me.AccountClaim, user.AccountId.ToString()));
        claims.AddClaim(new Claim(Me.NameClaim, user.Name));
        claims.AddClaim(new Claim(ClaimTypes.Role, user.Role.ToString()));
        if (user.Language.Length > 0)
            claims.AddClaim(new Claim("language", user.Language));
        return claims;
    }
}
