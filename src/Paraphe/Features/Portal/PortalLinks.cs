using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>
/// Finds the delivery behind a link. The link of the first mail is a random token of which only the hash is stored; later mails and notices
/// carry one made from the delivery and the installation's secret, because the token itself is known to the recipient alone.
/// </summary>
public sealed class PortalLinks(Db db, Tenant tenant, Secret secret, Settings settings)
{
    private const int IdLength = 22;
    private const int MacLength = 43;

    /// <summary>Path of a delivery's page for a link that we make ourselves.</summary>
    public string PathOf(Guid delivery) => "/q/" + Alias(delivery);

    public string UrlOf(Guid delivery) => settings.PublicUrl + PathOf(delivery);

    public string UrlOf(string token) => $"{settings.PublicUrl}/q/{token}";

    public static bool IsShaped(string? token) =>
        Tokens.IsShaped(token) || (token is ['~', ..] && token.Length == 1 + IdLength + MacLength);

    /// <summary>The delivery of a link, tracked; the scope works for its account from then on. Null when no link is like that.</summary>
    public async Task<Delivery?> Find(string token, CancellationToken stop)
    {
        if (!IsShaped(token))
            return null;
        var all = db.Deliveries.IgnoreQueryFilters(Db.AcrossAccounts);
        Delivery? found;
        if (token[0] == '~')
            found = IdOf(token) is { } id ? await all.SingleOrDefaultAsync(row => row.Id == id, stop) : null;
        else
        {
            var hash = Tokens.Hash(token);
            found = await all.SingleOrDefaultAsync(row => row.TokenHash == hash, stop);
        }
        if (found is not null)
            tenant.Enter(found.AccountId);
        return found;
    }

    private string Alias(Guid delivery) => $"~{Base64Url.EncodeToString(delivery.ToByteArray())}{Base64Url.EncodeToString(Mac(delivery))}";

    public Guid? IdOf(string token)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> mac = stackalloc byte[32];
        if (
            token.Length != 1 + IdLength + MacLength
            || !Base64Url.IsValid(token.AsSpan(1, IdLength))
            || !Base64Url.IsValid(token.AsSpan(1 + IdLength))
            || !Base64Url.TryDecodeFromChars(token.AsSpan(1, IdLength), id, out _)
            || !Base64Url.TryDecodeFromChars(token.AsSpan(1 + IdLength), mac, out _)
        )
            return null;
        var delivery = new Guid(id);
        return CryptographicOperations.FixedTimeEquals(mac, Mac(delivery)) ? delivery : null;
    }

    private byte[] Mac(Guid delivery) => HMACSHA256.HashData(secret.KeyFor("portal links"), delivery.ToByteArray());
}
