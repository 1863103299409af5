using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>
/// Cuts the body of a multipart at its delimiter lines (RFC 2046 §5.1), one part at a time and each byte once. A delimiter is
/// a whole line, so a boundary that begins like another one does no harm.
/// </summary>
internal sealed class Multipart
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly byte[] delimiter;
    private int partAt;

    private Multipart(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        this.body = body;
        this.delimiter = delimiter;
        partAt = Find(0, out var next, out var last) < 0 ? -1 : next;
        IsClosed = last;
    }

    public bool HasParts => partAt >= 0;

    public bool IsClosed { get; private set; }

    /// <summary>What no part holds: from the part not yet read, or from the closing delimiter, to the end.</summary>
    public ReadOnlyMemory<byte> Rest => partAt < 0 ? default : body[partAt..];

    public static Multipart? Open(ReadOnlyMemory<byte> body, string? boundary, Reading reading)
    {
        if (boundary is { Length: > 0 and <= 500 })
        {
            var declared = new Multipart(body, Encoding.UTF8.GetBytes("--" + boundary.TrimEnd()));
            if (declared.HasParts)
                return declared;
        }
        reading.Note(MailNoteKind.BoundaryMissing, boundary ?? "");
        return Guess(body.Span) is { } guess && new Multipart(body, guess) is { HasParts: true } found ? found : null;
    }

    /// <summary>The next part, or false after the last.</summary>
    public bool Next(out ReadOnlyMemory<byte> part)
    {
        part = default;
        if (IsClosed || partAt < 0 || partAt > body.Length)
            return false;
        var end = Find(partAt, out var next, out var last);
        if (end < 0)
        {
            // Cut off on the way: what there is counts, unless it is nothing.
            part = body[partAt..];
            partAt = -1;
            return part.Length > 0;
        }
        part = body[partAt..Math.Max(partAt, end)];
        partAt = next;
        IsClosed = last;
        return true;
    }

    // Where the part before the delimiter ends (the line end before it belongs to it), and where the next one begins.
    private int Find(int from, out int next, out bool last)
    {
        var span = body.Span;
        // Looking for "\n--" first keeps near misses cheap, however long the boundary.
        for (var at = from; at <= span.Length; )
        {
            if (span[at..].StartsWith(delimiter) && EndsLine(span, at + delimiter.Length, out next, out last))
            {
                var end = at;
                if (end > from && span[end - 1] == '\n')
                    end--;
                if (end > from && end < at && span[end - 1] == '\r')
                    end--;
                return end;
            }
            var line = span[at..].IndexOf("\n--"u8);
            if (line < 0)
                break;
            at += line + 1;
        }
        next = -1;
        last = false;
        return -1;
    }

    private static bool EndsLine(ReadOnlySpan<byte> span, int at, out int next, out bool last)
    {
        last = span[at..].StartsWith("--"u8);
        if (last)
            at += 2;
        while (at < span.Length && span[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
            at++;
        next = Math.Min(span.Length, at + 1);
        return at >= span.Length || span[at] == '\n';
    }

    // The declared boundary never appears; the first line that looks like a delimiter may be the real one.
    private static byte[]? Guess(ReadOnlySpan<byte> span)
    {
        var at = span.StartsWith("--"u8) ? 0 : span.IndexOf("\n--"u8) + 1;
        if (at == 0 && !span.StartsWith("--"u8))
            return null;
        var line = span[at..];
        line = line[..(line.IndexOf((byte)'\n') is var end and >= 0 ? end : line.Length)].TrimEnd(" \t\r"u8);
        return line.Length is >= 5 and <= 202 && line.IndexOfAny((byte)' ', (byte)'\t') < 0 ? line.ToArray() : null;
    }
}
