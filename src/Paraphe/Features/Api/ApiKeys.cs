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

    /// <summary>Across accounts: the key says which account is at work. Its member comes along, unless he has left.</summary>
    public static async Task<(ApiKey Key, Member Member)?> FindKey(this Db db, string key, CancellationToken stop)
    {
        var hash = Tokens.Hash(key);
        var found = await (
            from row in db.ApiKeys.IgnoreQueryFilters(Db.AcrossAccounts).AsNoTracking()
            join member in db.Users.IgnoreQueryFilters(Db.AcrossAccounts).AsNoTracking()
                on new { row.AccountId, Id = row.MemberId } equals new { member.AccountId, member.Id }
            where row.KeyHash == hash && row.RevokedAt == null && member.DisabledAt == null
            select new { Key = row, Member = member }
        ).SingleOrDefaultAsync(stop);
        return found is null ? null : (found.Key, found.Member);
    }
}
