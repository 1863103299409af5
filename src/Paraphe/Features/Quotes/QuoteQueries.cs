using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>
/// Filters of quotes that read like a sentence: <c>db.Quotes.Open(today).NewestFirst()</c>. Status as <see cref="Quote.StatusOf"/> tells it,
/// but that drafts, which it calls open, stand apart in lists.
/// </summary>
public static class QuoteQueries
{
    /// <param name="today">The day in the account's time zone.</param>
    public static IQueryable<Quote> Open(this IQueryable<Quote> quotes, DateOnly today) =>
        quotes.Where(q =>
            (q.Standing == Standing.Open && (q.ValidUntil == null || q.ValidUntil >= today))
            || q.Standing == Standing.SignedWaiting
            || q.Standing == Standing.RejectedWaiting
        );

    public static IQueryable<Quote> Accepted(this IQueryable<Quote> quotes) => quotes.Where(q => q.Standing == Standing.Accepted);

    public static IQueryable<Quote> Rejected(this IQueryable<Quote> quotes) => quotes.Where(q => q.Standing == Standing.Rejected);

    /// <inheritdoc cref="Open"/>
    public static IQueryable<Quote> Expired(this IQueryable<Quote> quotes, DateOnly today) =>
        quotes.Where(q => q.Standing == Standing.Closed || (q.Standing == Standing.Open && q.ValidUntil < today));

    public static IQueryable<Quote> Drafts(this IQueryable<Quote> quotes) => quotes.Where(q => q.Standing == Standing.Draft);

    public static IQueryable<Quote> In(this IQueryable<Quote> quotes, QuoteTab tab, DateOnly today) =>
        tab switch
        {
            QuoteTab.Open => quotes.Open(today),
            QuoteTab.Accepted => quotes.Accepted(),
            QuoteTab.Rejected => quotes.Rejected(),
            QuoteTab.Expired => quotes.Expired(today),
            QuoteTab.Drafts => quotes.Drafts(),
            _ => quotes,
        };

    public static IQueryable<Quote> NewestFirst(this IQueryable<Quote> quotes) =>
        quotes.OrderByDescending(q => q.CreatedAt).ThenByDescending(q => q.Id);
}

/// <summary>The tabs of the list.</summary>
public enum QuoteTab
{
    All,
    Open,
    Accepted,
    Rejected,
    Expired,
    Drafts,
}
