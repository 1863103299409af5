using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Features.Signing;

/// <summary>The key of an account's seal: made when first needed, kept protected by the server's key ring.</summary>
public sealed class SealKeys(IDataProtectionProvider protection)
{
    private IDataProtector Protector => protection.CreateProtector("seal key");

    /// <summary>Bytes for <c>Account.ReplaceSealKey</c>.</summary>
    public byte[] Protect(SealKey key) => key.Protect(Protector.Protect);

    public async Task<SealKey> Of(Db db, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var account = await db.Accounts.SingleAsync(stop);
            if (account.SealKey.Length > 0)
                return SealKey.Unprotect(account.SealKey, Protector.Unprotect);
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
}
