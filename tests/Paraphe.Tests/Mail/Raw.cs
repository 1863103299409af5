using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

/// <summary>Raw messages from readable text: \n becomes CRLF, each letter up to U+00FF one byte.</summary>
internal static class Raw
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static MailMessage Read(string text, MailLimits? limits = null) => Sound(MimeReader.Read(Bytes(text), limits));

    public static MailMessage Read(byte[] bytes, MailLimits? limits = null) => Sound(MimeReader.Read(bytes, limits));

    /// <summary>What holds for every message, however broken.</summary>
    public static MailMessage Sound(MailMessage message)
    {
        message.Notes.ShouldNotContain(n => n.Kind == MailNoteKind.ReadingFailed);
        message.Text.ShouldNotContain('\0');
        message.Subject.Any(char.IsControl).ShouldBeFalse();
        (message.Html ?? "").ShouldNotContain('\0');
        foreach (var box in message.From.Concat(message.To).Concat(message.Cc).Concat(message.ReplyTo))
        {
            box.Address.ShouldContain('@');
            box.Address.Concat(box.Name ?? "").Any(char.IsControl).ShouldBeFalse();
        }
        foreach (var file in message.Files)
        {
            file.Name.Length.ShouldBeInRange(1, 200);
            file.Name.Any(c => char.IsControl(c) || c is '/' or '\\').ShouldBeFalse();
            file.Decode().Length.ShouldBeGreaterThanOrEqualTo(0);
            if (file.Message is not null)
                Sound(file.Message);
        }
        return message;
    }
}
