using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Changes;

/// <param name="Who">Who asked last, of the open rounds.</param>
public sealed record ChangeBar(
    Guid QuoteId,
    string Number,
    bool IsOpen,
    bool IsAccepted,
    string Who,
    int Wishes,
    int Done,
    int Revision,
    DateTime At
);

/// <summary>
/// Under the tabs of a project, one bar for each quote that changes were asked of: orange while a round waits, grey once the next revision was
/// sent (CR 5, CR 8). <c>&lt;vc:change-bars quote="…" project="…" /&gt;</c>
/// </summary>
public sealed class ChangeBars(Db db) : ViewComponent
{
    private const int Most = 30;

    public async Task<IViewComponentResult> InvokeAsync(Guid quote, Guid? project)
    {
        var quotes = await db
            .Quotes.Where(row => row.RoundCount > 0 && (row.Id == quote || (project != null && row.ProjectId == project)))
            .OrderBy(row => row.CreatedAt)
            .Take(Most)
            .Select(row => new
            {
                row.Id,
                Number = row.Number ?? row.DraftNumber,
                row.RoundCount,
                row.AnsweredRounds,
                row.RevisionCount,
                row.Standing,
                row.ChangesAskedAt,
                row.ChangesAnsweredAt,
            })
            .ToListAsync(HttpContext.RequestAborted);
        if (quotes.Count == 0)
            return Content("");
        var ids = quotes.Where(row => row.RoundCount > row.AnsweredRounds).Select(row => row.Id).ToList();
        var rounds = await db
            .ChangeRequests.AsNoTracking()
            .Where(row => ids.Contains(row.QuoteId) && row.SubmittedAt != null && row.AnsweredAt == null)
            .OrderBy(row => row.Round)
            .ToListAsync(HttpContext.RequestAborted);
        var zone = await db.Accounts.Select(account => account.TimeZone).SingleAsync(HttpContext.RequestAborted);
        IReadOnlyList<ChangeBar> bars =
        [
            .. quotes.Select(row =>
            {
                var open = rounds.FindAll(round => round.QuoteId == row.Id);
                return new ChangeBar(
                    row.Id,
                    row.Number,
                    open.Count > 0,
                    row.Standing is Standing.Accepted or Standing.SignedWaiting,
                    open.LastOrDefault()?.SubmittedBy ?? "",
                    open.Sum(round => round.Asked.Count()),
                    open.Sum(round => round.DoneCount),
                    open.LastOrDefault()?.RevisionNumber ?? row.RevisionCount,
                    (open.Count > 0 ? row.ChangesAskedAt : row.ChangesAnsweredAt) ?? default
                );
            }),
        ];
        return View("/Features/Changes/_Bars.cshtml", (bars, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }
}

/// <summary>On <i>Send</i>: wishes that nobody ticked. It warns and does not block (CR 7). <c>&lt;vc:unticked-wishes quote="…" /&gt;</c></summary>
public sealed class UntickedWishes(Db db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid quote)
    {
        var rounds = await db
            .ChangeRequests.AsNoTracking()
            .Where(row => row.QuoteId == quote && row.SubmittedAt != null && row.AnsweredAt == null)
            .ToListAsync(HttpContext.RequestAborted);
        var (all, done) = (rounds.Sum(round => round.Asked.Count()), rounds.Sum(round => round.DoneCount));
        return done == all ? Content("") : View("/Features/Changes/_Unticked.cshtml", (quote, all - done, all));
    }
}

/// <summary>In the quote's menu: hear of what happens in the project, or no longer (CR 4).</summary>
public sealed class FollowProject(Db db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid quote, Guid? project)
    {
        if (project is null || Platform.Web.Me.Of(UserClaimsPrincipal) is not { } me)
            return Content("");
        var follows = await db.ProjectFollowers.AnyAsync(row => row.ProjectId == project && row.MemberId == me.Id);
        return View("/Features/Changes/_Follow.cshtml", (quote, follows));
    }
}
