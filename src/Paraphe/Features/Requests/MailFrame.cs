using System.Text.Encodings.Web;

namespace Paraphe.Features.Requests;

/// <summary>The page in which sanitised HTML of a mail is shown: our type and colours where the sender set none.</summary>
public static class MailFrame
{
    private const string Style =
        "html{color-scheme:light dark;font:14px/1.5 'Inter Variable',Inter,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere;"
        + "background:transparent;color:light-dark(oklch(.235 .008 90),oklch(.945 .004 90))}"
        + "html[data-theme=light]{color-scheme:light}html[data-theme=dark]{color-scheme:dark}body{margin:0;overflow-x:auto}"
        + "p{margin:0 0 8px}img{max-width:100%;height:auto}table{max-width:100%}a{color:light-dark(#1d4f7c,#8fc1ee)}"
        + "blockquote{margin:8px 0;padding-left:12px;border-left:2px solid light-dark(#d9d7d0,#4a4844)}pre{white-space:pre-wrap}"
        + "summary{cursor:pointer;color:light-dark(#1d4f7c,#8fc1ee);font-weight:550;font-size:13px;margin-top:8px;width:fit-content}"
        // A sender's own background was chosen for dark letters on paper.
        + "html.paper{color-scheme:light;background:#fff;color:#222}html.paper body{padding:12px}";

    public static string Page(string body, string? theme, string language)
    {
        var designed = body.Contains("bgcolor=", StringComparison.Ordinal) || body.Contains("background-color:", StringComparison.Ordinal);
        return $"<!doctype html><html lang=\"{language}\" data-theme=\"{HtmlEncoder.Default.Encode(theme ?? "")}\"{(designed ? " class=\"paper\"" : "")}>"
            + $"<head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><title>E-mail</title><style>{Style}</style></head><body>{body}</body></html>";
    }
}
