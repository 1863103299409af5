using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Api;

public sealed record WorkOrderJson(
    Guid Id,
    string Number,
    WorkOrderState State,
    string Title,
    Guid? QuoteId,
    Guid? CustomerId,
    string CustomerName,
    string Place,
    DateTime? StartsAt,
    DateTime? EndsAt,
    Guid? AssigneeId,
    IReadOnlyList<OrderLine> Lines
)
{
    public static WorkOrderJson Of(WorkOrder row) =>
        new(
            row.Id,
            row.Number,
            row.State,
            row.Title,
            row.QuoteId,
            row.CustomerId,
            row.CustomerName,
            row.Place,
            row.StartsAt,
            row.EndsAt,
            row.AssigneeId,
            [.. row.Lines]
        );
}

internal static class WorkOrdersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/work-orders").WithTags("Work orders");
        orders
            .MapGet("", List)
            .WithName("listWorkOrders")
            .Needs(Scopes.OrdersRead, "Work orders, newest first")
            .Gives<Page<WorkOrderJson>>();
        orders
            .MapGet("/{id:guid}", Get)
            .WithName("getWorkOrder")
            .Needs(Scopes.OrdersRead, "A work order with its lines")
            .Gives<WorkOrderJson>()
            .Finds();
    }

    private static async Task<Answer> List(HttpContext http, Db db, Guid? quote, int? limit, Guid? after, CancellationToken stop)
    {
        var size = Operation.Size(limit);
        var rows = db.WorkOrders.AsNoTracking();
        if (quote is not null)
            rows = rows.Where(row => row.QuoteId == quote);
        var last = after is null
            ? null
            : await db.WorkOrders.Where(row => row.Id == after).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(after!.Value) < 0));
        var found = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(stop);
        return Answer.Page(
            [.. found.Take(size).Select(WorkOrderJson.Of)],
            found.Count > size ? Operation.NextOf(http, found[size - 1].Id) : null
        );
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop)
    {
        var order = await db.WorkOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
        return Answer.Ok(WorkOrderJson.Of(order), order.Version);
    }
}
