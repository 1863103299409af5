using Paraphe.Domain.Customers;

namespace Paraphe.Domain.Requests;

/// <summary>A prospective customer's request for a quote (§1). Its words are in its conversation.</summary>
public sealed class Request : Aggregate
{
    public const int LongestSubject = 300;

    /// <summary>Characters of the first message that the list's search looks into.</summary>
    private const int SearchedText = 600;

    private Request() { }

    public Request(Guid id, Guid accountId, Guid conversationId, Requester requester, string subject, RequestSource source, DateTime now)
    {
        (Id, AccountId, ConversationId, Source) = (id, accountId, conversationId, source);
        (ReceivedAt, LastMessageAt) = (now, now);
        Rename(subject);
        Identify(requester);
        Happened(new RequestReceived(this));
    }

    public Guid ConversationId { get; private set; }

    public RequestSource Source { get; private set; }

    /// <summary>As mailed or typed, with what the signature gave: suggestions, until a customer is linked.</summary>
    public Requester Requester { get; private set; } = new();

    /// <summary>Copied from the requester, for lists.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Small letters, for look-up.</summary>
    public string Email { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Two letters, of the languages we speak; empty when it cannot be told.</summary>
    public string Language { get; private set; } = "";

    public Guid? CustomerId { get; private set; }

    public Guid? AssigneeId { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    public DateTime LastMessageAt { get; private set; }

    /// <summary>When a member first replied; automatic replies do not count.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    public DateTime? SpamAt { get; private set; }

    /// <summary>The column by which the list keeps spam apart.</summary>
    public bool IsSpam { get; private set; }

    /// <summary>Something came in that no member has opened.</summary>
    public bool IsUnread { get; private set; }

    /// <summary>Another request that this may belong to, by sender and subject: a member confirms (RQ 5).</summary>
    public Guid? PerhapsOfId { get; private set; }

    /// <summary>Follows from the facts and is written with them, because the list filters and counts by it.</summary>
    public RequestStatus Status { get; private set; }

    /// <summary>The furthest of its quotes when they last changed; null without quotes.</summary>
    public RequestStatus? QuotesStatus { get; private set; }

    public string SearchText { get; private set; } = "";

    /// <summary>The first words, for the list.</summary>
    public string Begins { get; private set; } = "";

    public void Identify(Requester requester)
    {
        Requester = requester;
        Name = requester.Shown;
        Email = requester.Email.Trim().ToLowerInvariant();
        IndexForSearch();
    }

    public void Speaks(string language) => Language = language;

    /// <summary>A message of theirs joined the conversation.</summary>
    public void Receive(Message mail)
    {
        if (Begins.Length == 0)
            Begin(mail.Text);
        LastMessageAt = Later(mail.At);
        IsUnread = true;
        Happened(new RequestMessageArrived(this, mail));
    }

    /// <summary>The first words where nobody mailed: what a member noted.</summary>
    public void Begin(string text)
    {
        Begins = text.UpTo(SearchedText);
        IndexForSearch();
    }

    /// <summary>A member's reply joined the conversation.</summary>
    public void Answer(Message reply)
    {
        LastMessageAt = Later(reply.At);
        if (!reply.IsAutomatic)
            AnsweredAt ??= reply.At;
        Reckon();
    }

    /// <summary>The only replies never left: it is as if nobody had answered.</summary>
    public void Unanswer()
    {
        AnsweredAt = null;
        Reckon();
    }

    /// <returns>False when it was read already.</returns>
    public bool Read()
    {
        var unread = IsUnread;
        IsUnread = false;
        return unread;
    }

    public void MarkUnread() => IsUnread = true;

    public void AssignTo(Guid? member) => AssigneeId = member;

    public void LinkTo(Customer customer) => CustomerId = customer.Id;

    public void Unlink() => CustomerId = null;

    public void Rename(string subject)
    {
        Subject = subject.Trim().UpTo(LongestSubject);
        IndexForSearch();
    }

    public void Cancel(DateTime now)
    {
        CancelledAt ??= now;
        Reckon();
    }

    public void UndoCancel()
    {
        CancelledAt = null;
        Reckon();
    }

    public void MarkSpam(DateTime now)
    {
        SpamAt ??= now;
        (IsSpam, IsUnread) = (true, false);
    }

    public void NotSpam() => (SpamAt, IsSpam) = (null, false);

    public void PerhapsBelongsTo(Guid? request) => PerhapsOfId = request;

    /// <summary>Where its quotes stand now (RQ 8).</summary>
    /// <param name="today">The day in the account's time zone.</param>
    public void Follow(IReadOnlyCollection<QuoteStep> quotes, DateOnly today)
    {
        QuotesStatus = QuoteStep.Furthest(quotes, today);
        Reckon();
    }

    private void Reckon() =>
        Status =
            CancelledAt is not null ? RequestStatus.Cancelled
            : QuotesStatus is { } furthest ? furthest
            : AnsweredAt is not null ? RequestStatus.Answered
            : RequestStatus.Received;

    private void IndexForSearch() =>
        SearchText = Paraphe.Domain.SearchText.Of(
            Subject,
            Requester.Name,
            Requester.Company,
            Requester.Email,
            Requester.Phone,
            PhoneDigits.Tail(Requester.Phone),
            Begins
        );

    private DateTime Later(DateTime at) => at > LastMessageAt ? at : LastMessageAt;
}

public sealed record RequestReceived(Request Request) : Happening;

public sealed record RequestMessageArrived(Request Request, Message Message) : Happening;
