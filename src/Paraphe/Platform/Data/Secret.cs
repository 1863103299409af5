using System.Security.Cryptography;
using System.Text;

namespace Paraphe.Platform.Data;

/// <summary>
/// The installation's secret: encrypts the key ring in the database. PARAPHE_SECRET when set (several nodes share it), else a file of the
/// data folder made at the first start. A backup of the database alone reveals no key.
/// </summary>
public sealed class Secret
{
    private readonly byte[] key;

    private Secret(byte[] material) => key = SHA256.HashData([.. "paraphe key ring"u8, .. material]);

    public static Secret From(IConfiguration from, Settings settings)
    {
        if (from["PARAPHE_SECRET"] is { Length: > 0 } given)
            return new Secret(Encoding.UTF8.GetBytes(given));
        var place = Path.Combine(settings.Data, "secret");
        if (!File.Exists(place))
        {
            Directory.CreateDirectory(settings.Data);
            var draft = $"{place}.{Guid.NewGuid():N}";
            File.WriteAllText(draft, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            // Another process may have been quicker: the first secret stays.
            try
            {
                File.Move(draft, place, overwrite: false);
            }
            catch (IOException) when (File.Exists(place))
            {
                File.Delete(draft);
            }
        }
        return new Secret(Encoding.ASCII.GetBytes(File.ReadAllText(place).Trim()));
    }

    /// <summary>A key of its own for one use, the same on every node that shares the secret.</summary>
    public byte[] KeyFor(string purpose) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(purpose));

    public string Encrypt(string text)
    {
        var (plain, nonce, tag) = (Encoding.UTF8.GetBytes(text), RandomNumberGenerator.GetBytes(12), new byte[16]);
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    /// <returns>Null when it was encrypted with another secret.</returns>
    public string? Decrypt(string text)
    {
        try
        {
            var bytes = Convert.FromBase64String(text);
            var plain = new byte[bytes.Length - 28];
            using var aes = new AesGcm(key, 16);
            aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(28), bytes.AsSpan(12, 16), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException)
        {
            // A database restored beside another secret: its keys are lost, new ones are made.
            return null;
        }
    }
}
