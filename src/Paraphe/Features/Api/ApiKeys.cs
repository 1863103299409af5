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

    /// <summary>Across accounts: the key says which account is at work.</summary>
    public static Task<ApiKey?> FindKey(this Db db, string key, CancellationToken stop)
    {
        var hash = Tokens.Hash(key);
        return db
            .ApiKeys.IgnoreQueryFilters([Db.AccountFilter])
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.KeyHash == hash && row.RevokedAt == null, stop);
    }
}
