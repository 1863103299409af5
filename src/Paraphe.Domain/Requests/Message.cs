using Paraphe.Domain.Events;

namespace Paraphe.Domain.Requests;

public enum MessageKind
{
    /// <summary>Mail of theirs, or what they wrote into the form.</summary>
    In,

    /// <summary>Mail of ours.</summary>
    Out,

    /// <summary>Internal: never sent, never in the portal.</summary>
    Note,

    /// <summary>What happened beside the words: assigned, quote sent …</summary>
    Line,
}

/// <summary>A person of a mail's header.</summary>
public sealed record Party(string Name, string Email)
{
    public string Shown => Name.Length > 0 ? Name : Email;
}

/// <summary>
/// One entry of a conversation. Mail is never edited; its raw bytes stay in the file store, and everything here can be read from them again.
/// </summary>
public sealed class Message : IOwned
{
    private readonly List<MessageFile> files = [];

    private Message() { }

    public Message(Guid id, Guid accountId, Guid conversationId, MessageKind kind, Party from, DateTime at)
    {
        (Id, AccountId, ConversationId, Kind, At) = (id, accountId, conversationId, kind, at);
        (FromName, FromEmail) = (from.Name, from.Email);
    }

    /// <summary>A line of the timeline.</summary>
    /// <param name="what">Key of its text, such as <c>assigned</c>.</param>
    public static Message Line(
        Guid id,
        Guid accountId,
        Guid conversationId,
        Actor who,
        string what,
        IReadOnlyList<string> args,
        DateTime at
    ) =>
        new(id, accountId, conversationId, MessageKind.Line, new Party(who.Name, ""), at)
        {
            MemberId = who.Id,
            What = what,
            Args = args,
        };

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid ConversationId { get; private set; }
    public MessageKind Kind { get; private set; }

    /// <summary>When we received or wrote it; the sender's own date is only a claim.</summary>
    public DateTime At { get; private set; }
    public string FromName { get; private set; } = "";
    public string FromEmail { get; private set; } = "";

    /// <summary>The member who wrote it, or who forwarded it to us.</summary>
    public Guid? MemberId { get; init; }
    public IReadOnlyList<Party> To { get; init; } = [];
    public IReadOnlyList<Party> Cc { get; init; } = [];
    public string Subject { get; init; } = "";

    /// <summary>The words as text; of very long ones the beginning.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a reply or note written with formatting: sanitised HTML. Mail of theirs is read from the raw message.</summary>
    public string Html { get; init; } = "";

    /// <summary>Its raw message has HTML to show.</summary>
    public bool HasHtml { get; init; }

    /// <summary>The HTML asks for pictures from elsewhere: they tell the sender that it was read, so a member decides.</summary>
    public bool HasRemotePictures { get; init; }

    /// <summary>The words were cut, or not everything was understood: the raw message has it all.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>No person wrote it: an automatic reply of ours or theirs.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The rest of a forward is the message itself, so it is not folded away.</summary>
    public bool IsForward { get; init; }

    /// <summary>RFC 5322 id without brackets; empty where there was none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>What a trusted relay found about the sender: pass, fail or nothing.</summary>
    public string Checks { get; init; } = "";

    /// <summary>Content hash of the raw message; null for what was typed here.</summary>
    public string? RawHash { get; init; }

    /// <summary>The mail it was read from: a job that runs twice finds it.</summary>
    public Guid? InboundId { get; init; }

    /// <summary>The mail that carried it away.</summary>
    public Guid? OutgoingId { get; private set; }

    /// <summary>The quote it brought.</summary>
    public Guid? QuoteId { get; init; }

    /// <summary>Of a line: the key of its text, with its values.</summary>
    public string What { get; init; } = "";
    public IReadOnlyList<string> Args { get; init; } = [];

    public IReadOnlyList<MessageFile> Files => files;

    public Party From => new(FromName, FromEmail);

    public MessageFile Attach(
        Guid id,
        string name,
        string contentType,
        string hash,
        long size,
        string? contentId = null,
        bool inline = false
    )
    {
        var file = new MessageFile(id, AccountId, Id, files.Count, name, contentType, hash, size, contentId, inline);
        files.Add(file);
        return file;
    }

    public void LeavesAs(Guid outgoing) => OutgoingId = outgoing;

    public void MoveTo(Guid conversation) => ConversationId = conversation;
}

/// <summary>A file of a message; its bytes are in the file store. Name and type are the sender's claims.</summary>
public sealed class MessageFile : IOwned
{
    private MessageFile() { }

    internal MessageFile(
        Guid id,
        Guid accountId,
        Guid messageId,
        int place,
        string name,
        string contentType,
        string hash,
        long size,
        string? contentId,
        bool inline
    )
    {
        (Id, AccountId, MessageId, Place, Name) = (id, accountId, messageId, place, name);
        (ContentType, Hash, Size, ContentId, IsInline) = (contentType, hash, size, contentId, inline);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid MessageId { get; private set; }
    public int Place { get; private set; }
    public string Name { get; private set; } = "";
    public string ContentType { get; private set; } = "";
    public string Hash { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; private set; }
    public string? ContentId { get; private set; }
    public bool IsInline { get; private set; }
}
