using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Replying;

/// <summary>A reply or note as it is being written.</summary>
public sealed record ReplyInput
{
    /// <summary><c>reply</c> or <c>note</c>.</summary>
    public string Kind { get; init; } = "reply";

    [StringLength(2000)]
    public string? To { get; init; }

    [StringLength(2000)]
    public string? Cc { get; init; }

    [StringLength(Request.LongestSubject)]
    public string? Subject { get; init; }

    [StringLength(100_000)]
    public string? Text { get; init; }

    /// <summary>The same with formatting, where the editor wrote some; the server keeps what it knows.</summary>
    [StringLength(200_000)]
    public string? Html { get; init; }

    /// <summary>The last message goes along under the words.</summary>
    public bool Quote { get; init; } = true;

    /// <summary>The last mail that the writer saw.</summary>
    public Guid? Seen { get; init; }

    /// <summary>The saved text to put in, when its button was pressed.</summary>
    public Guid? Use { get; init; }

    public IReadOnlyList<IFormFile> Files { get; init; } = [];

    public bool IsNote => Kind == "note";

    /// <summary>An empty answer to the last mail of a conversation.</summary>
    public static ReplyInput AnswerTo(IReadOnlyList<Message> messages, Request request)
    {
        var mails = messages.Where(message => message.Kind is MessageKind.In or MessageKind.Out).ToList();
        var last = mails.LastOrDefault(message => message.Kind == MessageKind.In && !message.IsAutomatic);
        var subject = request.Subject.Length > 0 ? request.Subject : last?.Subject ?? "";
        var (name, email) =
            last is null || !Mailbox.IsAddress(last.FromEmail)
                ? (request.Requester.Name, request.Requester.Email)
                : (last.FromName, last.FromEmail);
        return new ReplyInput
        {
            To = email.Length == 0 ? "" : new Mailbox(name.Length > 0 ? name : null, email).ToString(),
            Subject = last is null ? subject : Subjects.Reply(subject),
            Quote = last is not null,
            Seen = mails.LastOrDefault()?.Id,
        };
    }
}
