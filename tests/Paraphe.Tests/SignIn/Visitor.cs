using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Paraphe.Tests.SignIn;

/// <summary>What a person does at the sign-in page.</summary>
internal static class Visitor
{
    public const string Password = "correct horse battery";
    public const string Form = "main form:not([data-passkey])";

    public static async Task<Page> SignIn(this HttpClient browser, string email, string password = Password, string url = "/sign-in")
    {
        var page = await Page.Get(browser, url);
        return await page.Submit(Form, new() { ["Input.Email"] = email, ["Input.Password"] = password });
    }

    /// <summary>Whether the browser's member gets his own page.</summary>
    public static async Task<bool> IsIn(this HttpClient browser) => (await Page.Get(browser, "/profile")).Url == "/profile";

    /// <summary>The six digits an authenticator app shows now (RFC 6238); the sign-in goes by the real time.</summary>
    public static string Code(string secret)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(
            secret.Replace(" ", "").ToUpperInvariant().Select(c => Convert.ToString(alphabet.IndexOf(c), 2).PadLeft(5, '0'))
        );
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The algorithm that RFC 6238 and every app use.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
