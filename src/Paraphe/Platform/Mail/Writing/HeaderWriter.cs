using System.Globalization;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Writes header fields, folded at 76 characters. Nothing with a control character gets through: that is what keeps headers from being injected.</summary>
internal sealed class HeaderWriter(Stream stream)
{
    private const int Width = 76;

    public void Text(string name, string value) => Folded(name, EncodedText.Words(Safe(name, value)));

    public void Ids(string name, IEnumerable<string> ids) => Folded(name, ids.Select(id => Id(name, id)));

    public void Addresses(string name, IReadOnlyList<Mailbox> boxes)
    {
        if (boxes.Count == 0)
            return;
        var words = new List<string>();
        foreach (var box in boxes)
        {
            if (words.Count > 0)
                words[^1] += ",";
            words.AddRange(Address(name, box));
        }
        Folded(name, words);
    }

    /// <summary>A field with parameters; those beyond ASCII as RFC 2231 has them.</summary>
    public void Parameters(string name, string value, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var words = new List<string> { Token(name, value) };
        foreach (var (parameter, text) in parameters)
        {
            if (text is null)
                continue;
            foreach (var piece in EncodedText.Parameter(parameter, Safe(name, text)))
            {
                words[^1] += ";";
                words.Add(piece);
            }
        }
        Folded(name, words);
    }

    public void Plain(string name, string value) => Folded(name, Safe(name, value).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public void Date(string name, DateTimeOffset date)
    {
        var zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        Plain(name, date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone);
    }

    public void End() => stream.Write("\r\n"u8);

    /// <summary>An address as the wire wants it: the domain in punycode.</summary>
    public static string Wire(Mailbox box, string field)
    {
        var address = Safe(field, box.Address);
        if (box.LocalPart.Length == 0 || address.AsSpan().IndexOfAny(" <>,;") >= 0 || MailDomain.ToAscii(box.Domain) is not { } domain)
            throw new ArgumentException($"{field}: not an e-mail address", field);
        return $"{box.LocalPart}@{domain}";
    }

    private static IEnumerable<string> Address(string field, Mailbox box)
    {
        var address = Wire(box, field);
        if (string.IsNullOrWhiteSpace(box.Name))
            return [address];
        var name = Safe(field, box.Name);
        var plain = name.All(c => c is >= ' ' and <= '~') && !name.Contains("=?", StringComparison.Ordinal) && name.Length <= 60;
        if (!plain)
            return [.. EncodedText.Encode(name), $"<{address}>"];
        var atoms = name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_');
        var escaped = name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return [atoms ? name : $"\"{escaped}\"", $"<{address}>"];
    }

    private void Folded(string name, IEnumerable<string> words)
    {
        if (name.Length == 0 || name.Length > 70 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException("Not a header name", nameof(name));
        var line = new StringBuilder(name).Append(':');
        var column = line.Length;
        foreach (var word in words)
        {
            if (column + 1 + word.Length > Width && column > name.Length + 1)
            {
                line.Append("\r\n");
                column = 0;
            }
            line.Append(' ').Append(word);
            column += 1 + word.Length;
        }
        stream.Write(Encoding.UTF8.GetBytes(line.Append("\r\n").ToString()));
    }

    private static string Id(string field, string id)
    {
        if (id.Length is 0 or > 900 || !id.All(c => c is > ' ' and <= '~' and not ('<' or '>')))
            throw new ArgumentException($"{field}: not a message-id", field);
        return $"<{id}>";
    }

    private static string Token(string field, string value)
    {
        if (value.Length is 0 or > 200 || !value.All(c => c is > ' ' and <= '~' and not (';' or '"' or ',' or '(' or ')')))
            throw new ArgumentException($"{field}: not a plain value", field);
        return value;
    }

    private static string Safe(string field, string value)
    {
        if (value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            throw new ArgumentException($"{field}: line ends and control characters are refused", field);
        return value;
    }
}
