using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Requests;
using Paraphe.Features.Customers;

namespace Paraphe.Features.Api;

/// <summary>Somebody asks for a quote.</summary>
/// <param name="Name">Of who asks; not checked.</param>
/// <param name="CustomerId">The customer it was linked to.</param>
/// <param name="AssigneeId">The member who answers.</param>
/// <param name="Unread">Something came in that no member has opened.</param>
public sealed record RequestJson(
    Guid Id,
    string Name,
    string Email,
    string Subject,
    RequestStatus Status,
    RequestSource Source,
    Guid? CustomerId,
    Guid? AssigneeId,
    bool Unread,
    DateTime ReceivedAt,
    DateTime LastMessageAt
)
{
    public static RequestJson Of(Request row) =>
        new(
            row.Id,
            row.Name,
            row.Email,
            row.Subject,
            row.Status,
            row.Source,
            row.CustomerId,
            row.AssigneeId,
            row.IsUnread,
            row.ReceivedAt,
            row.LastMessageAt
        );
}

/// <summary>A request with the beginning of its conversation: up to a thousand messages; listMessages has all.</summary>
public sealed record RequestWhole(RequestJson Request, IReadOnlyList<MessageJson> Messages);

/// <summary>An entry of a conversation.</summary>
/// <param name="At">When it was received or written.</param>
/// <param name="Text">The words, without formatting.</param>
public sealed record MessageJson(
    Guid Id,
    MessageKind Kind,
    DateTime At,
    string FromName,
    string FromEmail,
    IReadOnlyList<PartyJson> To,
    string Subject,
    string Text,
    IReadOnlyList<MessageFileJson> Files
)
{
    public static MessageJson Of(Message row) =>
        new(
            row.Id,
            row.Kind,
            row.At,
            row.FromName,
            row.FromEmail,
            [.. row.To.Select(to => new PartyJson(to.Name, to.Email))],
            row.Subject,
            row.Text,
            [.. row.Files.OrderBy(file => file.Place).Select(file => new MessageFileJson(file.Id, file.Name, file.ContentType, file.Size))]
        );
}

/// <summary>A person of a mail's header.</summary>
public sealed record PartyJson(string Name, string Email);

/// <summary>A file of a message. Name and type are the sender's claims.</summary>
public sealed record MessageFileJson(Guid Id, string Name, string Type, long Size);

/// <summary>A request that came by telephone or at the counter.</summary>
public sealed record RequestWish
{
    [Required, StringLength(Request.LongestSubject)]
    public string? Subject { get; init; }

    /// <summary>Of who asks; not needed with a customer.</summary>
    [StringLength(Requester.LongestName)]
    public string? Name { get; init; }

    [StringLength(50)]
    public string? Phone { get; init; }

    [StringLength(254)]
    public string? Email { get; init; }

    /// <summary>What is wanted; kept as a note.</summary>
    [StringLength(20_000)]
    public string? Text { get; init; }

    public Guid? CustomerId { get; init; }

    /// <summary>The member who is to answer.</summary>
    public Guid? AssigneeId { get; init; }
}

/// <summary>A reply by mail; without recipients it goes to who wrote last.</summary>
public sealed record ReplyWish
{
    [MaxLength(50)]
    public IReadOnlyList<string> To { get; init; } = [];

    [MaxLength(50)]
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>Without one, the conversation's.</summary>
    [StringLength(Request.LongestSubject)]
    public string? Subject { get; init; }

    [Required, StringLength(100_000)]
    public string? Text { get; init; }

    /// <summary>The last message goes along under the words.</summary>
    public bool Quote { get; init; } = true;

    /// <summary>Ids of uploaded files that go along.</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid> Files { get; init; } = [];
}

/// <summary>An internal note: never sent, never shown to the customer.</summary>
public sealed record NoteWish
{
    [Required, StringLength(100_000)]
    public string? Text { get; init; }

    /// <summary>Ids of uploaded files that are kept with it.</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid> Files { get; init; } = [];
}

/// <param name="MemberId">Who is to answer; null takes it from whoever has it.</param>
public sealed record AssignWish(Guid? MemberId);

/// <param name="CustomerId">The customer who asks; null unlinks.</param>
public sealed record LinkWish(Guid? CustomerId);
