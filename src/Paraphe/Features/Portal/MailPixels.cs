using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>
/// The invisible picture of a mail with a quote, where the account turned it on (SN 4). Its address names the delivery and opens nothing: mail
/// programs hand it to their picture servers. What it tells is that the mail was displayed, by a person or a program.
/// </summary>
public sealed class MailPixels(Db db, Tenant tenant, Secret secret, Settings settings)
{
    private const int Half = 16;

    public string UrlOf(Guid delivery) =>
        $"{settings.PublicUrl}/m/{Base64Url.EncodeToString([.. delivery.ToByteArray(), .. Mac(delivery)])}.gif";

    public static async Task<IResult> Get(string token, HttpContext http, MailPixels pixels, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        // Mail is read on other sites, too.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (pixels.DeliveryOf(token) is not { } delivery)
            return Results.NotFound();
        await pixels.Displayed(delivery, stop);
        return Results.Bytes(SeenEndpoint.Point, "image/gif");
    }

    private async Task Displayed(Guid id, CancellationToken stop)
    {
        var rows = db.Deliveries.IgnoreQueryFilters(Db.AcrossAccounts).Where(row => row.Id == id && row.DisplayedAt == null);
        if (await rows.Select(row => new { row.AccountId, row.QuoteId }).SingleOrDefaultAsync(stop) is not { } found)
            return;
        tenant.Enter(found.AccountId);
        // Turned off since: what is on its way tells nothing any more.
        if (!(await db.Accounts.AsNoTracking().SingleAsync(stop)).Settings.Mail.TellsDisplay)
            return;
        await db.Write(() => rows.ExecuteUpdateAsync(row => row.SetProperty(each => each.DisplayedAt, db.Now), CancellationToken.None));
        db.Announce($"quote:{found.QuoteId}");
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private Guid? DeliveryOf(string token)
    {
        Span<byte> bytes = stackalloc byte[2 * Half];
        if (
            token.Length != Base64Url.GetEncodedLength(2 * Half)
            || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, bytes, out _)
        )
            return null;
        var delivery = new Guid(bytes[..Half]);
        return CryptographicOperations.FixedTimeEquals(bytes[Half..], Mac(delivery)) ? delivery : null;
    }

    private ReadOnlySpan<byte> Mac(Guid delivery) =>
        HMACSHA256.HashData(secret.KeyFor("mail pixels"), delivery.ToByteArray()).AsSpan(0, Half);
}
