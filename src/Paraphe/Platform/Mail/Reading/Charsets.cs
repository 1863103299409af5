using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Bytes to text under the charset a sender names, or a sound guess where it names none or the wrong one.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Text without a named charset: UTF-8 if it is that, else windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes) => Texts.WithoutNul(Utf8OrWestern(bytes));

    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, Reading? reading = null)
    {
        var name = charset?.Trim().Trim('"', '\'').ToLowerInvariant() ?? "";
        return Texts.WithoutNul(DecodeNamed(bytes, name, reading));
    }

    private static string DecodeNamed(ReadOnlySpan<byte> bytes, string name, Reading? reading)
    {
        switch (name)
        {
            // Latin-1 and ASCII are declared out of habit; what is meant is what browsers read.
            case "" or "us-ascii" or "ascii" or "ansi_x3.4-1968" or "utf-8" or "utf8" or "unknown" or "unknown-8bit" or "x-unknown":
            case "default" or "_autodetect" or "binary" or "8bit" or "none" or "not-available":
                return Utf8OrWestern(bytes);
            case "iso-8859-1" or "latin1" or "iso8859-1" or "iso_8859-1" or "cp1252" or "ansi" or "x-ansi" or "windows-1252":
                return Western.GetString(bytes);
            case "utf-7" or "utf7" or "unicode-1-1-utf-7" or "x-unicode-2-0-utf-7":
                return Utf7.Decode(bytes);
            case "utf-16" or "utf16" or "unicode" or "ucs-2" or "iso-10646-ucs-2" or "utf-16le" or "utf-16be":
                return Utf16(bytes, name);
        }
        if (Find(name) is { } encoding)
            return WithoutMark(encoding.GetString(bytes));
        reading?.Note(MailNoteKind.UnknownCharset, name);
        return Utf8OrWestern(bytes);
    }

    private static Encoding? Find(string name)
    {
        name = name switch
        {
            _ when name.Length > 40 => "",
            "x-sjis" or "shift-jis" or "sjis" or "ms_kanji" or "cp932" or "windows-31j" => "shift_jis",
            "x-gbk" or "gbk" or "cp936" or "gb2312-80" => "gb2312",
            "ks_c_5601-1987" or "ks_c_5601" or "cp949" or "uhc" or "windows-949" => "ks_c_5601-1987",
            "iso-8859-8-i" or "iso-8859-8-e" => "iso-8859-8",
            "iso-8859-10" or "iso-8859-14" or "iso-8859-16" => "",
            "iso-2022-jp-2" or "iso-2022-jp-ms" => "iso-2022-jp",
            "big5-hkscs" or "x-x-big5" => "big5",
            _ when name.StartsWith("cp-", StringComparison.Ordinal) => "ibm" + name[3..],
            _ when name.StartsWith("cp125", StringComparison.Ordinal) => "windows-" + name[2..],
            _ when name.StartsWith("win-125", StringComparison.Ordinal) => "windows-" + name[4..],
            _ when name.StartsWith("cp", StringComparison.Ordinal) => "ibm" + name[2..],
            _ when name.StartsWith("iso8859", StringComparison.Ordinal) => "iso-8859" + name[7..],
            _ when name.StartsWith("iso_8859", StringComparison.Ordinal) => "iso-8859" + name[8..],
            _ => name,
        };
        if (name.Length == 0)
            return null;
        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
            return encoding;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // There is no Try form; a name nobody knows is an unknown charset.
            return null;
        }
    }

    private static string Utf8OrWestern(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return StrictUtf8.GetString(bytes);
        // Mostly good UTF-8 (cut in the middle of a letter, say) stays UTF-8; Latin text has hardly one good sequence.
        int good = 0,
            bad = 0;
        for (var rest = bytes; !rest.IsEmpty; )
        {
            var ascii = rest.IndexOfAnyExceptInRange((byte)0, (byte)127);
            if (ascii < 0)
                break;
            rest = rest[ascii..];
            if (Rune.DecodeFromUtf8(rest, out _, out var used) == System.Buffers.OperationStatus.Done)
                good++;
            else
                bad++;
            rest = rest[used..];
        }
        return good > bad ? Encoding.UTF8.GetString(bytes) : Western.GetString(bytes);
    }

    private static string Utf16(ReadOnlySpan<byte> bytes, string name)
    {
        var bigEndian = name.EndsWith("be", StringComparison.Ordinal);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            bigEndian = true;
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            bigEndian = false;
        else if (name is not ("utf-16le" or "utf-16be"))
            // No mark: the zeros of Latin letters tell.
            bigEndian = bytes.Length >= 2 && bytes[0] == 0 && bytes[1] != 0;
        return WithoutMark((bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes));
    }

    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;
}
