using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Paraphe.Domain.Webhooks;

namespace Paraphe.Features.Webhooks;

/// <summary>Secrets as Standard Webhooks writes them, <c>whsec_</c> and base64; kept protected by the key ring, because signing needs them bare.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    public const string Begin = "whsec_";

    private IDataProtector Protector => protection.CreateProtector("webhook secret");

    /// <returns>The secret to be shown once, and as it is kept.</returns>
    public (string Shown, string Kept) New()
    {
        var secret = Begin + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return (secret, Protector.Protect(secret));
    }

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret that holds, with spaces between.</summary>
    /// <exception cref="CryptographicException">The secret was kept by an installation with another key ring.</exception>
    public string Sign(Webhook webhook, string messageId, long at, string body, DateTime now)
    {
        var said = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{messageId}.{at}.{body}"));
        return string.Join(
            ' ',
            webhook.SecretsAt(now).Select(kept => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(kept), said)))
        );
    }

    private byte[] Key(string kept) => Convert.FromBase64String(Protector.Unprotect(kept)[Begin.Length..]);
}
