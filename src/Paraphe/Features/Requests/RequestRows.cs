using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;

namespace Paraphe.Features.Requests;

public static class RequestRows
{
    /// <summary>The first of the list, latest message first.</summary>
    public static Task<List<RequestRow>> Rows(this IQueryable<Request> requests, int count, CancellationToken stop) =>
        requests
            .LatestFirst()
            .Take(count)
            .Select(row => new RequestRow(
                row.Id,
                row.Name,
                row.Subject,
                row.Begins.Length > 120 ? row.Begins.Substring(0, 120) : row.Begins,
                row.Status,
                row.AssigneeId == null ? null : row.AssigneeId.ToString(),
                row.ReceivedAt,
                row.LastMessageAt,
                row.IsUnread
            ))
            .ToListAsync(stop);

    public static string PlaceAfter(RequestRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.LastMessageAt.Ticks}_{row.Id:N}");

    /// <returns>Null for what is no such place: then the list begins at its beginning.</returns>
    public static (DateTime At, Guid Id)? PlaceOf(string? text) =>
        text?.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? (new DateTime(at, DateTimeKind.Utc), guid)
            : null;

    public static string Sign(RequestStatus status) =>
        status switch
        {
            RequestStatus.Received => "mail",
            RequestStatus.Answered => "back",
            RequestStatus.QuoteCreated => "doc",
            RequestStatus.QuoteSent => "send",
            RequestStatus.QuoteAccepted => "okring",
            RequestStatus.QuoteRejected => "xring",
            _ => "minus",
        };

    public static string Tone(RequestStatus status) =>
        status switch
        {
            RequestStatus.Received => "open",
            RequestStatus.QuoteAccepted => "accepted",
            RequestStatus.QuoteRejected => "rejected",
            RequestStatus.Cancelled => "lost",
            RequestStatus.QuoteCreated => "draft",
            _ => "delivered",
        };
}
