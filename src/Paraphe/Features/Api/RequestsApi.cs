using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.Api;

public sealed record RequestJson(
    Guid Id,
    string Name,
    string Email,
    string Subject,
    RequestStatus Status,
    Guid? CustomerId,
    Guid? AssigneeId,
    bool Unread,
    DateTime ReceivedAt,
    DateTime LastMessageAt
)
{
    public static RequestJson Of(Request row) =>
        new(
            row.Id,
            row.Name,
            row.Email,
            row.Subject,
            row.Status,
            row.CustomerId,
            row.AssigneeId,
            row.IsUnread,
            row.ReceivedAt,
            row.LastMessageAt
        );
}

public sealed record RequestWhole(RequestJson Request, IReadOnlyList<MessageJson> Messages);

public sealed record MessageJson(Guid Id, MessageKind Kind, DateTime At, string FromName, string FromEmail, string Subject, string Text);

internal static class RequestsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/requests").WithTags("Requests");
        requests
            .MapGet("", List)
            .WithName("listRequests")
            .Needs(Scopes.RequestsRead, "Requests, latest message first")
            .Gives<Page<RequestJson>>();
        requests
            .MapGet("/{id:guid}", Get)
            .WithName("getRequest")
            .Needs(Scopes.RequestsRead, "A request with its conversation")
            .Gives<RequestWhole>()
            .Finds();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        RequestStatus? status,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        var rows = (await db.Requests.Matching(q, stop)).AsNoTracking().Where(row => !row.IsSpam);
        if (status is not null)
            rows = rows.Where(row => row.Status == status);
        var last = after is null
            ? null
            : await db.Requests.Where(row => row.Id == after).Select(row => (DateTime?)row.LastMessageAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Before(at, after!.Value);
        var found = await rows.LatestFirst().Take(size + 1).ToListAsync(stop);
        return Answer.Page(
            [.. found.Take(size).Select(RequestJson.Of)],
            found.Count > size ? Operation.NextOf(http, found[size - 1].Id) : null
        );
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
        var messages = await db
            .Messages.AsNoTracking()
            .Where(row => row.ConversationId == request.ConversationId && row.Kind != MessageKind.Line)
            .OrderBy(row => row.At)
            .Take(1_000)
            .Select(row => new MessageJson(row.Id, row.Kind, row.At, row.FromName, row.FromEmail, row.Subject, row.Text))
            .ToListAsync(stop);
        return Answer.Ok(new RequestWhole(RequestJson.Of(request), messages), request.Version);
    }
}
