using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>Keys as programs carry them: <c>pk_</c> and 256 random bits.</summary>
public static class ApiKeys
{
    public const string Begin = "pk_";
    public const int Most = 50;

    /// <summary>Adds a key; the caller saves, and shows it this once.</summary>
    public static string AddKey(this Db db, Guid member, string name, IEnumerable<string> scopes)
    {
        var key = Begin + Tokens.New();
        db.ApiKeys.Add(
            new ApiKey
            {
                Id = db.NewId(),
                AccountId = db.AccountId,
                MemberId = member,
                Name = name,
                KeyHash = Tokens.Hash(key),
                Scopes = string.Join(' ', scopes),
                CreatedAt = db.Now,
            }
        );
        return key;
    }

    /// <summary>Across accounts: the key says which account is at work. Null where its member has left, too.</summary>
    public static Task<KeyAndMember?> FindKey(this Db db, string key, CancellationToken stop) => OfHash(db, Tokens.Hash(key), stop);

    // Asked for every call: prepared once, and no more than is needed.
    private static readonly Func<Db, byte[], CancellationToken, Task<KeyAndMember?>> OfHash = EF.CompileAsyncQuery(
        (Db db, byte[] hash, CancellationToken stop) =>
            (
                from row in db.ApiKeys.IgnoreQueryFilters(Db.AcrossAccounts)
                join member in db.Users.IgnoreQueryFilters(Db.AcrossAccounts)
                    on new { row.AccountId, Id = row.MemberId } equals new { member.AccountId, member.Id }
                where row.KeyHash == hash && row.RevokedAt == null && member.DisabledAt == null
                select new KeyAndMember(
                    row.Id,
                    row.Scopes,
                    row.LastUsedAt,
                    new Me(member.Id, member.AccountId, member.Name, member.Email!, member.Role)
                )
            ).SingleOrDefault()
    );
}

/// <summary>A key that counts, and who works with it.</summary>
public sealed record KeyAndMember(Guid Key, string Scopes, DateTime? LastUsedAt, Me Member);
