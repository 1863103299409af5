using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Paraphe.Domain;

/// <summary>
/// A mailbox as people have them: a dot-atom of RFC 5321 at a domain name; no quoted names, no address literals, nothing that could break a
/// mail's header. The domain is kept in small letters and in ASCII (IDNA).
/// </summary>
public sealed partial record EmailAddress
{
    public const int MaxLength = 254;

    private EmailAddress(string local, string domain)
    {
        Text = $"{local}@{domain}";
        Domain = domain;
    }

    public string Text { get; }

    public string Domain { get; }

    /// <summary>What two addresses of one mailbox share: all small letters, as every provider that matters compares them.</summary>
    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "Shown and searched in small letters.")]
    public string Key => Text.ToLowerInvariant();

    /// <exception cref="BrokenRuleException">Rules.EmailAddress</exception>
    public static EmailAddress Parse(string text, string field = "Email") =>
        Find(text) ?? throw new BrokenRuleException("Rules.EmailAddress", field, text);

    /// <summary>Null when it is none.</summary>
    public static EmailAddress? Find(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || trimmed.Length > MaxLength || Ascii(trimmed[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        var address = new EmailAddress(trimmed[..at], domain);
        return address.Text.Length <= MaxLength && Local().IsMatch(trimmed[..at]) && Name().IsMatch(domain) ? address : null;
    }

    public override string ToString() => Text;

    private static string? Ascii(string domain)
    {
        // Nearly all: nothing to map. Whether it is a name is asked afterwards.
        if (domain.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'))
        {
            return domain.ToLowerInvariant();
        }

        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }
                .GetAscii(domain)
                .ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // The framework has no way to ask whether a name can be mapped.
            return null;
        }
    }

    [GeneratedRegex(
        @"^(?=.{1,64}\z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Local();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
