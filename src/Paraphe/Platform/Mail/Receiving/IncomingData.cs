namespace Paraphe.Platform.Mail;

/// <summary>
/// The bytes after DATA (RFC 5321 §4.5.2): only CRLF.CRLF ends them, a leading dot is removed. A line ended by a bare CR or LF
/// never ends anything, and makes the message refused: two servers reading it differently is how mail is smuggled.
/// </summary>
internal sealed class IncomingData(Spool spool, long messageBytes, int lineBytes)
{
    private State state = State.LineStart;
    private long size;
    private int line;

    private enum State
    {
        LineStart,
        Dot,
        DotCr,
        Inside,
        Cr,
    }

    public bool IsEnded { get; private set; }

    public bool HasBareLineEnd { get; private set; }

    public bool IsTooLarge => size > messageBytes;

    public bool HasTooLongLine { get; private set; }

    /// <summary>The disk did not take it.</summary>
    public bool IsUnstored { get; private set; }

    private bool IsRefused => HasBareLineEnd || IsTooLarge || HasTooLongLine || IsUnstored;

    /// <summary>Far beyond the limit: not worth draining to the end.</summary>
    public bool IsAbsurd => size > messageBytes * 2 + 1024 * 1024;

    /// <summary>Takes what belongs to the message; returns how many bytes that was.</summary>
    public int Take(ReadOnlySpan<byte> input)
    {
        var at = 0;
        while (at < input.Length && !IsEnded)
            at += Step(input[at..]);
        return at;
    }

    private int Step(ReadOnlySpan<byte> input)
    {
        switch (state)
        {
            case State.LineStart when input[0] == '.':
                state = State.Dot;
                return 1;
            case State.Dot when input[0] == '\r':
                state = State.DotCr;
                return 1;
            case State.DotCr when input[0] == '\n':
                IsEnded = true;
                return 1;
            case State.DotCr:
                HasBareLineEnd = true;
                state = State.Inside;
                return 0;
            case State.Cr when input[0] == '\n':
                Store("\r\n"u8);
                line = 0;
                state = State.LineStart;
                return 1;
            case State.Cr:
                HasBareLineEnd = true;
                state = State.Inside;
                return 0;
            default:
                return Text(input);
        }
    }

    private int Text(ReadOnlySpan<byte> input)
    {
        state = State.Inside;
        var end = input.IndexOfAny((byte)'\r', (byte)'\n');
        var text = end < 0 ? input : input[..end];
        line += text.Length;
        HasTooLongLine |= line > lineBytes;
        Store(text);
        if (end < 0)
            return text.Length;
        if (input[end] == '\r')
            state = State.Cr;
        else
            HasBareLineEnd = true;
        return text.Length + 1;
    }

    private void Store(ReadOnlySpan<byte> bytes)
    {
        size += bytes.Length;
        if (IsRefused)
            return;
        try
        {
            spool.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not break the conversation: the sender is told to come back.
            IsUnstored = true;
        }
    }
}
