namespace Paraphe.Platform.Mail;

/// <summary>Recognises mail that reports on mail of ours: RFC 3464 reports, and the free-form ones of qmail, Exim and others.</summary>
public static class BounceReader
{
    /// <summary>The report in the message, or null if it is none. Never throws. Anybody can forge one: match it against what was sent.</summary>
    public static Bounce? Read(MailMessage message)
    {
        var status = message.Files.FirstOrDefault(f => f.ContentType is "message/delivery-status" or "message/global-delivery-status");
        if (status is not null && DeliveryStatus.Read(status.Decode()) is { Recipients.Count: > 0 } report)
            return report with { MessageId = ReturnedId(message) };
        if (FreeFormBounce.IsOne(message))
            return new Bounce(FreeFormBounce.Recipients(message), null, ReturnedId(message) ?? FreeFormBounce.MessageId(message));
        return null;
    }

    private static string? ReturnedId(MailMessage message)
    {
        if (message.Messages.FirstOrDefault()?.MessageId is { } id)
            return id;
        var headers = message.Files.FirstOrDefault(f => f.ContentType is "text/rfc822-headers" or "message/global-headers");
        return headers is null ? null : MimeReader.Read(headers.Decode()).MessageId;
    }
}
