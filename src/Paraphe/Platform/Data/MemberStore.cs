using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Paraphe.Platform.Data;

/// <summary>Finds members of any account: who signs in has no account yet. Keeps their authenticator secrets and recovery codes encrypted.</summary>
public sealed class MemberStore(Db db, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Member, Db, Guid>(db, describer)
{
    private readonly IDataProtector sealer = protection.CreateProtector("member tokens");

    public override IQueryable<Member> Users => Context.Users.IgnoreQueryFilters(Db.AcrossAccounts);

    public override Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken = default) =>
        Guid.TryParse(userId, out var id) ? FindUserAsync(id, cancellationToken) : Task.FromResult<Member?>(null);

    public override Task SetTokenAsync(
        Member user,
        string loginProvider,
        string name,
        string? value,
        CancellationToken cancellationToken
    ) => base.SetTokenAsync(user, loginProvider, name, value is null ? null : sealer.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(Member user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } value ? sealer.Unprotect(value) : null;
        }
        catch (CryptographicException)
        {
            // Restored beside another secret: as good as lost, an Owner takes the second step away.
            return null;
        }
    }

    protected override Task<Member?> FindUserAsync(Guid userId, CancellationToken cancellationToken) =>
        Users.SingleOrDefaultAsync(member => member.Id == userId, cancellationToken);
}
