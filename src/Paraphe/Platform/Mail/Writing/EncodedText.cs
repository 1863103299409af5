using System.Globalization;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Text beyond ASCII in headers: encoded words (RFC 2047) and parameters (RFC 2231), always UTF-8.</summary>
internal static class EncodedText
{
    // With "=?utf-8?B?" and "?=" 63 characters at most, so that "Subject: " fits on the line (RFC 2047 §2: 76).
    private const int BytesPerWord = 36;
    private const int QPerWord = 50;
    private const int LongestPlainWord = 70;

    /// <summary>The words to fold between: as they are if plain ASCII, else encoded.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var plain =
            text.All(c => c is >= ' ' and <= '~')
            && !text.Contains("=?", StringComparison.Ordinal)
            && !text.Contains("  ", StringComparison.Ordinal)
            && text == text.Trim()
            && Array.TrueForAll(text.Split(' '), w => w.Length <= LongestPlainWord);
        return plain ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : Encode(text);
    }

    /// <summary>Encoded words short enough for one line, never cutting inside a letter.</summary>
    public static IEnumerable<string> Encode(string text)
    {
        var latin = text.Count(c => c is > ' ' and <= '~') * 3 > text.Length * 2;
        var word = new StringBuilder();
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var utf8 = Encoding.UTF8.GetBytes(rune.ToString());
            var q = latin ? Q(rune, utf8) : "";
            if (latin ? word.Length + q.Length > QPerWord : bytes.Count + utf8.Length > BytesPerWord)
            {
                yield return Word(latin, word, bytes);
                word.Clear();
                bytes.Clear();
            }
            word.Append(q);
            bytes.AddRange(utf8);
        }
        if (bytes.Count > 0)
            yield return Word(latin, word, bytes);
    }

    /// <summary><c>name=value</c>, quoted, or <c>name*0*=utf-8''…</c> in pieces.</summary>
    public static IEnumerable<string> Parameter(string name, string value)
    {
        if (value.All(c => c is >= ' ' and <= '~') && value.Length <= 60)
        {
            var escaped = value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            yield return $"{name}=\"{escaped}\"";
            yield break;
        }
        var piece = new StringBuilder("utf-8''");
        var number = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            var escaped =
                char.IsAsciiLetterOrDigit((char)Math.Min(rune.Value, 0xFFFF)) || rune.Value is '.' or '-' or '_'
                    ? rune.ToString()
                    : string.Concat(
                        Encoding.UTF8.GetBytes(rune.ToString()).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture))
                    );
            if (piece.Length + escaped.Length > 55)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}*{number++}*={piece}");
                piece.Clear();
            }
            piece.Append(escaped);
        }
        yield return number == 0 ? $"{name}*={piece}" : string.Create(CultureInfo.InvariantCulture, $"{name}*{number}*={piece}");
    }

    private static string Word(bool latin, StringBuilder word, List<byte> bytes) =>
        latin ? $"=?utf-8?Q?{word}?=" : $"=?utf-8?B?{Convert.ToBase64String(bytes.ToArray())}?=";

    private static string Q(Rune rune, byte[] utf8)
    {
        if (rune.Value == ' ')
            return "_";
        return rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value)
            ? rune.ToString()
            : string.Concat(utf8.Select(b => "=" + b.ToString("X2", CultureInfo.InvariantCulture)));
    }
}
