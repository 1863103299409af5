using Microsoft.AspNetCore.Html;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Words the lines of a request's timeline.</summary>
public static class RequestLines
{
    /// <summary>What happened, with who did it; a quote is linked.</summary>
    public static IHtmlContent Say(Message line, Texts texts, IReadOnlyDictionary<Guid, string> members)
    {
        var who = line.MemberId is { } id ? members.GetValueOrDefault(id, line.FromName) : line.FromName;
        object[] args = line.What switch
        {
            "assigned" =>
            [
                who,
                line.Args is [var to, ..] && Guid.TryParse(to, out var member)
                    ? members.GetValueOrDefault(member, line.Args.ElementAtOrDefault(1) ?? "?")
                    : "?",
            ],
            "quoteCreated" or "quoteSent" or "quoteSigned" or "quoteRejected" => [who, Link($"/quotes/{line.Args[1]}", line.Args[0])],
            "customerLinked" or "prospectMade" or "customerMade" => [who, Link($"/customers/{line.Args[1]}", line.Args[0])],
            "splitOff" or "movedHere" or "movedAway" or "joined" => [who, Link($"/requests/{line.Args[1]}", line.Args[0])],
            "mailFailed" => [line.Args[0], line.Args[1]],
            _ => [who, .. line.Args],
        };
        return texts.Html("Requests.Line." + line.What, args);
    }

    private static HtmlString Link(string href, string word) =>
        new(
            $"<a href=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(href)}\">{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(word)}</a>"
        );
}
