using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Jobs;

/// <summary>A job that this node has taken.</summary>
public sealed record TakenJob(Guid Id, Guid AccountId, string Kind, string Payload, int Attempts);

/// <summary>A job has had all its attempts; reactions tell who can help.</summary>
public sealed record JobGivenUp(Guid Job, string Kind) : Happening;

/// <summary>Takes, finishes and puts back jobs: single statements, so that two nodes never take the same one.</summary>
public sealed class JobQueue(IServiceScopeFactory scopes, TimeProvider clock, React react)
{
    public const int MostAttempts = 12;

    /// <summary>A job that takes longer is believed dead and taken again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public async Task<TakenJob?> Take(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (now, until) = (Now, Now + Lease);
        var skip = db.IsSqlite ? "" : "FOR UPDATE SKIP LOCKED";
#pragma warning disable EF1002 // The only text put in is the constant above.
        var taken = await db.Write(() =>
            db
                .Database.SqlQueryRaw<TakenJob>(
                    $$"""
                    UPDATE "Jobs" SET "State" = 'Running', "Attempts" = "Attempts" + 1, "LeasedUntil" = {1}
                    WHERE "Id" = (
                        SELECT "Id" FROM "Jobs"
                        WHERE ("State" = 'Waiting' AND "RunAt" <= {0}) OR ("State" = 'Running' AND "LeasedUntil" < {0})
                        ORDER BY "RunAt" LIMIT 1 {{skip}})
                    RETURNING "Id", "AccountId", "Kind", "Payload", "Attempts"
                    """,
                    now,
                    until
                )
                .ToListAsync(cancellationToken)
        );
#pragma warning restore EF1002
        return taken.FirstOrDefault();
    }

    public Task Done(TakenJob job) =>
        Change(
            job.Id,
            (db, now) =>
                db
                    .Jobs.IgnoreQueryFilters([Db.AccountFilter])
                    .Where(row => row.Id == job.Id)
                    .ExecuteUpdateAsync(row =>
                        row.SetProperty(r => r.State, JobState.Done)
                            .SetProperty(r => r.DoneAt, now)
                            .SetProperty(r => r.LastError, "")
                            .SetProperty(r => r.Payload, "{}")
                    )
        );

    /// <summary>Lets the job wait for another try, or gives it up when it has had all its attempts.</summary>
    public async Task PutBack(TakenJob job, string error, TimeSpan wait, bool counts)
    {
        var attempts = counts ? job.Attempts : job.Attempts - 1;
        var state = attempts >= MostAttempts ? JobState.Failed : JobState.Waiting;
        Task<int> Change(Db db, DateTime now) =>
            db
                .Jobs.IgnoreQueryFilters([Db.AccountFilter])
                .Where(row => row.Id == job.Id)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(r => r.State, state)
                        .SetProperty(r => r.RunAt, now + wait)
                        .SetProperty(r => r.Attempts, attempts)
                        .SetProperty(r => r.LastError, error)
                );
        if (state == JobState.Waiting)
        {
            await this.Change(job.Id, Change);
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(job.AccountId);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await db.InTransaction(async () =>
        {
            await Change(db, Now);
            react(new JobGivenUp(job.Id, job.Kind), db);
            await db.SaveChangesAsync();
        });
    }

    /// <summary>The Owner's *try again*: a failed job waits for its turn with all its attempts.</summary>
    public static Task<int> TryAgain(Db db, Guid job) =>
        db.Write(() =>
            db
                .Jobs.Where(row => row.Id == job && row.State == JobState.Failed)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(r => r.State, JobState.Waiting).SetProperty(r => r.RunAt, db.Now).SetProperty(r => r.Attempts, 0)
                )
        );

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task Change(Guid job, Func<Db, DateTime, Task<int>> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        if (await db.Write(() => change(db, Now)) != 1)
            throw new InvalidOperationException($"The job {job} is gone");
    }
}
