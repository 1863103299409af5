using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Signing;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Signing;

public static class SignatureQueries
{
    /// <summary>The signatures that hold on a revision, in their order: the customer's side, then the member's.</summary>
    public static Task<List<Signature>> SignaturesOf(this Db db, Guid revision, CancellationToken stop = default) =>
        db
            .Signatures.AsNoTracking()
            .Where(row => row.RevisionId == revision && row.VoidedAt == null)
            .OrderBy(row => row.SignedAt)
            .ThenBy(row => row.Id)
            .ToListAsync(stop);
}
