using System.Text.RegularExpressions;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// Whether the sender is who he says, as the relay that the Owner trusts found (RFC 8601). Anybody can write such a header: only one under
/// the relay's name counts, and of several the topmost.
/// </summary>
public static partial class SenderChecks
{
    /// <returns><c>pass</c>, <c>fail</c>, or empty when nobody we trust said anything.</returns>
    public static string Read(MailHeaders headers, string trustedRelay)
    {
        if (trustedRelay.Length == 0)
            return "";
        var result = headers
            .All("Authentication-Results")
            .FirstOrDefault(value => value.Split(';')[0].Trim().Split(' ')[0].Equals(trustedRelay, StringComparison.OrdinalIgnoreCase));
        if (result is null)
            return "";
        var found = Method()
            .Matches(result)
            .ToLookup(match => match.Groups["method"].Value.ToLowerInvariant(), match => match.Groups["result"].Value.ToLowerInvariant());
        // DMARC speaks of the address that is shown; SPF and DKIM alone of what lies behind it.
        if (found["dmarc"].FirstOrDefault() is { } dmarc and not "none")
            return dmarc == "pass" ? "pass" : "fail";
        if (found["dkim"].Contains("pass", StringComparer.Ordinal) || found["spf"].Contains("pass", StringComparer.Ordinal))
            return "pass";
        return found["spf"].Contains("fail", StringComparer.Ordinal) || found["dkim"].Contains("fail", StringComparer.Ordinal)
            ? "fail"
            : "";
    }

    [GeneratedRegex(
        @"\b(?<method>spf|dkim|dmarc)\s*=\s*(?<result>[a-z]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Method();
}
