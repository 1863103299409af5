using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>The small acts of a request: who answers it, whose it is, whether it is over, and the quote that comes of it.</summary>
internal static class RequestActsApi
{
    public static void Map(RouteGroupBuilder request)
    {
        request
            .MapPost("/assign", Assign)
            .WithName("assignRequest")
            .Needs(Scopes.RequestsWrite, "Give a request to a member, or take it from him")
            .Takes<AssignWish>()
            .Gives<RequestWhole>()
            .Versioned();
        request
            .MapPost("/link", Link)
            .WithName("linkRequest")
            .Needs(Scopes.RequestsWrite, "Link a request to a customer, or unlink it")
            .Takes<LinkWish>()
            .Gives<RequestWhole>()
            .Versioned();
        Small(request, "read", "readRequest", "Mark a request as read", (row, _, _) => row.Read());
        Small(request, "unread", "unreadRequest", "Mark a request as unread", (row, _, _) => row.MarkUnread());
        Small(
            request,
            "cancel",
            "cancelRequest",
            "Cancel a request",
            (row, db, me) =>
            {
                if (row.CancelledAt is null)
                    db.Note(row, me.AsActor, "cancelled");
                row.Cancel(db.Now);
            }
        );
        Small(
            request,
            "reopen",
            "reopenRequest",
            "Take a cancellation back",
            (row, db, me) =>
            {
                if (row.CancelledAt is not null)
                    db.Note(row, me.AsActor, "uncancelled");
                row.UndoCancel();
            }
        );
        Small(request, "spam", "markRequestSpam", "Put a request away as spam", (row, db, _) => row.MarkSpam(db.Now));
        Small(request, "not-spam", "markRequestNotSpam", "Take a request out of spam", (row, _, _) => row.NotSpam());
        request
            .MapPost("/quote", Quote)
            .WithName("quoteRequest")
            .Needs(Scopes.QuotesWrite, "Begin a quote from a request", "For the customer that it is linked to, with its subject.")
            .Gives<QuoteWhole>(201)
            .Versioned();
    }

    private static void Small(RouteGroupBuilder request, string path, string name, string summary, Action<Request, Db, Me> act) =>
        request
            .MapPost(
                "/" + path,
                async (Guid id, HttpContext http, Db db, CancellationToken stop) =>
                {
                    var row = await Find(db, http, id, stop);
                    act(row, db, Me.Of(http.User)!);
                    return await Saved(row, db, stop);
                }
            )
            .WithName(name)
            .Needs(Scopes.RequestsWrite, summary, "Done already, it stays as it is.")
            .Gives<RequestWhole>()
            .Versioned();

    private static async Task<Answer> Assign(Guid id, Body<AssignWish> body, HttpContext http, Db db, CancellationToken stop)
    {
        var wish = body.Value;
        var request = await Find(db, http, id, stop);
        var name = await RequestsApi.EnsureMember(db, wish.MemberId, "/memberId", stop);
        if (wish.MemberId != request.AssigneeId)
        {
            request.AssignTo(wish.MemberId);
            var me = Me.Of(http.User)!.AsActor;
            if (wish.MemberId is { } member)
                db.Note(request, me, "assigned", member.ToString(), name);
            else
                db.Note(request, me, "unassigned");
        }
        return await Saved(request, db, stop);
    }

    private static async Task<Answer> Link(Guid id, Body<LinkWish> body, HttpContext http, Db db, CancellationToken stop)
    {
        var wish = body.Value;
        var request = await Find(db, http, id, stop);
        if (wish.CustomerId is not { } wanted)
            request.Unlink();
        else
        {
            var customer =
                await db.Customers.SingleOrDefaultAsync(row => row.Id == wanted, stop)
                ?? throw ProblemException.At("/customerId", "There is no such customer.");
            if (request.CustomerId != customer.Id)
                db.Note(request, Me.Of(http.User)!.AsActor, "customerLinked", customer.Name, customer.Id.ToString());
            request.LinkTo(customer);
        }
        return await Saved(request, db, stop);
    }

    private static async Task<Answer> Quote(Guid id, HttpContext http, Db db, CancellationToken stop)
    {
        var request = await Find(db, http, id, stop);
        var customer = request.CustomerId is { } linked
            ? await db
                .Customers.Include(row => row.Contacts)
                .Include(row => row.Properties)
                .AsSplitQuery()
                .SingleAsync(row => row.Id == linked, stop)
            : throw ProblemException.At("", "Link the request to a customer first.");
        var account = await db.Account(stop);
        var quote = await db.BeginQuote(request, customer, account, Me.Of(http.User)!, stop);
        return Answer.Created(QuoteWhole.Of(quote, account.Today(db.Now)), $"/api/v1/quotes/{quote.Id}", quote.Version);
    }

    private static async Task<Request> Find(Db db, HttpContext http, Guid id, CancellationToken stop)
    {
        var request = await RequestsApi.Find(db, id, stop);
        http.EnsureMatch(request);
        return request;
    }

    private static async Task<Answer> Saved(Request request, Db db, CancellationToken stop)
    {
        db.Announce($"account:{db.AccountId}", "requests");
        db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
        await db.SaveChangesAsync(stop);
        return await RequestsApi.Whole(request, db, stop);
    }
}
