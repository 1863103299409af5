namespace Paraphe.Platform.Mail;

/// <summary>Bounces written as prose: qmail, old Exim and Postfix, gateways, web mailers.</summary>
internal static class FreeFormBounce
{
    private const int TextRead = 64 * 1024;
    private const int MostRecipients = 50;

    private static readonly string[] Subjects =
    [
        "undeliver",
        "undelivered mail",
        "delivery status notification",
        "delivery failure",
        "delivery has failed",
        "failure notice",
        "mail delivery failed",
        "mail delivery system",
        "returned mail",
        "message not delivered",
        "could not be delivered",
        "unzustellbar",
        "nicht zustellbar",
        "non remis",
        "non distribu",
        "échec de la remise",
        "échec de remise",
        "no se puede entregar",
        "no entregado",
        "mensaje no entregado",
        "onbestelbaar",
        "niet bezorgd",
        "kan niet worden bezorgd",
    ];

    /// <summary>Only a mail system's own address, or none, together with words that say so.</summary>
    public static bool IsOne(MailMessage message)
    {
        if (message.Headers.Has("X-Failed-Recipients"))
            return true;
        var local = message.Sender?.LocalPart.ToLowerInvariant() ?? "";
        var daemon = local is "" or "mailer-daemon" or "postmaster" or "mail-daemon" || message.Headers["Return-Path"]?.Trim() == "<>";
        return daemon
            && (
                Array.Exists(Subjects, s => message.Subject.Contains(s, StringComparison.OrdinalIgnoreCase))
                || message.Text.Contains("This is the qmail-send program", StringComparison.Ordinal)
            );
    }

    public static IReadOnlyList<BouncedRecipient> Recipients(MailMessage message)
    {
        var delayed =
            message.Subject.Contains("delay", StringComparison.OrdinalIgnoreCase)
            || message.Subject.Contains("warning", StringComparison.OrdinalIgnoreCase);
        var action = delayed ? BounceAction.Delayed : BounceAction.Failed;
        var lines = Report(message).Split('\n');
        var named = Mailbox.ParseList(message.Headers["X-Failed-Recipients"], MostRecipients).Select(m => m.Address).ToList();
        var found = new List<BouncedRecipient>();
        for (var i = 0; i < lines.Length && found.Count < MostRecipients; i++)
        {
            if (Address(lines[i]) is not { } address || found.Exists(f => f.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (named.Count > 0 && !named.Contains(address, StringComparer.OrdinalIgnoreCase))
                continue;
            var words = Words(lines, i);
            found.Add(new BouncedRecipient(address, action, StatusCode.Or(words), words));
        }
        found.AddRange(
            named
                .Where(n => !found.Exists(f => f.Address.Equals(n, StringComparison.OrdinalIgnoreCase)))
                .Select(n => new BouncedRecipient(n, action, null, ""))
        );
        return found;
    }

    /// <summary>The returned message's id, where its headers stand in the text.</summary>
    public static string? MessageId(MailMessage message)
    {
        foreach (var line in Texts.Shorten(message.Text, TextRead).Split('\n'))
        {
            if (line.TrimStart(' ', '>').StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                return MessageIds.Parse(line, 1) is [var id, ..] ? id : null;
        }
        return null;
    }

    // What follows is our own message, with addresses that did not bounce.
    private static string Report(MailMessage message)
    {
        var text = Texts.Shorten(message.Text, TextRead);
        string[] marks =
        [
            "\n--- Below this line",
            "------ This is a copy",
            "\nReturn-Path:",
            "\nReceived:",
            "----- Original message",
            "\nFrom: ",
            "\n--- The header",
        ];
        var end = marks.Select(m => text.IndexOf(m, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(text.Length).Min();
        return text[..end];
    }

    // "<jean@example.fr>:", "  jean@example.fr", "jean@example.fr: host …", "To: jean@example.fr"
    private static string? Address(string line)
    {
        line = line.Trim();
        var open = line.IndexOf('<', StringComparison.Ordinal);
        var close = line.IndexOf('>', open + 1);
        if (open >= 0 && close > open && Mailbox.IsAddress(line[(open + 1)..close]))
            return line[(open + 1)..close];
        var word = line.Split([' ', '\t'], 2)[0].Trim(':', ',', ';', '"', '\'', '(', ')');
        return Mailbox.IsAddress(word) ? word : null;
    }

    // The lines after the address up to the next blank one or address.
    private static string Words(string[] lines, int at)
    {
        var words = new List<string>();
        var own = lines[at].Trim();
        if (own.IndexOf(' ', StringComparison.Ordinal) is var space and > 0)
            words.Add(own[space..].Trim());
        for (var i = at + 1; i < lines.Length && i < at + 8; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 && words.Count > 0 || Address(line) is not null)
                break;
            if (line.Length > 0)
                words.Add(line);
        }
        return Texts.Shorten(Texts.OneLine(string.Join(' ', words)), 500);
    }
}
