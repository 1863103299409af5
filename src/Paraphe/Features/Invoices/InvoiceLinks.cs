using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Invoices;
using Paraphe.Platform;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Invoices;

/// <summary>
/// The link of one delivery of an invoice: made from its identifier and the installation's secret, so that reminders carry the same one and no
/// database or backup holds it.
/// </summary>
public sealed class InvoiceLinks(Db db, Tenant tenant, Secret secret, Settings settings)
{
    private const int IdLength = 22;
    private const int MacLength = 43;

    public string PathOf(Guid delivery) => "/i/" + TokenOf(delivery);

    public string UrlOf(Guid delivery) => settings.PublicUrl + PathOf(delivery);

    public byte[] HashOf(Guid delivery) => Paraphe.Platform.Web.Tokens.Hash(TokenOf(delivery));

    /// <summary>The delivery of a link, tracked; the scope works for its account from then on.</summary>
    public async Task<InvoiceDelivery?> Find(string token, CancellationToken stop)
    {
        if (IdOf(token) is not { } id)
            return null;
        var found = await db.InvoiceDeliveries.IgnoreQueryFilters(Db.AcrossAccounts).SingleOrDefaultAsync(row => row.Id == id, stop);
        if (found is not null)
            tenant.Enter(found.AccountId);
        return found;
    }

    private string TokenOf(Guid delivery) => Base64Url.EncodeToString(delivery.ToByteArray()) + Base64Url.EncodeToString(Mac(delivery));

    private Guid? IdOf(string token)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> mac = stackalloc byte[32];
        if (
            token.Length != IdLength + MacLength
            || !Base64Url.IsValid(token.AsSpan(0, IdLength))
            || !Base64Url.IsValid(token.AsSpan(IdLength))
            || !Base64Url.TryDecodeFromChars(token.AsSpan(0, IdLength), id, out _)
            || !Base64Url.TryDecodeFromChars(token.AsSpan(IdLength), mac, out _)
        )
            return null;
        var delivery = new Guid(id);
        return CryptographicOperations.FixedTimeEquals(mac, Mac(delivery)) ? delivery : null;
    }

    private byte[] Mac(Guid delivery) => HMACSHA256.HashData(secret.KeyFor("invoice links"), delivery.ToByteArray());
}
