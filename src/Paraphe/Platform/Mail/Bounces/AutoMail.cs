namespace Paraphe.Platform.Mail;

/// <summary>Why no automatic answer may go to a message (RFC 3834 §2).</summary>
public enum AutoMailKind
{
    /// <summary>A person wrote it, as far as can be told.</summary>
    None,
    Bounce,
    Receipt,

    /// <summary>An automatic reply, or a program's own mail.</summary>
    Automatic,
    List,
    Bulk,

    /// <summary>Its sender asks for no automatic answers, or is an address that reads none.</summary>
    Unwanted,
}

/// <summary>Tells mail that people write from mail that programs send.</summary>
public static class AutoMail
{
    private static readonly string[] Subjects =
    [
        "auto:",
        "automatic reply",
        "auto-reply",
        "autoreply",
        "out of office",
        "réponse automatique",
        "absence du bureau",
        "automatische antwort",
        "abwesenheitsnotiz",
        "respuesta automática",
        "fuera de la oficina",
        "automatisch antwoord",
        "afwezig",
    ];

    private static readonly string[] Unread =
    [
        "noreply",
        "no-reply",
        "no_reply",
        "donotreply",
        "do-not-reply",
        "ne-pas-repondre",
        "nepasrepondre",
        "nicht-antworten",
        "bounce",
        "bounces",
    ];

    /// <param name="message">As read.</param>
    /// <param name="envelopeSender">MAIL FROM; empty for a bounce; null where it is not known.</param>
    public static AutoMailKind Of(MailMessage message, string? envelopeSender)
    {
        var headers = message.Headers;
        var type = MimeValue.Parse(headers["Content-Type"]);
        var report = type.Value == "multipart/report" ? type["report-type"]?.ToLowerInvariant() : null;
        if (report == "disposition-notification")
            return AutoMailKind.Receipt;
        if (report is not null || BounceReader.Read(message) is not null)
            return AutoMailKind.Bounce;
        if (
            Is(headers["Auto-Submitted"], "no") == false
            || headers.Has("X-Autoreply")
            || headers.Has("X-Autorespond")
            || headers.Has("X-Autoresponse")
        )
            return AutoMailKind.Automatic;
        var precedence = headers["Precedence"]?.Trim().ToLowerInvariant();
        if (
            headers.Has("List-Id")
            || headers.Has("List-Post")
            || headers.Has("List-Unsubscribe")
            || headers.Has("Mailing-List")
            || precedence == "list"
        )
            return AutoMailKind.List;
        if (precedence is "bulk" or "junk")
            return AutoMailKind.Bulk;
        if (precedence == "auto_reply" || Array.Exists(Subjects, s => message.Subject.StartsWith(s, StringComparison.OrdinalIgnoreCase)))
            return AutoMailKind.Automatic;
        var sender = envelopeSender ?? headers["Return-Path"]?.Trim(' ', '<', '>');
        // An empty sender wants no answer, and answering it would bounce for ever.
        if (
            sender is ""
            || AsksForNone(headers["X-Auto-Response-Suppress"])
            || IsUnread(message.Sender)
            || IsUnread(sender is null ? null : new Mailbox(null, sender))
        )
            return AutoMailKind.Unwanted;
        return AutoMailKind.None;
    }

    private static bool? Is(string? value, string word) =>
        value is null ? null : MimeValue.Parse(value).Value.Equals(word, StringComparison.Ordinal);

    private static bool AsksForNone(string? suppress) =>
        suppress is not null
        && (
            suppress.Contains("All", StringComparison.OrdinalIgnoreCase)
            || suppress.Contains("AutoReply", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsUnread(Mailbox? sender)
    {
        var local = sender?.LocalPart.ToLowerInvariant() ?? "";
        return local is "mailer-daemon" or "postmaster"
            || local.StartsWith("owner-", StringComparison.Ordinal)
            || local.EndsWith("-request", StringComparison.Ordinal)
            || local.EndsWith("-owner", StringComparison.Ordinal)
            || local.EndsWith("-bounces", StringComparison.Ordinal)
            || Array.Exists(
                Unread,
                u =>
                    local == u || local.StartsWith(u + "+", StringComparison.Ordinal) || local.StartsWith(u + "-", StringComparison.Ordinal)
            );
    }
}
