using System.Buffers;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Encoded words (RFC 2047) in headers: <c>=?utf-8?Q?caf=C3=A9?=</c>.</summary>
internal static class EncodedWords
{
    /// <summary>
    /// The text as a person reads it, on one line. Neighbouring words of one charset are decoded together, because many programs
    /// cut inside a letter. What is no valid word stays as it stands.
    /// </summary>
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
            return Texts.OneLine(text);
        var result = new StringBuilder(text.Length);
        var bytes = new ArrayBufferWriter<byte>();
        var charset = "";
        var words = new EncodedWordScan(text);
        int done = 0,
            at = 0;
        while ((at = text.IndexOf("=?", at, StringComparison.Ordinal)) >= 0)
        {
            if (!words.TryMatch(at, out var word))
            {
                at += 2;
                continue;
            }
            var between = text.AsSpan(done, at - done);
            var follows = bytes.WrittenCount > 0 && between.Trim().IsEmpty;
            if (!follows || word.Charset != charset)
            {
                Flush(result, bytes, charset);
                if (!follows)
                    result.Append(between);
                charset = word.Charset;
            }
            Bytes(text.AsSpan(word.TextAt, word.TextLength), word.IsBase64, bytes);
            done = at = word.Next;
        }
        Flush(result, bytes, charset);
        return Texts.OneLine(result.Append(text, done, text.Length - done).ToString());
    }

    private static void Flush(StringBuilder result, ArrayBufferWriter<byte> bytes, string charset)
    {
        result.Append(Charsets.Decode(bytes.WrittenSpan, charset));
        bytes.ResetWrittenCount();
    }

    private static void Bytes(ReadOnlySpan<char> text, bool isBase64, ArrayBufferWriter<byte> bytes)
    {
        var encoded = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, encoded);
        if (isBase64)
        {
            bytes.Write(Base64Text.Decode(encoded).Span);
            return;
        }
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i];
            if (value == '_')
                value = (byte)' ';
            else if (value == '=' && i + 2 < encoded.Length)
            {
                var high = QuotedPrintable.Hex(encoded[i + 1]);
                var low = QuotedPrintable.Hex(encoded[i + 2]);
                if (high >= 0 && low >= 0)
                {
                    value = (byte)((high << 4) | low);
                    i += 2;
                }
            }
            bytes.Write([value]);
        }
    }
}

/// <summary>Where an encoded word lies in its text.</summary>
internal readonly record struct EncodedWord(string Charset, bool IsBase64, int TextAt, int TextLength, int Next);

/// <summary>Recognises encoded words from left to right. The next "?=" is remembered, so that a million "=?" cost one pass.</summary>
internal struct EncodedWordScan(string text)
{
    private int end;

    public bool TryMatch(int at, out EncodedWord word)
    {
        word = default;
        var charsetAt = at + 2;
        var charset = text.AsSpan(charsetAt, Math.Min(60, text.Length - charsetAt));
        var mark = charset.IndexOf('?');
        var encodingAt = charsetAt + mark + 1;
        if (mark <= 0 || encodingAt + 1 >= text.Length || text[encodingAt + 1] != '?')
            return false;
        if (text[encodingAt] is not ('b' or 'B' or 'q' or 'Q'))
            return false;
        var textAt = encodingAt + 2;
        if (end < textAt)
            end = text.IndexOf("?=", textAt, StringComparison.Ordinal) is var found and >= 0 ? found : int.MaxValue;
        if (end == int.MaxValue)
            return false;
        charset = charset[..mark];
        // RFC 2231 §5 lets a language follow the charset: "utf-8*fr".
        var star = charset.IndexOf('*');
        var name = (star < 0 ? charset : charset[..star]).ToString().ToLowerInvariant();
        word = new EncodedWord(name, text[encodingAt] is 'b' or 'B', textAt, end - textAt, end + 2);
        return true;
    }
}
