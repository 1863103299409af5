using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.Requests;

/// <summary>What of the list is shown (RQ 9), as it stands in the address bar.</summary>
public sealed record RequestFilter
{
    public const string ToDo = "todo";
    public const string All = "all";
    public const string Spam = "spam";

    /// <summary>One of the names above or of a status; empty is what waits for us.</summary>
    public string? Tab { get; init; }
    public string? Q { get; init; }

    /// <summary>A member's id, or <c>none</c>.</summary>
    public string? Assignee { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public string Shown => Tab is Spam or All || Status is not null ? Tab!.ToLowerInvariant() : ToDo;

    public RequestStatus? Status =>
        Enum.TryParse<RequestStatus>(Tab, ignoreCase: true, out var status)
        && Enum.IsDefined(status)
        && !int.TryParse(Tab, CultureInfo.InvariantCulture, out _)
            ? status
            : null;

    /// <summary>Filters behind the button.</summary>
    public int Count => (string.IsNullOrEmpty(Assignee) ? 0 : 1) + (From is null ? 0 : 1) + (To is null ? 0 : 1);

    public async Task<IQueryable<Request>> Of(DbSet<Request> all, TimeZoneInfo zone, CancellationToken stop)
    {
        var spam = Shown == Spam;
        var requests = (await all.Matching(Q, stop)).AsNoTracking().Where(row => row.IsSpam == spam);
        if (Shown == ToDo && string.IsNullOrWhiteSpace(Q))
            requests = requests.ToDo();
        else if (Status is { } status)
            requests = requests.Where(row => row.Status == status);
        return Narrow(requests, zone);
    }

    private IQueryable<Request> Narrow(IQueryable<Request> requests, TimeZoneInfo zone)
    {
        if (Assignee == "none")
            requests = requests.Where(row => row.AssigneeId == null);
        else if (Guid.TryParse(Assignee, out var member))
            requests = requests.Where(row => row.AssigneeId == member);
        if (From is { } from && TimeZoneInfo.ConvertTimeToUtc(from.ToDateTime(TimeOnly.MinValue), zone) is var start)
            requests = requests.Where(row => row.ReceivedAt >= start);
        if (To is { } to && TimeZoneInfo.ConvertTimeToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue), zone) is var end)
            requests = requests.Where(row => row.ReceivedAt < end);
        return requests;
    }

    public string Query(string? place = null)
    {
        string?[] parts =
        [
            Shown == ToDo ? null : "tab=" + Shown,
            string.IsNullOrWhiteSpace(Q) ? null : "q=" + Uri.EscapeDataString(Q),
            string.IsNullOrEmpty(Assignee) ? null : "assignee=" + Uri.EscapeDataString(Assignee),
            From is { } from ? string.Create(CultureInfo.InvariantCulture, $"from={from:yyyy-MM-dd}") : null,
            To is { } to ? string.Create(CultureInfo.InvariantCulture, $"to={to:yyyy-MM-dd}") : null,
            place,
        ];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "" : "?" + query;
    }

    public string Href(string? place = null) => "/requests" + Query(place);
}

/// <summary>A line of the list.</summary>
public sealed record RequestRow(
    Guid Id,
    string Name,
    string Subject,
    string Begins,
    RequestStatus Status,
    string? Assignee,
    DateTime ReceivedAt,
    DateTime LastMessageAt,
    bool IsUnread
);
