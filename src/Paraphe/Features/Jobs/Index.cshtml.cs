using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Jobs;

/// <summary>Work in the background that failed or waits: why, since when, and *try again*.</summary>
[Needs(Permission.ManageAccount)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    private const int Most = 200;

    public IReadOnlyList<JobLine> Failed { get; private set; } = [];

    public IReadOnlyList<JobLine> Waiting { get; private set; } = [];

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime Now => db.Now;

    public async Task OnGetAsync(CancellationToken stop)
    {
        // What is planned for a later day, such as a reminder, waits for its time and not for help.
        var soon = db.Now.AddDays(1);
        var rows = await db
            .Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Failed || (job.State != JobState.Done && (job.RunAt <= soon || job.LastError != "")))
            .OrderBy(job => job.State == JobState.Failed ? 0 : 1)
            .ThenByDescending(job => job.CreatedAt)
            .Take(Most)
            .ToListAsync(stop);
        var quotes = await new JobQuotes(db).Of(rows, stop);
        var lines = rows.Select(job => JobLine.Of(job, texts, quotes.GetValueOrDefault(job.Id))).ToList();
        Failed = [.. lines.Where(line => line.State == JobState.Failed)];
        Waiting = [.. lines.Where(line => line.State != JobState.Failed)];
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop));
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken stop)
    {
        if (await JobQueue.TryAgain(db, id) == 0)
            return NotFound();
        return await Wake(stop);
    }

    public async Task<IActionResult> OnPostAllAgainAsync(CancellationToken stop)
    {
        var failed = await db.Jobs.Where(job => job.State == JobState.Failed).Select(job => job.Id).ToListAsync(stop);
        foreach (var job in failed)
            await JobQueue.TryAgain(db, job);
        return await Wake(stop);
    }

    private async Task<IActionResult> Wake(CancellationToken stop)
    {
        db.Announce("jobs");
        await db.SaveChangesAsync(stop);
        this.Toast(texts["Jobs.Again"]);
        return RedirectToPage();
    }
}

/// <summary>One job as the Owner reads it.</summary>
public sealed record JobLine(
    Guid Id,
    string What,
    JobState State,
    string Why,
    int Attempts,
    DateTime Since,
    DateTime Next,
    (Guid Id, string Number)? Quote
)
{
    public static JobLine Of(Job job, Texts texts, (Guid Id, string Number)? quote) =>
        new(
            job.Id,
            texts.Has("Jobs.Kinds." + job.Kind) ? texts["Jobs.Kinds." + job.Kind] : job.Kind,
            job.State,
            job.LastError,
            job.Attempts,
            job.CreatedAt,
            job.RunAt,
            quote
        );
}
