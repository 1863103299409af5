using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests.Replying;

/// <summary>Fills the placeholders of texts that answer a request: <c>{requester} {subject} {member} {company} {phone} {date}</c>. Unknown ones stay.</summary>
public static class ReplyPlaceholders
{
    public static readonly IReadOnlyList<string> Names = ["requester", "subject", "member", "company", "phone", "date"];

    public static string Fill(string text, Request request, Account account, string member, Texts words)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        (string Name, string Value)[] values =
        [
            ("requester", request.Requester.Shown),
            ("subject", request.Subject),
            ("member", member),
            ("company", account.Profile.Name),
            ("phone", account.Profile.Phone),
            ("date", words.Date(DateOnly.FromDateTime(account.ToLocal(request.ReceivedAt)))),
        ];
        foreach (var (name, value) in values)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }
}
