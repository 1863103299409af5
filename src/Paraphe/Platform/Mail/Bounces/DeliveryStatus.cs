namespace Paraphe.Platform.Mail;

/// <summary>message/delivery-status (RFC 3464 §2): a block of fields about the message, then one for each recipient.</summary>
internal static class DeliveryStatus
{
    private const int MostRecipients = 500;

    public static Bounce? Read(ReadOnlyMemory<byte> content)
    {
        var reading = new Reading(MailLimits.Default);
        var recipients = new List<BouncedRecipient>();
        string? envelopeId = null;
        while (!content.IsEmpty && recipients.Count < MostRecipients)
        {
            var next = HeaderBlock.Read(content.Span, reading, out var fields);
            // Not a field and not a blank line: nothing more to understand.
            if (next == 0)
                break;
            content = content[next..];
            envelopeId ??= fields["Original-Envelope-Id"];
            if (Recipient(fields) is { } recipient)
                recipients.Add(recipient);
        }
        return new Bounce(recipients, envelopeId is null ? null : Unescape(Texts.Shorten(envelopeId, 300)), null);
    }

    private static BouncedRecipient? Recipient(MailHeaders fields)
    {
        var address = Typed(fields["Original-Recipient"]) ?? Typed(fields["Final-Recipient"]);
        if (address is null)
            return null;
        var action = fields["Action"]?.Trim().ToLowerInvariant() switch
        {
            "delayed" => BounceAction.Delayed,
            "delivered" or "relayed" or "expanded" => BounceAction.Delivered,
            _ => BounceAction.Failed,
        };
        var words = Typed(fields["Diagnostic-Code"], raw: true) ?? fields["X-Display-Name"] ?? "";
        var status = StatusCode.In(fields["Status"] ?? "") ?? StatusCode.In(words);
        return new BouncedRecipient(address, action, status, Texts.Shorten(EncodedWords.Decode(words), 500));
    }

    // "rfc822; jean@example.fr", "smtp; 550 5.1.1 …": the type says nothing new.
    private static string? Typed(string? field, bool raw = false)
    {
        if (string.IsNullOrWhiteSpace(field))
            return null;
        var semicolon = field.IndexOf(';', StringComparison.Ordinal);
        var value = field[(semicolon + 1)..].Trim();
        return raw ? value : Mailbox.Parse(Unescape(Texts.Shorten(value, 1_000)))?.Address;
    }

    // xtext (RFC 3461 §4): +XX.
    private static string Unescape(string text)
    {
        if (!text.Contains('+', StringComparison.Ordinal))
            return text.Trim();
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '+' && i + 2 < text.Length && IsUpperHex(text[i + 1]) && IsUpperHex(text[i + 2]);
            result.Append(isEscape ? (char)((QuotedPrintable.Hex(text[i + 1]) << 4) | QuotedPrintable.Hex(text[i + 2])) : text[i]);
            i += isEscape ? 2 : 0;
        }
        return Texts.OneLine(Texts.WithoutNul(result.ToString())).Trim();
    }

    private static bool IsUpperHex(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'F');
}
