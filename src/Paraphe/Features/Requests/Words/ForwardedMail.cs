using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Words;

/// <summary>What a member forwarded to the request address: who wrote it, and what (RQ 2).</summary>
/// <param name="Sender">As the forwarding program names him; the address is empty where it wrote the name alone.</param>
/// <param name="Text">The forwarded words.</param>
/// <param name="Original">The message itself, where it was forwarded as an attachment.</param>
public sealed record ForwardedMail(Mailbox Sender, string Subject, string Text, MailMessage? Original)
{
    /// <param name="isOurs">Whether an address belongs to a member or to us: their own mails further down are no request.</param>
    public static ForwardedMail? Find(MailMessage message, Func<string, bool> isOurs)
    {
        if (message.Messages.FirstOrDefault(inner => inner.Sender is { } from && !isOurs(from.Address)) is { } attached)
            return new ForwardedMail(attached.Sender!, attached.Subject, attached.Text, attached);
        var lines = message.Text.Split('\n');
        for (var block = HeaderLines.Find(lines); block is not null; block = HeaderLines.Find(lines, block.End))
        {
            var sender = block.Sender ?? new Mailbox(Name(block.From), "");
            if (sender.Shown.Length == 0 || (sender.Address.Length > 0 && isOurs(sender.Address)))
                continue;
            return new ForwardedMail(sender, block.Subject, Unquoted(lines[block.End..]), null);
        }
        return null;
    }

    private static string Name(string from) => from.Split('<', '[')[0].Trim(' ', '"', '\'');

    // Apple Mail puts > before every line that it forwards.
    private static string Unquoted(string[] lines)
    {
        var words = lines.Where(line => line.Trim().Length > 0).ToList();
        var quoted = words.Count > 0 && words.TrueForAll(line => line.StartsWith('>'));
        return string.Join('\n', quoted ? lines.Select(line => line.TrimStart('>').TrimStart(' ')) : lines).Trim('\n', ' ');
    }
}
