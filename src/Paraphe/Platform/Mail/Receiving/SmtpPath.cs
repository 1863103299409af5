using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>The argument of MAIL FROM and RCPT TO: a path in brackets and parameters (RFC 5321 §4.1.2).</summary>
internal sealed record SmtpPath(string Address, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Reads what follows the colon; null if it is no path.</summary>
    public static SmtpPath? Parse(string text)
    {
        text = text.Trim(' ');
        if (!text.StartsWith('<') || End(text) is not (var end and > 0))
            return null;
        var address = text[1..end];
        if (address.StartsWith('@'))
        {
            // Source routes are read and ignored (RFC 5321 appendix C).
            var colon = address.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                return null;
            address = address[(colon + 1)..];
        }
        if (address.Length > 0 && !IsMailbox(address))
            return null;
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            if (!parameters.TryAdd(name, equals < 0 ? "" : word[(equals + 1)..]))
                return null;
        }
        return new SmtpPath(address, parameters);
    }

    public bool IsAscii => Address.All(char.IsAscii);

    // The bracket that closes, not one inside a quoted local part.
    private static int End(string text)
    {
        var quoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && quoted)
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == '>' && !quoted)
                return i;
        }
        return -1;
    }

    private static bool IsMailbox(string address)
    {
        var at = address.LastIndexOf('@');
        // RFC 5321 §4.5.1: "postmaster" alone is an address.
        if (at < 0)
            return address.Equals("postmaster", StringComparison.OrdinalIgnoreCase);
        var (local, domain) = (address[..at], address[(at + 1)..]);
        if (Encoding.UTF8.GetByteCount(local) is 0 or > 64 || domain.Length is 0 or > 255)
            return false;
        var quoted = local.Length >= 2 && local[0] == '"' && local[^1] == '"';
        return (
                quoted
                    ? !local.Any(char.IsControl)
                    : !local.Any(c => char.IsControl(c) || " <>()[],;:\\\"@".Contains(c, StringComparison.Ordinal))
            ) && !domain.Any(c => char.IsControl(c) || " <>()@,;\\\"".Contains(c, StringComparison.Ordinal));
    }
}
