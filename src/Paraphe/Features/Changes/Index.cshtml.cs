using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>What the customer asks for, to be worked off line by line (CR 6, CR 7, CR 9). Nothing on it sends anything.</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Words to look for in all rounds.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public Quote Quote { get; private set; } = null!;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public IReadOnlyList<ChangeRequest> Open { get; private set; } = [];

    /// <summary>Answered ones that match what is looked for, newest first.</summary>
    public IReadOnlyList<ChangeRequest> Past { get; private set; } = [];

    public int RoundCount { get; private set; }

    /// <summary>What was sent last beside the working copy.</summary>
    public Comparison? Comparison { get; private set; }

    public Story Story { get; private set; } = null!;

    public bool IsFollowed { get; private set; }

    public bool MayEdit => May(Permission.EditQuotes) && !Quote.IsLocked;

    /// <summary>The answer that was typed and not taken.</summary>
    public (Guid Wish, string Words, string Message)? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Look(stop) ? Page() : NotFound();

    [Needs(Permission.EditQuotes)]
    public Task<IActionResult> OnPostTickAsync(Guid wish, bool done, string? back) =>
        Change(wish, back, (round, _) => round.Tick(wish, done, Me.Name, db.Now));

    [Needs(Permission.EditQuotes)]
    public Task<IActionResult> OnPostAnswerAsync(Guid wish, bool possible, string? words) =>
        Change(wish, null, (round, quote) => round.Answer(wish, possible, words ?? "", quote, Me.AsActor, db.Now), words);

    public async Task<IActionResult> OnPostFollowAsync(bool follow, CancellationToken stop)
    {
        var project = await db.Quotes.Where(row => row.Id == Id).Select(row => row.ProjectId).SingleOrDefaultAsync(stop);
        if (project is null)
            return NotFound();
        var row = await db.ProjectFollowers.SingleOrDefaultAsync(one => one.ProjectId == project && one.MemberId == Me.Id, stop);
        if (follow && row is null)
            db.ProjectFollowers.Add(new ProjectFollower(db.AccountId, project.Value, Me.Id, db.Now));
        else if (!follow && row is not null)
            db.ProjectFollowers.Remove(row);
        await db.SaveChangesAsync(stop);
        this.Toast(texts[follow ? "Changes.NowFollowed" : "Changes.NotFollowed"]);
        return Redirect($"/quotes/{Id}");
    }

    private async Task<IActionResult> Change(Guid wish, string? back, Action<ChangeRequest, Quote> change, string? words = null)
    {
        if (!await db.ChangeRequests.AnyAsync(row => row.QuoteId == Id))
            return NotFound();
        try
        {
            await db.Afresh(async () =>
            {
                var quote = await db.Quotes.SingleAsync(row => row.Id == Id);
                var rounds = await db.ChangeRequests.Where(row => row.QuoteId == Id && row.SubmittedAt != null).ToListAsync();
                var round = rounds.Find(row => row.Wishes.Any(one => one.Key == wish)) ?? throw new BrokenRuleException("Rules.LineGone");
                change(round, quote);
                db.Announce($"quote:{Id}");
                await db.SaveChangesAsync();
            });
            return Redirect(Guid.TryParse(back, out var line) ? $"/quotes/{Id}/changes/{line}" : $"/quotes/{Id}/changes#wish-{wish:N}");
        }
        catch (BrokenRuleException broken)
        {
            db.ChangeTracker.Clear();
            Refused = (wish, words ?? "", texts.Say(broken));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Look(CancellationToken.None) ? Page() : NotFound();
        }
    }

    private async Task<bool> Look(CancellationToken stop)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return false;
        Quote = quote;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop));
        var rounds = await db
            .ChangeRequests.AsNoTracking()
            .Where(row => row.QuoteId == Id && row.SubmittedAt != null)
            .OrderByDescending(row => row.Round)
            .ToListAsync(stop);
        RoundCount = rounds.Count;
        Open = rounds.FindAll(round => round.IsOpen);
        var wanted = SearchText.Of(Q ?? "");
        Past = rounds.FindAll(round => !round.IsOpen && round.SearchText.Contains(wanted, StringComparison.Ordinal));
        IsFollowed = await db.ProjectFollowers.AnyAsync(row => row.ProjectId == quote.ProjectId && row.MemberId == Me.Id, stop);
        Story = await Story.Of(db, quote, rounds, stop);
        if (quote.CurrentRevisionId is { } current && !quote.IsLocked)
        {
            var sent = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == current, stop);
            Comparison = await Comparison.Between(db, Id, (sent.Number, sent.Read().Content), (null, quote.Content), stop);
        }
        return true;
    }
}
