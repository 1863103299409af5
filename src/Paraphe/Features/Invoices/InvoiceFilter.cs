using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.Invoices;

/// <summary>What the list of invoices shows, as its address says it.</summary>
public sealed record InvoiceFilter
{
    [FromQuery(Name = "tab")]
    public InvoiceTab? Tab { get; init; }

    [FromQuery(Name = "q")]
    public string? Search { get; init; }

    [FromQuery(Name = "customer")]
    public Guid? Customer { get; init; }

    /// <summary>First and last day on which it was issued.</summary>
    [FromQuery(Name = "from")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    public DateOnly? To { get; init; }

    public int Count => new object?[] { Customer, From, To }.Count(set => set is not null);

    public bool Narrows => Count > 0 || Tab is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>Everything but the tab, so that the tabs can be counted.</summary>
    public async Task<IQueryable<Invoice>> Of(Db db, CancellationToken stop)
    {
        var invoices = (await db.Invoices.Matching(Search, stop)).AsNoTracking();
        if (Customer is { } customer)
            invoices = invoices.Where(i => i.CustomerId == customer);
        if (From is { } from)
            invoices = invoices.Where(i => i.IssuedOn >= from);
        if (To is { } to)
            invoices = invoices.Where(i => i.IssuedOn <= to);
        return invoices;
    }

    public string Query(Guid? after = null) =>
        QueryHelpers.AddQueryString(
            "",
            new Dictionary<string, string?>
            {
                ["tab"] = Tab?.ToString().ToLowerInvariant(),
                ["q"] = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
                ["customer"] = Customer?.ToString(),
                ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["after"] = after?.ToString(),
            }.Where(pair => pair.Value is not null)
        );

    public string Href(Guid? after = null) => "/invoices" + Query(after);
}
