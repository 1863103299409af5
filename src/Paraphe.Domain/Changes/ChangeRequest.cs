using System.Collections.Immutable;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Changes;

/// <summary>
/// A customer's round of wishes on a quote: the customer's alone until it is submitted as a whole, then read-only for him and worked off by
/// the members, answered with the next revision.
/// </summary>
public sealed class ChangeRequest : Aggregate
{
    public const int LongestWish = 5_000;
    public const int LongestName = 200;

    /// <summary>More wishes than this in one round are a new offer.</summary>
    public const int MostWishes = 300;

    private ChangeRequest() { }

    public ChangeRequest(Guid id, Quote quote, DateTime now)
    {
        (Id, AccountId, QuoteId, Round, StartedAt) = (id, quote.AccountId, quote.Id, quote.RoundCount + 1, now);
        (RevisionId, RevisionNumber) = (quote.CurrentRevisionId ?? Guid.Empty, quote.RevisionCount);
    }

    public Guid QuoteId { get; private set; }

    /// <summary>From 1, within the quote.</summary>
    public int Round { get; private set; }

    /// <summary>The revision it speaks of: of a draft the one it was begun on.</summary>
    public Guid RevisionId { get; private set; }
    public int RevisionNumber { get; private set; }
    public ImmutableArray<Wish> Wishes { get; private set; } = [];
    public DateTime StartedAt { get; private set; }
    public DateTime? SubmittedAt { get; private set; }
    public string SubmittedBy { get; private set; } = "";

    /// <summary>When the next revision was sent; with it all open rounds are answered (CR 9).</summary>
    public DateTime? AnsweredAt { get; private set; }
    public int? AnsweredRevision { get; private set; }

    /// <summary>Wishes and answers, folded, to search in.</summary>
    public string SearchText { get; private set; } = "";

    public bool IsDraft => SubmittedAt is null;

    public bool IsOpen => SubmittedAt is not null && AnsweredAt is null;

    public IEnumerable<Wish> Asked => Wishes.Where(wish => !wish.LeftOut);

    public int DoneCount => Asked.Count(wish => wish.Done is not null);

    public Wish? Of(Guid line, Delivery delivery) =>
        Wishes.FirstOrDefault(wish => wish.Line == line && string.Equals(wish.Author, AuthorOf(delivery), StringComparison.Ordinal));

    /// <summary>Whether the wish was saved over a link of the same recipient.</summary>
    public static bool IsBy(Wish wish, Delivery delivery) => string.Equals(wish.Author, AuthorOf(delivery), StringComparison.Ordinal);

    /// <summary>Saves or changes the wish of the link's recipient for a line (CR 1, CR 2).</summary>
    /// <param name="content">What the recipient is shown.</param>
    /// <param name="today">The day in the account's time zone.</param>
    public void Save(
        Guid id,
        Guid line,
        WishKind kind,
        string text,
        string name,
        QuoteContent content,
        Quote quote,
        Delivery delivery,
        DateOnly today,
        DateTime now
    )
    {
        EnsureMine(quote, delivery, today);
        var lineName = content.NameOfWishable(line) ?? throw new BrokenRuleException("Rules.LineGone");
        (text, name) = (text.ReplaceLineEndings("\n").Trim(), name.Trim());
        if (text.Length == 0)
            throw new BrokenRuleException("Rules.WishMissing", "wish");
        if (text.Length > LongestWish)
            throw new BrokenRuleException("Rules.WishTooLong", "wish", LongestWish);
        if (name.Length == 0)
            throw new BrokenRuleException("Rules.NameMissing", "name");
        if (name.Length > LongestName)
            throw new BrokenRuleException("Rules.TooLong", "name", LongestName);
        var old = Of(line, delivery);
        if (old is null && Wishes.Length >= MostWishes)
            throw new BrokenRuleException("Rules.TooManyWishes", null, MostWishes);
        var wish = new Wish
        {
            Key = old?.Key ?? id,
            Line = line,
            LineName = lineName,
            Kind = kind,
            Text = text,
            Name = name,
            Author = AuthorOf(delivery),
            SavedAt = now,
        };
        Hold(old is null ? Wishes.Add(wish) : Wishes.Replace(old, wish));
    }

    /// <summary>Takes the recipient's own wish back; nothing happens when there is none.</summary>
    public void Remove(Guid line, Quote quote, Delivery delivery, DateOnly today)
    {
        EnsureMine(quote, delivery, today);
        if (Of(line, delivery) is { } wish)
            Hold(Wishes.Remove(wish));
    }

    /// <summary>Tells the company: all wishes or none (CR 3). Those of lines that are gone stay behind, readable.</summary>
    public void Submit(Quote quote, Revision revision, Delivery delivery, DateOnly today, DateTime now)
    {
        EnsureMine(quote, delivery, today);
        var content = revision.Read().Content;
        var wishes = Wishes.Select(wish => wish with { LeftOut = content.NameOfWishable(wish.Line) is null }).ToImmutableArray();
        if (wishes.All(wish => wish.LeftOut))
            throw new BrokenRuleException("Rules.NothingToSubmit");
        Hold(wishes);
        var own = wishes.LastOrDefault(wish => !wish.LeftOut && IsBy(wish, delivery)) ?? wishes.Last(wish => !wish.LeftOut);
        (SubmittedAt, SubmittedBy) = (now, own.Name);
        (RevisionId, RevisionNumber) = (revision.Id, revision.Number);
        quote.AskedForChanges(this, delivery, now);
    }

    /// <summary>A member marks the changes of a line as completed, or not (CR 7). Nobody else is told.</summary>
    public void Tick(Guid wish, bool done, string by, DateTime now) =>
        Change(wish, old => (old.Done is not null) == done ? old : old with { Done = done ? new WishTick(by, now) : null });

    /// <summary>What the customer will read with the next revision; possible needs no words.</summary>
    public void Answer(Guid wish, bool possible, string words, Quote quote, Actor by, DateTime now)
    {
        words = words.ReplaceLineEndings("\n").Trim();
        if (words.Length > LongestWish)
            throw new BrokenRuleException("Rules.WishTooLong", "words", LongestWish);
        if (!possible && words.Length == 0)
            throw new BrokenRuleException("Rules.AnswerMissing", "words");
        Change(
            wish,
            old =>
            {
                if (old.Answer is { } given && given.Possible == possible && given.Words == words)
                    return old;
                quote.Record(
                    by,
                    "change.answered",
                    new
                    {
                        round = Round,
                        line = old.LineName,
                        possible,
                    },
                    now
                );
                return old with { Answer = new WishAnswer(possible, words, by.Name, now) };
            }
        );
    }

    private void Change(Guid wish, Func<Wish, Wish> change)
    {
        if (!IsOpen)
            throw new BrokenRuleException("Rules.RoundClosed");
        var old = Asked.FirstOrDefault(one => one.Key == wish) ?? throw new BrokenRuleException("Rules.LineGone");
        Hold(Wishes.Replace(old, change(old)));
    }

    private void EnsureMine(Quote quote, Delivery delivery, DateOnly today)
    {
        if (delivery.QuoteId != QuoteId || quote.Id != QuoteId)
            throw new BrokenRuleException("Rules.LineGone");
        if (quote.WhyNotAnswerable(delivery, today) is { } why)
            throw new BrokenRuleException(why);
        if (!delivery.MaySign)
            throw new BrokenRuleException("Rules.CopyMayNotAsk");
        if (!IsDraft)
            throw new BrokenRuleException("Rules.RoundClosed");
    }

    private void Hold(ImmutableArray<Wish> wishes)
    {
        Wishes = wishes;
        SearchText = Domain.SearchText.Of([
            .. wishes.SelectMany(wish => new[] { wish.LineName, wish.Text, wish.Name, wish.Answer?.Words ?? "" }),
        ]);
    }

    private static string AuthorOf(Delivery delivery) => delivery.Email.ToLowerInvariant();
}

/// <summary>The customer submitted a round of wishes.</summary>
public sealed record ChangesRequested(Quote Quote, ChangeRequest Round) : Happening;

/// <summary>The revision that was just sent answers all open rounds.</summary>
public sealed record ChangesAnswered(Quote Quote) : Happening;
