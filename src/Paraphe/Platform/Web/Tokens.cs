using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Paraphe.Platform.Web;

/// <summary>Secret links: 256 random bits, URL-safe; only their SHA-256 is stored.</summary>
public static class Tokens
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>A quick look at the shape, before the database is asked.</summary>
    public static bool IsShaped(string? token) =>
        token is { Length: 43 } && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
