namespace Paraphe.Platform.Mail;

/// <summary>
/// A message as DATA wants it: CRLF after every line whatever it had, leading dots doubled, a dot at the end. No bare CR or LF
/// leaves us, so that nobody reads an end where there is none.
/// </summary>
internal sealed class OutgoingData(ReadOnlyMemory<byte> message)
{
    private int at;
    private bool atLineStart = true;
    private bool isDone;

    /// <summary>Fills the buffer (at least 16 bytes) with the next piece; 0 after the last.</summary>
    public int Next(Span<byte> buffer)
    {
        var written = 0;
        var source = message.Span;
        while (written + 8 < buffer.Length && at < source.Length)
        {
            if (atLineStart && source[at] == '.')
                buffer[written++] = (byte)'.';
            var rest = source.Slice(at, Math.Min(source.Length - at, buffer.Length - written - 4));
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            text.CopyTo(buffer[written..]);
            written += text.Length;
            at += text.Length;
            atLineStart = false;
            if (end < 0)
                continue;
            at += source[at] == '\r' && at + 1 < source.Length && source[at + 1] == '\n' ? 2 : 1;
            buffer[written++] = (byte)'\r';
            buffer[written++] = (byte)'\n';
            atLineStart = true;
        }
        if (at < source.Length || isDone || written + 5 > buffer.Length)
            return written;
        isDone = true;
        var last = atLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8;
        last.CopyTo(buffer[written..]);
        return written + last.Length;
    }
}
