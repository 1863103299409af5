using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;

namespace Paraphe.Features.Requests;

public static class RequestQueries
{
    public static async Task<List<QuoteStep>> StepsOf(this Db db, Guid request, CancellationToken stop) =>
        await db
            .Quotes.Where(quote => quote.RequestId == request)
            .Select(quote => new QuoteStep(quote.Standing, quote.ValidUntil))
            .ToListAsync(stop);

    /// <summary>What waits for us: not answered with a quote yet.</summary>
    public static IQueryable<Request> ToDo(this IQueryable<Request> requests) =>
        requests.Where(request =>
            request.Status == RequestStatus.Received
            || request.Status == RequestStatus.Answered
            || request.Status == RequestStatus.QuoteCreated
        );

    /// <summary>Requests that another may join.</summary>
    public static async Task<IQueryable<Request>> Others(this DbSet<Request> requests, Guid than, string? search, CancellationToken stop) =>
        (await requests.Matching(search, stop)).AsNoTracking().Where(request => request.Id != than && !request.IsSpam);

    public static IOrderedQueryable<Request> LatestFirst(this IQueryable<Request> requests) =>
        requests.OrderByDescending(request => request.LastMessageAt).ThenByDescending(request => request.Id);

    /// <summary>What comes after a request already seen.</summary>
    public static IQueryable<Request> Before(this IQueryable<Request> requests, DateTime at, Guid id) =>
        requests.Where(request => request.LastMessageAt < at || (request.LastMessageAt == at && request.Id.CompareTo(id) < 0));

    /// <summary>Adds a line to the timeline; saved by the caller.</summary>
    public static void Note(this Db db, Request request, Actor who, string what, params string[] args)
    {
        db.Messages.Add(Message.Line(db.NewId(), db.AccountId, request.ConversationId, who, what, args, db.Now));
        db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
        db.Announce($"account:{db.AccountId}", "requests");
    }
}
