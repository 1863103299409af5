using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class WorkOrdersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/work-orders").WithTags("Work orders");
        orders
            .MapGet("", List)
            .WithName("listWorkOrders")
            .Needs(Scopes.OrdersRead, "Work orders, newest first", "`from` and `to` are planned days; `who` takes a member's own.")
            .Gives<Page<WorkOrderJson>>();
        orders
            .MapPost("", Add)
            .WithName("addWorkOrder")
            .Needs(
                Scopes.OrdersWrite,
                "Make a work order by hand",
                "For what was agreed without a quote, or an optional service of a contract."
            )
            .Takes<WorkOrderWish>()
            .Gives<WorkOrderJson>(201);
        orders
            .MapGet("/{id:guid}", Get)
            .WithName("getWorkOrder")
            .Needs(Scopes.OrdersRead, "A work order with its lines")
            .Gives<WorkOrderJson>()
            .Versioned();
        orders
            .MapPut("/{id:guid}/plan", Plan)
            .WithName("planWorkOrder")
            .Needs(Scopes.OrdersWrite, "Plan a work order", "When and by whom; it replaces what was planned.")
            .Takes<WorkPlanWish>()
            .Gives<WorkOrderJson>()
            .Versioned();
        Small(orders, "start", "startWorkOrder", "Start a work order", (order, now) => order.Start(now));
        Small(orders, "finish", "finishWorkOrder", "Mark a work order as done", (order, now) => order.Finish(now));
        Small(orders, "resume", "resumeWorkOrder", "Take back that a work order is done", (order, _) => order.Resume());
        orders
            .MapPost("/{id:guid}/cancel", Cancel)
            .WithName("cancelWorkOrder")
            .Needs(Scopes.OrdersWrite, "Cancel a work order")
            .Takes<WhyWish>()
            .Gives<WorkOrderJson>()
            .Versioned();
    }

    private static void Small(RouteGroupBuilder orders, string path, string name, string summary, Action<WorkOrder, DateTime> act) =>
        orders
            .MapPost(
                "/{id:guid}/" + path,
                async (Guid id, HttpContext http, Db db, CancellationToken stop) =>
                {
                    var order = await Find(db, http, id, stop);
                    act(order, db.Now);
                    return await Saved(order, db, stop);
                }
            )
            .WithName(name)
            .Needs(Scopes.OrdersWrite, summary)
            .Gives<WorkOrderJson>()
            .Versioned();

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        WorkOrderState? state,
        Guid? who,
        DateOnly? from,
        DateOnly? to,
        Guid? quote,
        Guid? contract,
        Guid? customer,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        Operation.EnsureDay(nameof(from), from);
        Operation.EnsureDay(nameof(to), to);
        var filter = new OrderFilter
        {
            Search = q,
            Who = who,
            From = from,
            To = to,
        };
        var rows = filter.Of(db.WorkOrders.AsNoTracking()).In(state);
        if (quote is not null)
            rows = rows.Where(row => row.QuoteId == quote);
        if (contract is not null)
            rows = rows.Where(row => row.ContractId == contract);
        if (customer is not null)
            rows = rows.Where(row => row.CustomerId == customer);
        var last = after is null
            ? null
            : await db.WorkOrders.Where(row => row.Id == after).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(after!.Value) < 0));
        var found = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, WorkOrderJson.Of, row => row.Id);
    }

    private static Task<Answer> Add(Body<WorkOrderWish> body, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        return db.InTransaction(
            async () =>
            {
                var account = await db.Account(stop);
                var (option, contract) = await Ordered(wish, account, db, stop);
                var errand = option is null ? await ErrandOf(wish, db, stop) : null;
                var number = await db.DrawNumber("workOrder", account.Settings.Numbering.WorkOrder, account.Today(db.Now), stop);
                var order = option is null
                    ? WorkOrder.ByHand(db.AccountId, errand!, number, db.NewId(), db.Now)
                    : WorkOrder.Of(contract!, option, number, db.NewId(), db.Now);
                if (option is not null && wish.Instructions is { } instructions)
                    order.Instruct(instructions);
                db.WorkOrders.Add(order);
                await db.SaveChangesAsync(stop);
                return Answer.Created(WorkOrderJson.Of(order), $"/api/v1/work-orders/{order.Id}", order.Version);
            },
            stop
        );
    }

    private static async Task<(OptionalService?, Contract?)> Ordered(WorkOrderWish wish, Account account, Db db, CancellationToken stop)
    {
        if (wish.OptionalServiceId is not { } wanted)
            return (null, null);
        var option =
            await db.OptionalServices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == wanted, stop)
            ?? throw ProblemException.At("/optionalServiceId", "No contract lists this service.");
        var contract = await db.Contracts.AsNoTracking().SingleAsync(row => row.Id == option.ContractId, stop);
        return contract.State(account.Today(db.Now)) == ContractState.Active
            ? (option, contract)
            : throw new BrokenRuleException("Rules.ContractOver", "optionalServiceId");
    }

    private static async Task<Errand> ErrandOf(WorkOrderWish wish, Db db, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(wish.Title))
            throw new BrokenRuleException("Rules.TextMissing", "title");
        var customer = wish.CustomerId;
        var place = wish.Place ?? "";
        if (wish.PropertyId is { } property)
        {
            var found =
                await db.Properties.AsNoTracking().SingleOrDefaultAsync(row => row.Id == property, stop)
                ?? throw ProblemException.At("/propertyId", "There is no such property.");
            if (customer is not null && customer != found.CustomerId)
                throw ProblemException.At("/propertyId", "The customer has no such property.");
            customer = found.CustomerId;
            place = place.Length > 0 ? place : found.Address.OneLine;
        }
        var name = wish.CustomerName ?? "";
        if (customer is { } known)
            name =
                await db.Customers.Where(row => row.Id == known).Select(row => row.Name).SingleOrDefaultAsync(stop)
                ?? throw ProblemException.At("/customerId", "There is no such customer.");
        return new Errand(wish.Title, customer, name, wish.PropertyId, place, wish.Instructions ?? "");
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) =>
        Shown(await db.WorkOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound());

    private static async Task<Answer> Plan(Guid id, Body<WorkPlanWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var order = await Find(db, http, id, stop);
        var members = await db.Workers(stop);
        for (var place = 0; place < wish.Team.Count; place++)
            if (members.All(member => member.Id != wish.Team[place]))
                throw ProblemException.At($"/team/{place}", "There is no such member.");
        order.Plan(LocalTime.Read(wish.StartsAt, "/startsAt"), LocalTime.Read(wish.EndsAt, "/endsAt"), wish.Team);
        if (wish.Instructions is { } instructions)
            order.Instruct(instructions);
        return await Saved(order, db, stop);
    }

    private static async Task<Answer> Cancel(Guid id, Body<WhyWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var order = await Find(db, http, id, stop);
        order.Cancel(wish.Why.Trim(), db.Now);
        return await Saved(order, db, stop);
    }

    private static async Task<WorkOrder> Find(Db db, HttpContext http, Guid id, CancellationToken stop)
    {
        var order = await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
        http.EnsureMatch(order);
        return order;
    }

    private static async Task<Answer> Saved(WorkOrder order, Db db, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        return Shown(order);
    }

    private static Answer Shown(WorkOrder order) => Answer.Ok(WorkOrderJson.Of(order), order.Version);
}
