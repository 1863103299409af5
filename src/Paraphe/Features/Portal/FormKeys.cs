using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>
/// What a form of the portal carries instead of a cookie: when it was made, a random part and a MAC over both, the delivery and the purpose.
/// Only a page of ours, shown over that link, can make one.
/// </summary>
public sealed class FormKeys(Secret secret, TimeProvider clock)
{
    /// <summary>A page may lie open that long before its forms are refused.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private const int Stamp = 8 + 12;
    private readonly byte[] key = secret.KeyFor("portal forms");

    public string New(Guid delivery, string purpose)
    {
        Span<byte> bytes = stackalloc byte[Stamp + 16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, clock.GetUtcNow().ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(bytes[8..Stamp]);
        Mac(bytes[..Stamp], delivery, purpose).AsSpan(0, 16).CopyTo(bytes[Stamp..]);
        return Base64Url.EncodeToString(bytes);
    }

    public bool IsGood(string? formKey, Guid delivery, string purpose) => MadeAt(formKey, delivery, purpose) is not null;

    /// <returns>When the form was shown, UTC; null for a key that is forged, of another link or purpose, or too old.</returns>
    public DateTime? MadeAt(string? formKey, Guid delivery, string purpose)
    {
        Span<byte> bytes = stackalloc byte[Stamp + 16];
        if (
            formKey is not { Length: 48 }
            || !Base64Url.IsValid(formKey)
            || !Base64Url.TryDecodeFromChars(formKey, bytes, out var read)
            || read != bytes.Length
        )
            return null;
        if (!CryptographicOperations.FixedTimeEquals(Mac(bytes[..Stamp], delivery, purpose).AsSpan(0, 16), bytes[Stamp..]))
            return null;
        var made = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
        var age = clock.GetUtcNow() - made;
        // Our own clock may have been set back a little in between.
        return age > Lifetime || age < TimeSpan.FromMinutes(-5) ? null : made.UtcDateTime;
    }

    private byte[] Mac(ReadOnlySpan<byte> stamp, Guid delivery, string purpose) =>
        HMACSHA256.HashData(key, (byte[])[.. stamp, .. delivery.ToByteArray(), .. Encoding.ASCII.GetBytes(purpose)]);
}
