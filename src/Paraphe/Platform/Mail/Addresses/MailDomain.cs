using System.Globalization;

namespace Paraphe.Platform.Mail;

/// <summary>Domain names of mail addresses, international ones included (RFC 5890).</summary>
public static class MailDomain
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>The name as the wire wants it (punycode, lower case); null where it cannot be written so.</summary>
    public static string? ToAscii(string domain)
    {
        if (domain.Length is 0 or > 253)
            return null;
        if (domain.All(char.IsAscii))
            return domain.ToLowerInvariant();
        try
        {
            return Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // IdnMapping has no Try form; a name it refuses is simply not a domain.
            return null;
        }
    }

    /// <summary>Whether this can be a public mail domain: at least two labels of letters, digits and inner hyphens, not all digits at the end.</summary>
    public static bool IsPublicName(string domain)
    {
        if (ToAscii(domain) is not { Length: <= 253 } ascii || ascii.Split('.') is not { Length: >= 2 } labels)
            return false;
        return labels.All(label =>
                label.Length is >= 1 and <= 63
                && label[0] != '-'
                && label[^1] != '-'
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ) && !labels[^1].All(char.IsAsciiDigit);
    }
}
