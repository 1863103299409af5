using System.Globalization;
using System.Text;

namespace Paraphe.Platform.Pdf.Syntax;

/// <summary>Reads PDF values from bytes. Every oddity is a <see cref="FormatException"/>; depth and sizes have limits.</summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> bytes, int at)
{
    private const int Deepest = 60;

    public int At { get; set; } = at;

    private ReadOnlySpan<byte> Bytes => bytes.Span;

    public object? Value(int depth = 0)
    {
        if (depth > Deepest)
            throw new FormatException("Nested too deeply");
        Space();
        switch (Peek())
        {
            case '/':
                return new PdfName(Name());
            case '(':
                return new PdfString(Text());
            case '<' when Peek(1) == '<':
                return Dictionary(depth);
            case '<':
                return new PdfString(Hex());
            case '[':
                return Array(depth);
            case >= '0' and <= '9' or '+' or '-' or '.':
                return NumberOrReference();
            default:
                return Keyword() switch
                {
                    "true" => true,
                    "false" => false,
                    "null" => null,
                    var word => throw new FormatException($"'{word}' at {At}"),
                };
        }
    }

    public string Keyword()
    {
        Space();
        var start = At;
        while (At < Bytes.Length && IsRegular(Bytes[At]) && At - start < 40)
            At++;
        return Encoding.ASCII.GetString(Bytes[start..At]);
    }

    public long Whole()
    {
        Space();
        return Number() is long whole ? whole : throw new FormatException($"No whole number at {At}");
    }

    public bool Take(string word)
    {
        Space();
        if (!Bytes[Math.Min(At, Bytes.Length)..].StartsWith(Encoding.ASCII.GetBytes(word)))
            return false;
        At += word.Length;
        return true;
    }

    /// <summary>After a dictionary: its stream's bytes begin behind the word and one end of line.</summary>
    public bool TakeStream()
    {
        if (!Take("stream"))
            return false;
        if (Peek() == '\r')
            At++;
        if (Peek() == '\n')
            At++;
        return true;
    }

    public void Space()
    {
        while (At < Bytes.Length)
        {
            if (Bytes[At] == '%')
                while (At < Bytes.Length && Bytes[At] is not ((byte)'\n' or (byte)'\r'))
                    At++;
            else if (IsSpace(Bytes[At]))
                At++;
            else
                return;
        }
    }

    private int Peek(int ahead = 0) => At >= 0 && At + ahead < Bytes.Length ? Bytes[At + ahead] : -1;

    private int Next() => At >= 0 && At < Bytes.Length ? Bytes[At++] : throw new FormatException("The file ends inside a value");

    private PdfDictionary Dictionary(int depth)
    {
        At += 2;
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (!Take(">>"))
        {
            if (Peek() != '/')
                throw new FormatException($"No name in the dictionary at {At}");
            // The same name twice would let two readers see two documents.
            if (!entries.TryAdd(Name(), Value(depth + 1)))
                throw new FormatException($"A name twice in the dictionary at {At}");
        }
        return new PdfDictionary(entries);
    }

    private PdfArray Array(int depth)
    {
        At++;
        var items = new List<object?>();
        while (!Take("]"))
            items.Add(Value(depth + 1));
        return new PdfArray(items);
    }

    private string Name()
    {
        At++;
        var name = new StringBuilder();
        while (Peek() is >= 0 and var c && IsRegular((byte)c))
        {
            At++;
            name.Append(c == '#' && Digit(Peek()) >= 0 && Digit(Peek(1)) >= 0 ? (char)(Digit(Next()) * 16 + Digit(Next())) : (char)c);
        }
        return name.ToString();
    }

    private byte[] Hex()
    {
        At++;
        var digits = new List<int>();
        for (int c; (c = Next()) != '>'; )
            if (Digit(c) is >= 0 and var digit)
                digits.Add(digit);
            else if (!IsSpace((byte)c))
                throw new FormatException($"No hexadecimal digit at {At}");
        if (digits.Count % 2 == 1)
            digits.Add(0);
        return [.. digits.Chunk(2).Select(pair => (byte)(pair[0] * 16 + pair[1]))];
    }

    private byte[] Text()
    {
        At++;
        var text = new List<byte>();
        for (var open = 1; ; )
        {
            var c = Next();
            if (c == '\\')
            {
                Escaped(text);
                continue;
            }
            open += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (open == 0)
                return [.. text];
            text.Add((byte)c);
        }
    }

    private void Escaped(List<byte> text)
    {
        var c = Next();
        switch (c)
        {
            case >= '0' and <= '7':
                var code = c - '0';
                for (var more = 0; more < 2 && Peek() is >= '0' and <= '7'; more++)
                    code = code * 8 + Next() - '0';
                text.Add((byte)code);
                break;
            case '\r' when Peek() == '\n':
                At++;
                break;
            case '\r' or '\n':
                break;
            default:
                var plain = "nrtbf".IndexOf((char)c, StringComparison.Ordinal);
                text.Add(plain < 0 ? (byte)c : (byte)"\n\r\t\b\f"[plain]);
                break;
        }
    }

    private object NumberOrReference()
    {
        var number = Number();
        if (number is not long and not decimal)
            throw new FormatException($"No number at {At}");
        var after = At;
        if (number is long and >= 0 and <= int.MaxValue && IsSpaceAt(At))
        {
            Space();
            if (Peek() is >= '0' and <= '9' && Number() is long and >= 0 and <= 65535 and var generation)
            {
                Space();
                if (Peek() == 'R' && (Peek(1) < 0 || !IsRegular((byte)Peek(1))))
                {
                    At++;
                    return new PdfReference((int)(long)number, (int)generation);
                }
            }
        }
        At = after;
        return number;
    }

    private object Number()
    {
        var start = At;
        while (Peek() is >= '0' and <= '9' or '+' or '-' or '.' && At - start < 32)
            At++;
        var text = Encoding.ASCII.GetString(Bytes[Math.Min(start, Bytes.Length)..At]);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (
            decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var part
            )
        )
            return part;
        throw new FormatException($"No number at {start}");
    }

    private bool IsSpaceAt(int index) => index < Bytes.Length && IsSpace(Bytes[index]);

    private static int Digit(int c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'A' and <= 'F' => c - 'A' + 10,
            >= 'a' and <= 'f' => c - 'a' + 10,
            _ => -1,
        };

    private static bool IsSpace(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsRegular(byte c) => !IsSpace(c) && !"()<>[]{}/%"u8.Contains(c);
}
