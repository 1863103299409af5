namespace Paraphe.Platform.Mail;

/// <summary>The header of a message or part: where it ends is as important as what it says.</summary>
internal static class HeaderBlock
{
    /// <summary>Reads the fields from the start of <paramref name="raw"/>; returns where the body begins.</summary>
    public static int Read(ReadOnlySpan<byte> raw, Reading reading, out MailHeaders headers)
    {
        var fields = new List<MailHeader>();
        headers = new MailHeaders(fields);
        var at = 0;
        while (at < raw.Length)
        {
            if (IsBlank(raw, at, out var next))
                return next;
            if (at >= reading.Limits.HeaderBytes || fields.Count >= reading.Limits.HeaderFields)
            {
                reading.Note(MailNoteKind.HeadersCut);
                return AfterBlankLine(raw, at);
            }
            var end = NextLine(raw, at);
            while (end < raw.Length && raw[end] is (byte)' ' or (byte)'\t')
                end = NextLine(raw, end);
            if (Field(raw[at..end], reading) is { } field)
                fields.Add(field);
            else if (at == 0 && IsPostmark(raw))
            {
                // mbox writes "From sender date" above the message; it says nothing.
            }
            else if (IsFieldAt(raw, end))
                reading.Note(MailNoteKind.BadHeaderLine);
            else
            {
                // The blank line is missing: what is no field is text.
                reading.Note(MailNoteKind.BadHeaderLine);
                return at;
            }
            at = end;
        }
        return raw.Length;
    }

    private static MailHeader? Field(ReadOnlySpan<byte> line, Reading reading)
    {
        var colon = line.IndexOf((byte)':');
        if (colon is <= 0 or > 200)
            return null;
        var name = line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty || name.IndexOfAnyExceptInRange((byte)33, (byte)126) >= 0)
            return null;
        var value = line[(colon + 1)..];
        if (value.Length > reading.Limits.FieldBytes)
        {
            reading.Note(MailNoteKind.FieldCut, System.Text.Encoding.ASCII.GetString(name));
            value = value[..reading.Limits.FieldBytes];
        }
        if (value.Contains((byte)0))
            reading.Note(MailNoteKind.NulBytes);
        var text = Charsets
            .Guess(value)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal)
            .Trim(' ', '\t');
        return new MailHeader(System.Text.Encoding.ASCII.GetString(name), text);
    }

    private static bool IsFieldAt(ReadOnlySpan<byte> raw, int at)
    {
        var line = raw[at..Math.Min(raw.Length, at + 200)];
        var colon = line.IndexOf((byte)':');
        return colon > 0 && line[..colon].IndexOfAnyExceptInRange((byte)33, (byte)126) < 0;
    }

    private static bool IsPostmark(ReadOnlySpan<byte> raw) => raw.StartsWith("From "u8) || raw.StartsWith(">From "u8);

    private static bool IsBlank(ReadOnlySpan<byte> raw, int at, out int next)
    {
        next =
            raw[at] == '\n' ? at + 1
            : raw[at] == '\r' && at + 1 < raw.Length && raw[at + 1] == '\n' ? at + 2
            : -1;
        return next >= 0;
    }

    private static int NextLine(ReadOnlySpan<byte> raw, int at) =>
        raw[at..].IndexOf((byte)'\n') is var end and >= 0 ? at + end + 1 : raw.Length;

    private static int AfterBlankLine(ReadOnlySpan<byte> raw, int at)
    {
        for (; at < raw.Length; at = NextLine(raw, at))
        {
            if (IsBlank(raw, at, out var next))
                return next;
        }
        return raw.Length;
    }
}
