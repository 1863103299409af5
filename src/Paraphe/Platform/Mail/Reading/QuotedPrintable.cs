namespace Paraphe.Platform.Mail;

/// <summary>Quoted-printable (RFC 2045 §6.7), read tolerantly: what is no valid escape stays as it stands.</summary>
internal static class QuotedPrintable
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        int written = 0,
            at = 0;
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny((byte)'=', (byte)'\n');
            var plain = next < 0 ? text[at..].TrimEnd(" \t"u8) : text.Slice(at, next);
            plain.CopyTo(bytes.AsSpan(written));
            written += plain.Length;
            at += plain.Length;
            if (next < 0)
                break;
            if (text[at] == '\n')
            {
                written = EndLine(bytes, written, text, at);
                at++;
            }
            else
                at = Escape(text, at, bytes, ref written);
        }
        return bytes.AsMemory(0, written);
    }

    // White space before a line's end was added on the way (rule 3) and goes; an encoded one (=20) is told apart by the source.
    private static int EndLine(byte[] bytes, int written, ReadOnlySpan<byte> text, int at)
    {
        var cr = at > 0 && text[at - 1] == '\r';
        var source = cr ? at - 2 : at - 1;
        var end = cr ? written - 1 : written;
        while (source >= 0 && end > 0 && text[source] is (byte)' ' or (byte)'\t')
        {
            source--;
            end--;
        }
        if (cr)
            bytes[end++] = (byte)'\r';
        bytes[end++] = (byte)'\n';
        return end;
    }

    private static int Escape(ReadOnlySpan<byte> text, int at, byte[] bytes, ref int written)
    {
        if (at + 2 < text.Length && Hex(text[at + 1]) is var high and >= 0 && Hex(text[at + 2]) is var low and >= 0)
        {
            bytes[written++] = (byte)((high << 4) | low);
            return at + 3;
        }
        var end = at + 1;
        while (end < text.Length && text[end] is (byte)' ' or (byte)'\t')
            end++;
        if (end == text.Length)
            return end;
        if (text[end] == '\n')
            return end + 1;
        if (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n')
            return end + 2;
        bytes[written++] = (byte)'=';
        return at + 1;
    }

    internal static int Hex(int c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'A' and <= 'F' => c - 'A' + 10,
            >= 'a' and <= 'f' => c - 'a' + 10,
            _ => -1,
        };
}
