using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>What spam filters on the way wrote into the headers.</summary>
public static class SpamMarks
{
    public static bool AreIn(MailMessage message)
    {
        var headers = message.Headers;
        return SaysYes(headers["X-Spam-Flag"])
            || SaysYes(headers["X-Spam-Status"])
            || SaysYes(headers["X-Spam"])
            || SaysYes(headers["X-Rspamd-Spam"])
            || headers["X-MS-Exchange-Organization-SCL"] is { } level
                && int.TryParse(level.Trim(), System.Globalization.CultureInfo.InvariantCulture, out var scl)
                && scl >= 5
            || message.Subject.StartsWith("***SPAM***", StringComparison.OrdinalIgnoreCase);
    }

    private static bool SaysYes(string? value) =>
        value?.TrimStart() is { } text
        && (text.StartsWith("yes", StringComparison.OrdinalIgnoreCase) || text.StartsWith("true", StringComparison.OrdinalIgnoreCase));
}
