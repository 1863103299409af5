using System.Text;
using System.Text.Unicode;

namespace Paraphe.Platform.Tables;

/// <summary>Finds out in which encoding a text was saved: by its mark, by the zeros of UTF-16, by being UTF-8 at all, else Western.</summary>
internal static class TableCharset
{
    private const int Look = 4096;

    public static Encoding EncodingOf(string charset) =>
        charset switch
        {
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            "utf-16" => Encoding.Unicode,
            "utf-16BE" => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };

    public static string Detect(Stream file)
    {
        file.Position = 0;
        Span<byte> start = stackalloc byte[Look];
        start = start[..file.ReadAtLeast(start, Look, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start.StartsWith<byte>([0xFF, 0xFE]))
            return "utf-16";
        if (start.StartsWith<byte>([0xFE, 0xFF]))
            return "utf-16BE";
        var (even, odd) = Zeros(start);
        if (odd > start.Length / 8 && even < odd / 4)
            return "utf-16";
        if (even > start.Length / 8 && odd < even / 4)
            return "utf-16BE";
        return IsUtf8(file) ? "utf-8" : "windows-1252";
    }

    private static (int Even, int Odd) Zeros(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == 0 && i % 2 == 0)
                even++;
            else if (bytes[i] == 0)
                odd++;
        return (even, odd);
    }

    // The whole file: one accent on its last line decides.
    private static bool IsUtf8(Stream file)
    {
        file.Position = 0;
        var buffer = new byte[65536];
        var kept = 0;
        int read;
        while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var filled = buffer.AsSpan(0, kept + read);
            // A character may be cut by the end of the buffer: its first bytes wait for the rest.
            var whole = filled.Length - Cut(filled);
            if (!Utf8.IsValid(filled[..whole]))
                return false;
            filled[whole..].CopyTo(buffer);
            kept = filled.Length - whole;
        }
        file.Position = 0;
        return kept == 0;
    }

    private static int Cut(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var one = bytes[^back];
            if (one < 0x80)
                return 0;
            if (one >= 0xC0)
                return
                    (
                        one >= 0xF0 ? 4
                        : one >= 0xE0 ? 3
                        : 2
                    ) > back
                    ? back
                    : 0;
        }
        return 0;
    }
}
