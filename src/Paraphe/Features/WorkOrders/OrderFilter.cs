using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Paraphe.Domain.WorkOrders;

namespace Paraphe.Features.WorkOrders;

/// <summary>What the list of work orders shows, as its address says it.</summary>
public sealed record OrderFilter
{
    [FromQuery(Name = "state")]
    public WorkOrderState? State { get; init; }

    [FromQuery(Name = "q")]
    public string? Search { get; init; }

    [FromQuery(Name = "who")]
    public Guid? Who { get; init; }

    /// <summary>First and last planned day.</summary>
    [FromQuery(Name = "from")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    public DateOnly? To { get; init; }

    public int Count => new object?[] { Who, From, To }.Count(set => set is not null);

    public bool Narrows => Count > 0 || State is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>Everything but the state, so that the tabs can be counted.</summary>
    public IQueryable<WorkOrder> Of(IQueryable<WorkOrder> orders)
    {
        orders = orders.Matching(Search);
        if (Who is { } who)
            orders = orders.DoneBy(who);
        if (From is { } from && OrderQueries.Local(from) is var since)
            orders = orders.Where(o => o.StartsAt >= since);
        if (To is { } to && OrderQueries.Local(to.AddDays(1)) is var until)
            orders = orders.Where(o => o.StartsAt < until);
        return orders;
    }

    public string Href(Guid? after = null) =>
        QueryHelpers.AddQueryString(
            "/work-orders",
            new Dictionary<string, string?>
            {
                ["state"] = State?.ToString().ToLowerInvariant(),
                ["q"] = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
                ["who"] = Who?.ToString(),
                ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["after"] = after?.ToString(),
            }.Where(pair => pair.Value is not null)
        );
}
