using System.Collections.Immutable;
using Paraphe.Domain.Events;

namespace Paraphe.Domain.Quotes;

/// <summary>What members tell each other about a quote; no revision, portal page or paper ever carries it (QU 6).</summary>
public sealed class QuoteNote : Aggregate
{
    public const int TitleLength = 200;
    public const int TextLength = 20_000;
    public const int MostPictures = 20;
    public const int MostLinks = 20;
    public const int Most = 500;

    private QuoteNote() { }

    public QuoteNote(Guid id, Guid accountId, Guid quoteId, NoteContent content, Actor author, DateTime now)
    {
        (Id, AccountId, QuoteId, Author, CreatedAt) = (id, accountId, quoteId, author.Name, now);
        Change(content, now);
    }

    public Guid QuoteId { get; private set; }

    public NoteContent Content { get; private set; } = new();

    /// <summary>Name of the member who wrote it.</summary>
    public string Author { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime ChangedAt { get; private set; }

    public void Change(NoteContent content, DateTime now)
    {
        var (title, text) = (content.Title.Trim(), content.Text.Trim());
        if (title.Length == 0 && text.Length == 0)
            throw new BrokenRuleException("Rules.NoteEmpty", nameof(content.Text));
        if (title.Length > TitleLength)
            throw new BrokenRuleException("Rules.TooLong", nameof(content.Title), TitleLength);
        if (text.Length > TextLength)
            throw new BrokenRuleException("Rules.TooLong", nameof(content.Text), TextLength);
        if (content.Pictures.Length > MostPictures)
            throw new BrokenRuleException("Rules.TooManyEnclosures.Image", nameof(content.Pictures), MostPictures);
        if (content.Links.Length > MostLinks)
            throw new BrokenRuleException("Rules.TooManyEnclosures.Link", nameof(content.Links), MostLinks);
        Content = content with { Title = title, Text = text };
        ChangedAt = now;
    }
}

public sealed record NoteContent
{
    public string Title { get; init; } = "";

    /// <summary>Plain text or sanitised HTML.</summary>
    public string Text { get; init; } = "";

    /// <summary>Content hashes in the file store.</summary>
    public ImmutableArray<string> Pictures { get; init; } = [];

    public ImmutableArray<string> Links { get; init; } = [];
}
