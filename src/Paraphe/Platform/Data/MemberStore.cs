using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Paraphe.Platform.Data;

/// <summary>Finds members of any account: who signs in has no account yet.</summary>
public sealed class MemberStore(Db db, IdentityErrorDescriber? describer = null) : UserOnlyStore<Member, Db, Guid>(db, describer)
{
    public override IQueryable<Member> Users => Context.Users.IgnoreQueryFilters([Db.AccountFilter]);

    public override Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken = default) =>
        Guid.TryParse(userId, out var id) ? FindUserAsync(id, cancellationToken) : Task.FromResult<Member?>(null);

    protected override Task<Member?> FindUserAsync(Guid userId, CancellationToken cancellationToken) =>
        Users.SingleOrDefaultAsync(member => member.Id == userId, cancellationToken);
}
