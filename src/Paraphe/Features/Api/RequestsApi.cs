using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class RequestsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/requests").WithTags("Requests");
        // There only while the app is turned on, as its pages.
        requests.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                var account = await http.RequestServices.GetRequiredService<Db>().Account(http.RequestAborted);
                return account.Settings.Has(AccountSettings.RequestsApp) ? await next(context) : throw ProblemException.NotFound();
            }
        );
        requests
            .MapGet("", List)
            .WithName("listRequests")
            .Needs(
                Scopes.RequestsRead,
                "Requests, latest message first",
                "`q` looks in subject, sender and first words; `from` and `to` are days of receipt in the account's zone."
            )
            .Gives<Page<RequestJson>>()
            .Finds();
        requests
            .MapPost("", Add)
            .WithName("addRequest")
            .Needs(Scopes.RequestsWrite, "Note a request that came by telephone")
            .Takes<RequestWish>()
            .Gives<RequestWhole>(201)
            .Finds();
        requests
            .MapGet("/{id:guid}", Get)
            .WithName("getRequest")
            .Needs(Scopes.RequestsRead, "A request with its conversation")
            .Gives<RequestWhole>()
            .Versioned();
        MessagesApi.Map(requests.MapGroup("/{id:guid}"));
        RequestActsApi.Map(requests.MapGroup("/{id:guid}"));
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        RequestStatus? status,
        Guid? assignee,
        Guid? customer,
        DateOnly? from,
        DateOnly? to,
        bool? spam,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        Operation.EnsureDay(nameof(from), from);
        Operation.EnsureDay(nameof(to), to);
        var filter = new RequestFilter
        {
            Tab = spam == true ? RequestFilter.Spam : status?.ToString() ?? RequestFilter.All,
            Q = q,
            Assignee = assignee?.ToString(),
            From = from,
            To = to,
        };
        var rows = await filter.Of(db.Requests, TimeZoneInfo.FindSystemTimeZoneById((await db.Account(stop)).TimeZone), stop);
        if (customer is not null)
            rows = rows.Where(row => row.CustomerId == customer);
        var last = after is null
            ? null
            : await db.Requests.Where(row => row.Id == after).Select(row => (DateTime?)row.LastMessageAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Before(at, after!.Value);
        var found = await rows.LatestFirst().Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, RequestJson.Of, row => row.Id);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) => await Whole(await Find(db, id, stop), db, stop);

    private static async Task<Answer> Add(Body<RequestWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        if (!string.IsNullOrWhiteSpace(wish.Email) && EmailAddress.Find(wish.Email) is null)
            throw ProblemException.At("/email", texts["Shared.Error.Email"]);
        await EnsureMember(db, wish.AssigneeId, "/assigneeId", stop);
        var customer = wish.CustomerId is { } wanted
            ? await db.Customers.SingleOrDefaultAsync(row => row.Id == wanted, stop)
                ?? throw ProblemException.At("/customerId", "There is no such customer.")
            : null;
        if (customer is null && string.IsNullOrWhiteSpace(wish.Name))
            throw ProblemException.At("/name", texts["Requests.WhoCalled"]);
        var request = Begin(wish, customer, Me.Of(http.User)!, db);
        await db.SaveChangesAsync(stop);
        return await Whole(request, db, stop) with { Status = 201, Location = $"/api/v1/requests/{request.Id}" };
    }

    private static Request Begin(RequestWish wish, Customer? customer, Me me, Db db)
    {
        var requester = new Requester
        {
            Name = customer?.Name ?? wish.Name!.Trim(),
            Phone = customer?.Details.Phone ?? wish.Phone?.Trim() ?? "",
            Email = customer?.Details.Email ?? wish.Email?.Trim() ?? "",
            Address = customer?.Details.Address ?? new(),
        };
        var conversation = new Conversation(db.NewId(), db.AccountId, db.Now);
        var request = new Request(db.NewId(), db.AccountId, conversation.Id, requester, wish.Subject!, RequestSource.Hand, db.Now);
        request.AssignTo(wish.AssigneeId);
        if (customer is not null)
            request.LinkTo(customer);
        db.Conversations.Add(conversation);
        db.Requests.Add(request);
        if (wish.Text?.Trim() is { Length: > 0 } words)
        {
            request.Begin(words);
            db.Messages.Add(
                new Message(db.NewId(), db.AccountId, conversation.Id, MessageKind.Note, new Party(me.Name, me.Email), db.Now)
                {
                    MemberId = me.Id,
                    Text = words,
                }
            );
        }
        return request;
    }

    /// <exception cref="ProblemException">422: no member of the account, or one who has left.</exception>
    internal static async Task<string> EnsureMember(Db db, Guid? member, string pointer, CancellationToken stop) =>
        member is not { } id
            ? ""
            : await db.Users.Where(row => row.Id == id && row.DisabledAt == null).Select(row => row.Name).SingleOrDefaultAsync(stop)
                ?? throw ProblemException.At(pointer, "There is no such member.");

    internal static async Task<Request> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Requests.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();

    internal static async Task<Answer> Whole(Request request, Db db, CancellationToken stop)
    {
        var messages = await db
            .Messages.AsNoTracking()
            .Include(row => row.Files)
            .Where(row => row.ConversationId == request.ConversationId && row.Kind != MessageKind.Line)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Take(1_000)
            .AsSplitQuery()
            .ToListAsync(stop);
        return Answer.Ok(new RequestWhole(RequestJson.Of(request), [.. messages.Select(MessageJson.Of)]), request.Version);
    }
}
