using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Writes an <see cref="OutgoingMessage"/>: alternative inside related inside mixed, each only where needed.</summary>
internal sealed class MimeWriter(OutgoingMessage message, Stream stream)
{
    private static readonly string[] OwnFields =
    [
        "From",
        "Sender",
        "To",
        "Cc",
        "Bcc",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Auto-Submitted",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "Content-ID",
        "Content-Language",
        "Return-Path",
        "Received",
    ];

    private readonly HeaderWriter header = new(stream);
    private int boundaries;

    public void Write()
    {
        Fields();
        var files = message.Html is null ? message.Attachments.Concat(message.Pictures).ToList() : message.Attachments;
        if (files.Count == 0)
            Body();
        else
            Parts("multipart/mixed", [Body, .. files.Select(f => (Action)(() => File(f, "attachment")))]);
    }

    private void Fields()
    {
        header.Date("Date", message.Date);
        header.Addresses("From", [message.From]);
        header.Addresses("Reply-To", message.ReplyTo);
        header.Addresses("To", message.To);
        header.Addresses("Cc", message.Cc);
        header.Text("Subject", message.Subject);
        header.Ids("Message-ID", [message.MessageId]);
        if (message.InReplyTo is { } answered)
            header.Ids("In-Reply-To", [answered]);
        if (message.References.Count > 0)
            header.Ids("References", message.References);
        if (message.AutoSubmitted is { } auto)
            header.Plain("Auto-Submitted", auto);
        if (message.ListUnsubscribe.Count > 0)
            header.Plain("List-Unsubscribe", string.Join(", ", message.ListUnsubscribe.Select(u => $"<{u.AbsoluteUri}>")));
        if (message.OneClickUnsubscribe)
            header.Plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        if (message.Language is { } language)
            header.Plain("Content-Language", language);
        foreach (var (name, value) in message.Headers)
        {
            if (OwnFields.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException($"{name} has a property of its own", nameof(message));
            header.Text(name, value);
        }
        header.Plain("MIME-Version", "1.0");
    }

    private void Body()
    {
        if (message.Html is not { } html)
            Text("text/plain", message.Text ?? "");
        else
            Parts("multipart/alternative", [() => Text("text/plain", message.Text ?? HtmlText.From(html)), () => Html(html)]);
    }

    private void Html(string html)
    {
        if (message.Pictures.Count == 0)
            Text("text/html", html);
        else
            Parts("multipart/related", [() => Text("text/html", html), .. message.Pictures.Select(p => (Action)(() => File(p, "inline")))]);
    }

    private void Parts(string type, IReadOnlyList<Action> parts)
    {
        var boundary = Boundary();
        header.Parameters("Content-Type", type, ("boundary", boundary));
        header.End();
        foreach (var part in parts)
        {
            stream.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n"));
            part();
            stream.Write("\r\n"u8);
        }
        stream.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
    }

    private void Text(string type, string text)
    {
        var bytes = BodyEncoding.Lines(text);
        var encoding = BodyEncoding.For(bytes);
        header.Parameters("Content-Type", type, ("charset", "utf-8"));
        header.Parameters("Content-Transfer-Encoding", encoding);
        header.End();
        BodyEncoding.Write(stream, bytes, encoding);
    }

    private void File(OutgoingFile file, string disposition)
    {
        // An attached message may not be encoded (RFC 2046 §5.2.1); as plain bytes it stays exact.
        var type = file.ContentType.StartsWith("message/", StringComparison.OrdinalIgnoreCase)
            ? "application/octet-stream"
            : file.ContentType;
        header.Parameters("Content-Type", type, ("name", file.Name));
        header.Parameters("Content-Disposition", disposition, ("filename", file.Name));
        if (file.ContentId is { } id)
            header.Ids("Content-ID", [id]);
        header.Parameters("Content-Transfer-Encoding", "base64");
        header.End();
        BodyEncoding.Write(stream, file.Content.Span, "base64");
    }

    // "=_" cannot occur in base64 or quoted-printable, and a text with it at a line's start is never sent as it is.
    private string Boundary()
    {
        var seed = string.Create(CultureInfo.InvariantCulture, $"{message.BoundarySeed ?? message.MessageId}/{boundaries++}");
        return "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 15));
    }
}
