using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Contracts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Opportunities;

/// <summary>Who could be offered what (OP 7).</summary>
public sealed class OpportunityQueries(Db db)
{
    private const int MostServices = 50;
    private const int MostOtherQuotes = 5_000;

    /// <summary>Services that active contracts list as optional, the most listed first; every word of the search is in the name.</summary>
    public async Task<IReadOnlyList<OfferedService>> Services(string? search, DateOnly today, CancellationToken stop)
    {
        var active = db.Contracts.Active(today);
        var groups = await (
            from option in db.OptionalServices
            join contract in active on option.ContractId equals contract.Id
            group option by option.Service into one
            select new
            {
                Service = one.Key,
                Name = one.Max(option => option.Name),
                Count = one.Count(),
            }
        ).ToListAsync(stop);
        // The catalogue calls an item by its present name, and finds it by its code too.
        var ids = groups.Select(one => Guid.TryParseExact(one.Service, "N", out var id) ? id : Guid.Empty).ToList();
        var items = await db
            .Catalogue.Where(item => ids.Contains(item.Id))
            .Select(item => new
            {
                item.Id,
                item.Name,
                item.SearchText,
            })
            .ToDictionaryAsync(item => item.Id.ToString("N"), stop);
        var words = SearchText.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool Matches(string text) => words.All(word => text.Contains(word, StringComparison.Ordinal));
        return
        [
            .. groups
                .Select(one => (One: one, Item: items.GetValueOrDefault(one.Service)))
                .Where(pair => Matches($"{SearchText.Fold(pair.One.Name)} {pair.Item?.SearchText}"))
                .OrderByDescending(pair => pair.One.Count)
                .ThenBy(pair => pair.One.Name, StringComparer.Ordinal)
                .Take(MostServices)
                .Select(pair => new OfferedService(pair.One.Service, pair.Item?.Name ?? pair.One.Name!, pair.One.Count)),
        ];
    }

    /// <summary>Every property with an active contract that lists the service; of two such contracts, the newer.</summary>
    /// <param name="options">Only these, or all.</param>
    public async Task<IReadOnlyList<Opportunity>> Of(string service, DateOnly today, IReadOnlySet<Guid>? options, CancellationToken stop)
    {
        var rows = await (
            from option in db.OptionalServices
            join contract in db.Contracts.Active(today) on option.ContractId equals contract.Id
            join property in db.Properties on contract.PropertyId equals property.Id
            join customer in db.Customers on property.CustomerId equals customer.Id
            where option.Service == service
            orderby customer.SortName, property.Id, contract.CreatedAt descending, option.Id
            select new
            {
                option.Id,
                Property = property.Id,
                Customer = customer.Id,
                customer.Name,
                contract.Place,
                Contract = contract.Id,
                contract.Number,
                option.Each,
                contract.Currency,
                Seller = property.AccountManagerId ?? contract.SellerId,
            }
        ).ToListAsync(stop);
        var claims = await Claims(service, today, stop);
        var others = await OthersOf(service, rows.Count == 0 ? "" : await NameOf(service, stop), today, stop);
        return
        [
            .. rows.DistinctBy(row => row.Property)
                .Where(row => options is null || options.Contains(row.Id))
                .Select(row =>
                {
                    var claimed = claims.TryGetValue(Quote.OpportunityOf(service, row.Property), out var quote);
                    if (!claimed)
                        others.TryGetValue(row.Property, out quote);
                    return new Opportunity(
                        row.Id,
                        row.Property,
                        row.Customer,
                        row.Name,
                        row.Place,
                        row.Contract,
                        row.Number,
                        row.Each,
                        row.Currency,
                        row.Seller,
                        quote.Id == Guid.Empty ? null : quote.Id,
                        quote.Number ?? "",
                        claimed
                    );
                }),
        ];
    }

    public async Task<string> NameOf(string service, CancellationToken stop) =>
        await db.OptionalServices.Where(option => option.Service == service).MaxAsync(option => (string?)option.Name, stop) ?? "";

    /// <summary>Contracts that list it but name no property of the customer list: nobody can be offered anything there.</summary>
    public Task<int> WithoutProperty(string service, DateOnly today, CancellationToken stop) =>
        (
            from option in db.OptionalServices
            join contract in db.Contracts.Active(today) on option.ContractId equals contract.Id
            where option.Service == service && !db.Properties.Any(property => property.Id == contract.PropertyId)
            select contract.Id
        )
            .Distinct()
            .CountAsync(stop);

    // A campaign's quote whose last day has passed holds nobody up.
    private async Task<Dictionary<string, (Guid Id, string Number)>> Claims(string service, DateOnly today, CancellationToken stop)
    {
        var start = service + "/";
        var quotes = await db
            .Quotes.Where(quote => quote.Claim != null && quote.Claim.StartsWith(start))
            .Where(quote => quote.Standing != Standing.Open || quote.ValidUntil >= today)
            .Select(quote => new
            {
                quote.Claim,
                quote.Id,
                Number = quote.Number ?? quote.DraftNumber,
            })
            .ToListAsync(stop);
        return quotes.ToDictionary(quote => quote.Claim!, quote => (quote.Id, quote.Number), StringComparer.Ordinal);
    }

    /// <summary>Quotes that members made for the same service and property.</summary>
    private async Task<Dictionary<Guid, (Guid Id, string Number)>> OthersOf(
        string service,
        string name,
        DateOnly today,
        CancellationToken stop
    )
    {
        var quotes = await db
            .Quotes.AsNoTracking()
            .Where(quote => quote.PropertyId != null && quote.Claim == null && quote.Kind != QuoteKind.Contract)
            .Where(quote =>
                quote.Standing == Standing.Draft
                || quote.Standing == Standing.SignedWaiting
                || quote.Standing == Standing.RejectedWaiting
                || (quote.Standing == Standing.Open && quote.ValidUntil >= today)
            )
            .OrderByDescending(quote => quote.CreatedAt)
            .Take(MostOtherQuotes)
            .Select(quote => new
            {
                quote.Id,
                Number = quote.Number ?? quote.DraftNumber,
                quote.PropertyId,
                quote.Content,
            })
            .ToListAsync(stop);
        var byName = "=" + SearchText.Fold(name);
        return quotes
            .Where(quote => quote.Content.Lines.Select(OptionalService.KeyOf).Any(key => key == service || key == byName))
            .GroupBy(quote => quote.PropertyId!.Value)
            .ToDictionary(one => one.Key, one => (one.First().Id, one.First().Number));
    }
}
