using System.Buffers.Text;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>How the body of a part goes on the wire: as it is, quoted-printable or base64; always 7-bit.</summary>
internal static class BodyEncoding
{
    private const int BytesPerLine = 57;
    private const int LongestLine = 900;

    /// <summary>The encoding that keeps <paramref name="utf8"/> readable and safe.</summary>
    public static string For(ReadOnlySpan<byte> utf8)
    {
        var beyond = 0;
        var plain = true;
        foreach (var range in utf8.Split("\r\n"u8))
        {
            var line = utf8[range];
            // "From " is mangled by mbox, and a delimiter must never appear in a text.
            plain &= line.Length <= LongestLine && !line.StartsWith("From "u8) && !line.StartsWith("--=_"u8) && !line.EndsWith(" "u8);
            foreach (var b in line)
            {
                if (b is < 32 and not (byte)'\t' or >= 127)
                    beyond++;
            }
        }
        if (beyond == 0 && plain)
            return "7bit";
        return beyond * 3 > utf8.Length ? "base64" : "quoted-printable";
    }

    public static byte[] Lines(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static void Write(Stream stream, ReadOnlySpan<byte> bytes, string encoding)
    {
        if (encoding == "base64")
            Base64Lines(stream, bytes);
        else if (encoding == "quoted-printable")
            Quoted(stream, bytes);
        else
            stream.Write(bytes);
    }

    private static void Base64Lines(Stream stream, ReadOnlySpan<byte> bytes)
    {
        Span<byte> line = stackalloc byte[78];
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(BytesPerLine, bytes.Length)];
            Base64.EncodeToUtf8(part, line, out _, out var written);
            "\r\n"u8.CopyTo(line[written..]);
            stream.Write(line[..(written + 2)]);
            bytes = bytes[part.Length..];
        }
    }

    private static void Quoted(Stream stream, ReadOnlySpan<byte> bytes)
    {
        var column = 0;
        Span<byte> escape = stackalloc byte[3];
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                stream.Write("\r\n"u8);
                column = 0;
                i++;
                continue;
            }
            var endsLine = i + 1 == bytes.Length || bytes[i + 1] == '\r';
            // Escaped at a line's start: a dot (some relays stuff it wrongly) and the F of "From ".
            var literal =
                b is >= 33 and <= 126 and not (byte)'=' && !(column == 0 && (b == '.' || bytes[i..].StartsWith("From "u8)))
                || (b is (byte)' ' or (byte)'\t' && !endsLine);
            if (column + (literal ? 1 : 3) > 75)
            {
                stream.Write("=\r\n"u8);
                column = 0;
            }
            if (literal)
            {
                stream.WriteByte(b);
                column++;
                continue;
            }
            escape[0] = (byte)'=';
            escape[1] = (byte)"0123456789ABCDEF"[b >> 4];
            escape[2] = (byte)"0123456789ABCDEF"[b & 15];
            stream.Write(escape);
            column += 3;
        }
    }
}
