using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.Quotes;

/// <summary>What the list shows, as its address says it (QU 1).</summary>
public sealed record QuoteFilter
{
    [FromQuery(Name = "tab")]
    public QuoteTab Tab { get; init; }

    [FromQuery(Name = "q")]
    public string? Search { get; init; }

    [FromQuery(Name = "sort")]
    public QuoteSort Sort { get; init; }

    /// <summary>First and last day of creation, in the account's time zone.</summary>
    [FromQuery(Name = "from")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "seller")]
    public Guid? Seller { get; init; }

    [FromQuery(Name = "source")]
    public string? Source { get; init; }

    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    public int Count => new object?[] { From, To, Seller, Blank(Source), Blank(Tag) }.Count(set => set is not null);

    public bool Narrows => Count > 0 || Blank(Search) is not null;

    /// <summary>Everything but the tab, so that the tabs can be counted.</summary>
    public async Task<Found<Quote>> Of(Db db, Account account, CancellationToken stop)
    {
        var found = await db.Quotes.Search(Search, stop);
        return new(
            Narrowed(found.Rows.AsNoTracking(), account, db),
            found.Some is { } some ? Narrowed(some.AsNoTracking(), account, db) : null,
            found.IsSearch
        );
    }

    private IQueryable<Quote> Narrowed(IQueryable<Quote> quotes, Account account, Db db)
    {
        if (From is { } from && account.StartOf(from) is var since)
            quotes = quotes.Where(q => q.CreatedAt >= since);
        if (To is { } to && account.StartOf(to.AddDays(1)) is var until)
            quotes = quotes.Where(q => q.CreatedAt < until);
        if (Seller is { } seller)
            quotes = quotes.Where(q => q.SellerId == seller);
        if (Blank(Source) is { } source)
            quotes = quotes.Where(q => q.LeadSource == source);
        if (Blank(Tag) is { } tag && SearchText.Fold(tag) is var key)
            quotes = quotes.Where(q => db.QuoteTags.Any(t => t.Key == key && t.QuoteId == q.Id));
        return quotes;
    }

    /// <summary>The list without any filter, search kept.</summary>
    public QuoteFilter Cleared() =>
        new()
        {
            Tab = Tab,
            Search = Search,
            Sort = Sort,
        };

    /// <summary>The address of the list with this filter; a change of filter starts again at its first page.</summary>
    public string Href(string? place = null, string path = "/quotes")
    {
        var query = new Dictionary<string, string?>
        {
            ["tab"] = Tab == QuoteTab.All ? null : Key(Tab),
            ["q"] = Blank(Search),
            ["sort"] = Sort == QuoteSort.Newest ? null : Key(Sort),
            ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["seller"] = Seller?.ToString(),
            ["source"] = Blank(Source),
            ["tag"] = Blank(Tag),
        };
        var href = QueryHelpers.AddQueryString(path, query.Where(pair => pair.Value is not null));
        return place is null ? href : $"{href}{(href.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{place}";
    }

    private static string Key(Enum value)
    {
        var name = value.ToString();
        return string.Concat(name[..1].ToLowerInvariant(), name[1..]);
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
