using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>A round of wishes that a customer submitted on a quote.</summary>
/// <param name="Round">From 1, within the quote.</param>
/// <param name="Revision">The number of the revision it speaks of.</param>
/// <param name="Open">Not answered by a later revision yet.</param>
/// <param name="AnsweredRevision">The number of the revision that answered it.</param>
public sealed record ChangeRequestJson(
    Guid Id,
    Guid QuoteId,
    int Round,
    int Revision,
    bool Open,
    string SubmittedBy,
    DateTime SubmittedAt,
    DateTime? AnsweredAt,
    int? AnsweredRevision,
    IReadOnlyList<WishJson> Wishes
)
{
    public static ChangeRequestJson Of(ChangeRequest row) =>
        new(
            row.Id,
            row.QuoteId,
            row.Round,
            row.RevisionNumber,
            row.IsOpen,
            row.SubmittedBy,
            row.SubmittedAt!.Value,
            row.AnsweredAt,
            row.AnsweredRevision,
            [.. row.Asked.Select(WishJson.Of)]
        );
}

/// <summary>What the customer wishes of one line.</summary>
/// <param name="Line">Key of the line, or of a section that shows no lines.</param>
/// <param name="Name">Of who wishes it.</param>
/// <param name="Done">A member ticked it; the customer does not see that.</param>
/// <param name="Possible">The answer; null while there is none.</param>
/// <param name="Words">Of the answer: the customer reads them with the next revision.</param>
public sealed record WishJson(
    Guid Key,
    Guid Line,
    string LineName,
    WishKind Kind,
    string Text,
    string Name,
    DateTime SavedAt,
    bool Done,
    string DoneBy,
    bool? Possible,
    string Words
)
{
    public static WishJson Of(Wish wish) =>
        new(
            wish.Key,
            wish.Line,
            wish.LineName,
            wish.Kind,
            wish.Text,
            wish.Name,
            wish.SavedAt,
            wish.Done is not null,
            wish.Done?.By ?? "",
            wish.Answer?.Possible,
            wish.Answer?.Words ?? ""
        );
}

/// <param name="Words">Needed where it is not possible.</param>
public sealed record WishAnswerWish(
    [property: Required] bool? Possible,
    [property: StringLength(ChangeRequest.LongestWish)] string Words = ""
);

public sealed record TickWish([property: Required] bool? Done);

internal static class ChangeRequestsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var rounds = api.MapGroup("/change-requests").WithTags("Change requests");
        rounds
            .MapGet("", List)
            .WithName("listChangeRequests")
            .Needs(Scopes.QuotesRead, "Rounds of wishes, newest first", "Those that customers have submitted; of one quote, or all.")
            .Gives<Page<ChangeRequestJson>>();
        rounds
            .MapGet("/{id:guid}", Get)
            .WithName("getChangeRequest")
            .Needs(Scopes.QuotesRead, "A round of wishes")
            .Gives<ChangeRequestJson>()
            .Versioned();
        rounds
            .MapPost("/{id:guid}/wishes/{wish:guid}/answer", Answered)
            .WithName("answerWish")
            .Needs(Scopes.QuotesWrite, "Answer a wish", "The customer reads it with the next revision: nothing is sent now.")
            .Takes<WishAnswerWish>()
            .Gives<ChangeRequestJson>()
            .Versioned();
        rounds
            .MapPost("/{id:guid}/wishes/{wish:guid}/tick", Tick)
            .WithName("tickWish")
            .Needs(Scopes.QuotesWrite, "Tick a wish as worked in, or not", "Nobody is told.")
            .Takes<TickWish>()
            .Gives<ChangeRequestJson>()
            .Versioned();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        Guid? quote,
        bool? open,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        var rows = db.ChangeRequests.AsNoTracking().Where(row => row.SubmittedAt != null);
        if (quote is not null)
            rows = rows.Where(row => row.QuoteId == quote);
        if (open is { } wanted)
            rows = rows.Where(row => row.AnsweredAt == null == wanted);
        if (
            after is { } last
            && await db.ChangeRequests.Where(row => row.Id == last).Select(row => row.SubmittedAt).FirstOrDefaultAsync(stop) is { } at
        )
            rows = rows.Where(row => row.SubmittedAt < at || (row.SubmittedAt == at && row.Id.CompareTo(last) < 0));
        var found = await rows.OrderByDescending(row => row.SubmittedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, ChangeRequestJson.Of, row => row.Id);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop)
    {
        var (round, _) = await Find(db, id, stop);
        return Shown(round);
    }

    private static async Task<Answer> Answered(
        Guid id,
        Guid wish,
        Body<WishAnswerWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var given = body.Valid(texts);
        var (round, quote) = await Find(db, http, id, wish, stop);
        round.Answer(wish, given.Possible!.Value, given.Words, quote, Me.Of(http.User)!.AsActor, db.Now);
        return await Saved(round, db, stop);
    }

    private static async Task<Answer> Tick(
        Guid id,
        Guid wish,
        Body<TickWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var given = body.Valid(texts);
        var (round, _) = await Find(db, http, id, wish, stop);
        round.Tick(wish, given.Done!.Value, Me.Of(http.User)!.Name, db.Now);
        return await Saved(round, db, stop);
    }

    private static async Task<Answer> Saved(ChangeRequest round, Db db, CancellationToken stop)
    {
        db.Announce($"quote:{round.QuoteId}");
        await db.SaveChangesAsync(stop);
        return Shown(round);
    }

    private static Answer Shown(ChangeRequest round) => Answer.Ok(ChangeRequestJson.Of(round), round.Version);

    // A draft is the customer's alone.
    private static async Task<(ChangeRequest Round, Quote Quote)> Find(Db db, Guid id, CancellationToken stop)
    {
        var round =
            await db.ChangeRequests.SingleOrDefaultAsync(row => row.Id == id && row.SubmittedAt != null, stop)
            ?? throw ProblemException.NotFound();
        return (round, await db.Quotes.SingleAsync(row => row.Id == round.QuoteId, stop));
    }

    private static async Task<(ChangeRequest Round, Quote Quote)> Find(Db db, HttpContext http, Guid id, Guid wish, CancellationToken stop)
    {
        var found = await Find(db, id, stop);
        if (found.Round.Asked.All(one => one.Key != wish))
            throw ProblemException.NotFound();
        http.EnsureMatch(found.Round);
        return found;
    }
}
