using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Catalogue;

/// <summary>
/// The catalogue as one quote sees it: names in the quote's language, prices of the list that its customer belongs to, with or without VAT as
/// the quote says.
/// </summary>
public sealed record QuoteCatalogue(QuoteContent Content, PriceList? List, string AccountCurrency)
{
    public const int MostFound = 12;

    /// <summary>For the quote, by its customer's tags.</summary>
    public static async Task<QuoteCatalogue> Of(Db db, Quote quote)
    {
        var currency = await db.Accounts.AsNoTracking().Select(account => account.Currency).SingleAsync();
        var details = quote.CustomerId is { } customer
            ? await db.Customers.AsNoTracking().Where(row => row.Id == customer).Select(row => row.Details).SingleOrDefaultAsync()
            : quote.Detached;
        var lists = details is { Tags.Count: > 0 }
            ? await db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ThenBy(list => list.Id).ToListAsync()
            : [];
        return new QuoteCatalogue(quote.Content, lists.Find(list => list.IsFor(details!.Tags)), currency);
    }

    /// <summary>Without VAT in the quote's currency; null when there is no price in it.</summary>
    public decimal? PriceOf(CatalogueItem item) =>
        List is not null && List.Terms.Currency == Content.Currency ? List.PriceOf(item.Details, AccountCurrency)
        : AccountCurrency == Content.Currency ? item.Details.Price
        : null;

    /// <summary>The line as it would stand in the quote; without a price in its currency it costs nothing until one is typed.</summary>
    public QuoteLine LineOf(CatalogueItem item, Guid key)
    {
        var line = item.LineIn(Content, PriceOf(item) ?? 0, key);
        // What the item costs is known in the account's money alone.
        return AccountCurrency == Content.Currency ? line : line with { Cost = null };
    }

    public static Task<List<CatalogueItem>> Find(Db db, string? search) =>
        db.Catalogue.AsNoTracking().OnOffer().Matching(search).NearestFirst(search).Take(MostFound).ToListAsync();

    /// <summary>The item's line and, behind it, its extras as options; empty when there is no such item on offer.</summary>
    public async Task<IReadOnlyList<QuoteLine>> LinesOf(Db db, Guid id)
    {
        if (await db.Catalogue.AsNoTracking().OnOffer().SingleOrDefaultAsync(item => item.Id == id) is not { } item)
            return [];
        var extras = item.Details.Extras.ToList();
        var found = await db.Catalogue.AsNoTracking().OnOffer().Where(other => extras.Contains(other.Id)).ToListAsync();
        return
        [
            LineOf(item, db.NewId()),
            .. found
                .OrderBy(extra => extras.IndexOf(extra.Id))
                .Select(extra => LineOf(extra, db.NewId()) with { Option = new OptionTerms() }),
        ];
    }
}
