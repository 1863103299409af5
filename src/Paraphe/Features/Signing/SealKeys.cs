using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Features.Signing;

/// <summary>The key of an account's seal: made when first needed, kept protected by the server's key ring.</summary>
public sealed class SealKeys(IDataProtectionProvider protection, ILogger<SealKeys> log)
{
    private IDataProtector Protector => protection.CreateProtector("seal key");

    /// <summary>Bytes for <c>Account.ReplaceSealKey</c>.</summary>
    public byte[] Protect(SealKey key) => key.Protect(Protector.Protect);

    public async Task<SealKey> Of(Db db, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var account = await db.Accounts.SingleAsync(stop);
            if (Read(account) is { } kept)
                return kept;
            var key = SealKey.Generate(account.Profile.Name, db.Now);
            account.ReplaceSealKey(Protect(key));
            try
            {
                await db.SaveChangesAsync(stop);
                return key;
            }
            catch (DbUpdateConcurrencyException) when (attempt < 4)
            {
                // Settings were saved meanwhile, or another node made a key: look again.
                db.ChangeTracker.Clear();
                key.Dispose();
            }
        }
    }

    private SealKey? Read(Account account)
    {
        if (account.SealKey.Length == 0)
            return null;
        try
        {
            return SealKey.Unprotect(account.SealKey, Protector.Unprotect);
        }
        catch (Exception lost) when (lost is CryptographicException or SealKeyException)
        {
            // Restored beside another secret. Sealing must go on; what was sealed before stays valid under the old certificate.
            log.LogError(
                lost,
                "The seal key of account {Account} cannot be read with this installation's secret: a new one is made",
                account.Id
            );
            return null;
        }
    }
}
