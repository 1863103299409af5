using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>UTF-7 (RFC 2152), which .NET no longer reads because it is unsafe on the web; old mail still uses it.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        var at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] != '+')
            {
                text.Append((char)bytes[at++]);
                continue;
            }
            if (at + 1 < bytes.Length && bytes[at + 1] == '-')
            {
                text.Append('+');
                at += 2;
                continue;
            }
            at++;
            var length = bytes[at..].IndexOfAnyExcept(Alphabet);
            var run = length < 0 ? bytes[at..] : bytes.Slice(at, length);
            text.Append(Encoding.BigEndianUnicode.GetString(Even(Base64Text.Decode(run).Span)));
            at += run.Length;
            if (at < bytes.Length && bytes[at] == '-')
                at++;
        }
        return text.ToString();
    }

    private static readonly System.Buffers.SearchValues<byte> Alphabet = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8
    );

    private static ReadOnlySpan<byte> Even(ReadOnlySpan<byte> bytes) => bytes[..(bytes.Length & ~1)];
}
