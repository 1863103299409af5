using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Files written into a text as <c>begin 644 name</c> … <c>end</c>, older than MIME and still met.</summary>
internal static class Uuencode
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var written = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].TrimEnd((byte)'\r');
            if (line.IsEmpty || line.StartsWith("begin "u8))
                continue;
            if (line.SequenceEqual("end"u8))
                break;
            var length = (line[0] - 32) & 63;
            for (var i = 1; length > 0 && i < line.Length; i += 4)
            {
                var bits = 0;
                for (var j = 0; j < 4; j++)
                    bits = (bits << 6) | (i + j < line.Length ? (line[i + j] - 32) & 63 : 0);
                for (var shift = 16; shift >= 0 && length > 0; shift -= 8, length--)
                    bytes[written++] = (byte)(bits >> shift);
            }
        }
        return bytes.AsMemory(0, written);
    }

    /// <summary>Takes such files out of a text; returns the text without them.</summary>
    public static string Extract(string text, Action<string, byte[]> take)
    {
        var at = 0;
        StringBuilder? rest = null;
        while (BeginAt(text, at) is var begin and >= 0)
        {
            var nameEnd = text.IndexOf('\n', begin);
            var end = nameEnd < 0 ? -1 : text.IndexOf("\nend\n", nameEnd, StringComparison.Ordinal);
            if (end < 0 && nameEnd >= 0 && text.EndsWith("\nend", StringComparison.Ordinal) && text.Length - 4 >= nameEnd)
                end = text.Length - 4;
            if (end < 0)
                break;
            var header = text[begin..nameEnd].Split(' ', 3);
            take(header.Length > 2 ? header[2] : "", Encoding.Latin1.GetBytes(text[(nameEnd + 1)..Math.Max(nameEnd + 1, end + 1)]));
            (rest ??= new StringBuilder(text.Length)).Append(text, at, begin - at);
            at = Math.Min(text.Length, end + 5);
        }
        return rest is null ? text : rest.Append(text, at, text.Length - at).ToString();
    }

    private static int BeginAt(string text, int at)
    {
        while ((at = text.IndexOf("begin ", at, StringComparison.Ordinal)) >= 0)
        {
            var mode = text.AsSpan(Math.Min(text.Length, at + 6));
            if ((at == 0 || text[at - 1] == '\n') && mode.Length > 4 && mode[..3].IndexOfAnyExceptInRange('0', '7') < 0)
                return at;
            at += 6;
        }
        return -1;
    }
}
