using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>A header of the shape <c>value; name=value; …</c> (RFC 2045 §5.1), with the parameters of RFC 2231 put together.</summary>
internal sealed class MimeValue
{
    private const int MostParameters = 100;

    private readonly Dictionary<string, string> parameters;

    private MimeValue(string value, Dictionary<string, string> parameters)
    {
        Value = value;
        this.parameters = parameters;
    }

    /// <summary>What stands before the first semicolon, lower case; empty if nothing does.</summary>
    public string Value { get; }

    /// <summary>The decoded parameter, or null.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    public MimeValue As(string value) => new(value, parameters);

    public static MimeValue Parse(string? header)
    {
        if (header is null)
            return new MimeValue("", []);
        header = Texts.Shorten(header, 20_000);
        if (header.StartsWith('(') && header.IndexOf(')', StringComparison.Ordinal) is var close and > 0)
            header = header[(close + 1)..];
        var end = header.AsSpan().IndexOfAny(';', '(') is var stop and >= 0 ? stop : header.Length;
        var value = header[..end].Trim().Trim('"').Trim().ToLowerInvariant();
        var raw = new List<(string Name, string Value)>();
        for (var at = header.IndexOf(';', StringComparison.Ordinal); at >= 0 && at < header.Length && raw.Count < MostParameters; )
            at = Parameter(header, at + 1, raw);
        return new MimeValue(Texts.OneLine(value), Together(raw));
    }

    // Returns where the next semicolon stands.
    private static int Parameter(string header, int at, List<(string, string)> raw)
    {
        var stop = header.AsSpan(at).IndexOfAny('=', ';');
        if (stop < 0)
            return header.Length;
        var name = header.Substring(at, stop).Trim().ToLowerInvariant();
        at += stop;
        if (header[at] == ';')
            return at;
        do at++;
        while (at < header.Length && char.IsWhiteSpace(header[at]));
        string value;
        if (at < header.Length && header[at] == '"')
            value = Quoted(header, ref at);
        else
        {
            var end = header.IndexOf(';', at) is var semicolon and >= 0 ? semicolon : header.Length;
            value = header[at..end].Trim();
            at = end;
        }
        raw.Add((name, value));
        return header.IndexOf(';', at) is var next and >= 0 ? next : header.Length;
    }

    private static string Quoted(string header, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < header.Length && header[at] != '"'; at++)
        {
            // Only these are escaped: a Windows path keeps its backslashes.
            if (header[at] == '\\' && at + 1 < header.Length && header[at + 1] is '"' or '\\')
                at++;
            value.Append(header[at]);
        }
        at = Math.Min(at + 1, header.Length);
        return value.ToString();
    }

    private static Dictionary<string, string> Together(List<(string Name, string Value)> raw)
    {
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        var pieces = new Dictionary<string, SortedList<int, (string Text, bool Extended)>>(StringComparer.Ordinal);
        foreach (var (name, value) in raw)
        {
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
            {
                whole.TryAdd(name, EncodedWords.Decode(value));
                continue;
            }
            var extended = name.EndsWith('*');
            var number = name[(star + 1)..].TrimEnd('*');
            var index = int.TryParse(number, System.Globalization.NumberStyles.None, null, out var parsed) ? parsed : 0;
            if (!pieces.TryGetValue(name[..star], out var list))
                pieces[name[..star]] = list = [];
            list.TryAdd(index, (value, extended));
        }
        foreach (var (name, list) in pieces)
            whole[name] = Texts.OneLine(Join(list.Values));
        return whole;
    }

    // charset'language'percent-encoded, the charset only on the first piece (RFC 2231 §4.1).
    private static string Join(IEnumerable<(string Text, bool Extended)> list)
    {
        string? charset = null;
        var bytes = new List<byte>();
        foreach (var (piece, extended) in list)
        {
            var text = piece;
            if (extended && charset is null)
            {
                var quotes = text.Split('\'', 3);
                charset = quotes.Length == 3 ? quotes[0] : "";
                text = quotes.Length == 3 ? quotes[2] : text;
            }
            var raw = Encoding.UTF8.GetBytes(text);
            for (var i = 0; i < raw.Length; i++)
            {
                if (extended && raw[i] == '%' && i + 2 < raw.Length && Escape(raw, i) is var value and >= 0)
                {
                    bytes.Add((byte)value);
                    i += 2;
                }
                else
                    bytes.Add(raw[i]);
            }
        }
        return Charsets.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), charset);
    }

    private static int Escape(byte[] raw, int at)
    {
        var high = QuotedPrintable.Hex(raw[at + 1]);
        var low = QuotedPrintable.Hex(raw[at + 2]);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}
