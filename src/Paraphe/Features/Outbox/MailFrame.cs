using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Html.Parser;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Outbox;

/// <summary>A mail of ours as a page for a sandboxed frame: its pictures inside it, its links opening beside it.</summary>
internal static class MailFrame
{
    private const int LargestPicture = 1 << 20;

    public static string Of(MailMessage message)
    {
        var parser = new HtmlParser();
        using var page = parser.ParseDocument(message.Html ?? $"<!doctype html><pre>{WebUtility.HtmlEncode(message.Text)}</pre>");
        foreach (var active in page.QuerySelectorAll("script, iframe, object, embed, base, meta[http-equiv], link"))
            active.Remove();
        foreach (var link in page.QuerySelectorAll("a[href]"))
        {
            link.SetAttribute("target", "_blank");
            link.SetAttribute("rel", "noopener noreferrer");
        }
        foreach (var picture in page.QuerySelectorAll("img"))
            if (Inline(message, picture.GetAttribute("src")) is { } data)
                picture.SetAttribute("src", data);
            else
                picture.RemoveAttribute("src");
        if (message.Html is null && page.QuerySelector("pre") is { } text)
            LinkUp(text);
        return page.ToHtml();
    }

    private static string? Inline(MailMessage message, string? source)
    {
        if (source is null || !source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
            return null;
        var file = message.Files.FirstOrDefault(file => file.ContentId == source[4..]);
        var bytes = file?.Decode() ?? ReadOnlyMemory<byte>.Empty;
        return bytes.Length <= LargestPicture && PictureType.Of(bytes.Span) is { } type
            ? $"data:{type};base64,{Convert.ToBase64String(bytes.Span)}"
            : null;
    }

    // A newcomer without a mail server follows the customer's link from here.
    private static void LinkUp(AngleSharp.Dom.IElement text)
    {
        var html = new StringBuilder();
        foreach (var word in text.TextContent.Split(' '))
            html.Append(html.Length > 0 ? " " : "")
                .Append(
                    string.Join(
                        '\n',
                        word.Split('\n')
                            .Select(part =>
                                part.StartsWith("https://", StringComparison.Ordinal)
                                || part.StartsWith("http://", StringComparison.Ordinal)
                                    ? $"<a target=\"_blank\" rel=\"noopener noreferrer\" href=\"{WebUtility.HtmlEncode(part)}\">{WebUtility.HtmlEncode(part)}</a>"
                                    : WebUtility.HtmlEncode(part)
                            )
                    )
                );
        text.InnerHtml = html.ToString();
    }
}
