using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

public enum QuoteSort
{
    Newest,
    Oldest,
    Customer,
    Total,
}

/// <summary>What the list is sorted by, of the row a page starts from.</summary>
public sealed record QuotePlace(Guid Id, DateTime CreatedAt, string CustomerSort, decimal Total);

/// <summary>Keyset paging: a page starts behind, or ends before, a row already seen; no row is counted or skipped.</summary>
public static class QuoteSorting
{
    /// <param name="back">The other way round: the page before.</param>
    public static IQueryable<Quote> Sorted(this IQueryable<Quote> quotes, QuoteSort sort, bool back = false) =>
        (sort, back) switch
        {
            (QuoteSort.Newest, false) or (QuoteSort.Oldest, true) => quotes.NewestFirst(),
            (QuoteSort.Newest, true) or (QuoteSort.Oldest, false) => quotes.OrderBy(q => q.CreatedAt).ThenBy(q => q.Id),
            (QuoteSort.Customer, false) => quotes.OrderBy(q => q.CustomerSort).ThenBy(q => q.Id),
            (QuoteSort.Customer, true) => quotes.OrderByDescending(q => q.CustomerSort).ThenByDescending(q => q.Id),
            (_, false) => quotes.OrderByDescending(q => q.Total).ThenByDescending(q => q.Id),
            (_, true) => quotes.OrderBy(q => q.Total).ThenBy(q => q.Id),
        };

    public static IQueryable<Quote> Behind(this IQueryable<Quote> quotes, QuotePlace seen, QuoteSort sort, bool back = false) =>
        (sort, back) switch
        {
            (QuoteSort.Newest, false) or (QuoteSort.Oldest, true) => quotes.Where(q =>
                q.CreatedAt < seen.CreatedAt || (q.CreatedAt == seen.CreatedAt && q.Id.CompareTo(seen.Id) < 0)
            ),
            (QuoteSort.Newest, true) or (QuoteSort.Oldest, false) => quotes.Where(q =>
                q.CreatedAt > seen.CreatedAt || (q.CreatedAt == seen.CreatedAt && q.Id.CompareTo(seen.Id) > 0)
            ),
            (QuoteSort.Customer, false) => quotes.Where(q =>
                string.Compare(q.CustomerSort, seen.CustomerSort) > 0
                || (q.CustomerSort == seen.CustomerSort && q.Id.CompareTo(seen.Id) > 0)
            ),
            (QuoteSort.Customer, true) => quotes.Where(q =>
                string.Compare(q.CustomerSort, seen.CustomerSort) < 0
                || (q.CustomerSort == seen.CustomerSort && q.Id.CompareTo(seen.Id) < 0)
            ),
            (_, false) => quotes.Where(q => q.Total < seen.Total || (q.Total == seen.Total && q.Id.CompareTo(seen.Id) < 0)),
            (_, true) => quotes.Where(q => q.Total > seen.Total || (q.Total == seen.Total && q.Id.CompareTo(seen.Id) > 0)),
        };
}
