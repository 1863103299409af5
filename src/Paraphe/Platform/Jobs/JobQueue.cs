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

    /// <summary>A node that has not renewed the lease of its job for so long is believed dead, and the job is taken again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>So long one can look up when a job was done.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(14);

    private const int MostForgotten = 5_000;

    /// <summary>Of one lane at once, on all nodes together.</summary>
    public const int MostOfLane = 2;

    private const string Common = """
        "Lane" = ''
        """;

    private static readonly string Lanes = $"""
        "Lane" > '' AND "Lane" NOT IN (
            SELECT "Lane" FROM "Jobs" WHERE "State" = 'Running' AND "Lane" > '' GROUP BY "Lane" HAVING COUNT(*) >= {MostOfLane})
        """;

    /// <param name="account">Of this account only; null is of any.</param>
    public Task<TakenJob?> Take(CancellationToken cancellationToken, Guid? account = null) => Take(Common, account, cancellationToken);

    /// <summary>One that waits for somebody else's server.</summary>
    public Task<TakenJob?> TakeCall(CancellationToken cancellationToken, Guid? account = null) => Take(Lanes, account, cancellationToken);

    private async Task<TakenJob?> Take(string which, Guid? account, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (now, until) = (Now, Now + Lease);
        var skip = db.IsSqlite ? "" : "FOR UPDATE SKIP LOCKED";
        var whose = account is null ? "" : """AND "AccountId" = {2}""";
        // Abandoned ones first; two plain searches of the index instead of one OR, which would sort all that wait.
#pragma warning disable EF1002 // The only texts put in are the constants above.
        Task<List<TakenJob>> First() =>
            db
                .Database.SqlQueryRaw<TakenJob>(
                    $$"""
                    UPDATE "Jobs" SET "State" = 'Running', "Attempts" = "Attempts" + 1, "LeasedUntil" = {1}
                    WHERE "Id" = COALESCE(
                        (SELECT "Id" FROM "Jobs" WHERE "State" = 'Running' AND "Lane" {{(
                        which == Common ? "=" : ">"
                    )}} '' AND "LeasedUntil" < {0} {{whose}} LIMIT 1 {{skip}}),
                        (SELECT "Id" FROM "Jobs" WHERE "State" = 'Waiting' AND {{which}} AND "RunAt" <= {0} {{whose}} ORDER BY "RunAt" LIMIT 1 {{skip}}))
                    RETURNING "Id", "AccountId", "Kind", "Payload", "Attempts"
                    """,
                    account is { } one ? [now, until, one] : [now, until]
                )
                .ToListAsync(cancellationToken);
#pragma warning restore EF1002
        // What runs of a lane is counted before one more is taken: on PostgreSQL one after the other, or many at once would count the same.
        var taken =
            db.IsSqlite || which == Common
                ? await db.Write(First)
                : await db.InTransaction(
                    async () =>
                    {
                        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('paraphe lanes'))", cancellationToken);
                        return await First();
                    },
                    cancellationToken
                );
        return taken.FirstOrDefault();
    }

    /// <summary>Tells the other nodes that this one lives and still works on the job.</summary>
    /// <returns>False when the job was taken away.</returns>
    public Task<bool> Renew(TakenJob job) =>
        Change(job, (held, now) => held.ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, now + Lease)));

    /// <returns>False when the job was taken away: another node does it again, which its handler must bear.</returns>
    public Task<bool> Done(TakenJob job) =>
        Change(
            job,
            (held, now) =>
                held.ExecuteUpdateAsync(row =>
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
        Task<int> Put(IQueryable<Job> held, DateTime now) =>
            held.ExecuteUpdateAsync(row =>
                row.SetProperty(r => r.State, state)
                    .SetProperty(r => r.RunAt, now + wait)
                    .SetProperty(r => r.Attempts, attempts)
                    .SetProperty(r => r.LastError, error)
            );
        if (state == JobState.Waiting)
        {
            await Change(job, Put);
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(job.AccountId);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await db.InTransaction(async () =>
        {
            if (await Put(Held(db, job), Now) == 0)
                return;
            react(new JobGivenUp(job.Id, job.Kind), db);
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Lets every job wait again that is marked as running. Only for the one process that works on a database, at its start.</summary>
    public async Task<int> FreeAll()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        return await db.Write(() =>
            db
                .Jobs.IgnoreQueryFilters(Db.AcrossAccounts)
                .Where(row => row.State == JobState.Running)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, JobState.Waiting))
        );
    }

    /// <summary>Removes jobs that were done long ago, a good many at once; of those that failed each stays until it is done.</summary>
    public async Task<int> ForgetDone()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var before = Now - Memory;
        var old = db.Jobs.IgnoreQueryFilters(Db.AcrossAccounts).Where(row => row.State == JobState.Done && row.RunAt < before);
        var ids = await old.Select(row => row.Id).Take(MostForgotten).ToListAsync();
        return ids.Count == 0
            ? 0
            : await db.Write(() => db.Jobs.IgnoreQueryFilters(Db.AcrossAccounts).Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync());
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

    private async Task<bool> Change(TakenJob job, Func<IQueryable<Job>, DateTime, Task<int>> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        return await db.Write(() => change(Held(db, job), Now)) == 1;
    }

    // Who takes a job raises its attempts: a node that slept through its lease changes nothing any more.
    private static IQueryable<Job> Held(Db db, TakenJob job) =>
        db
            .Jobs.IgnoreQueryFilters(Db.AcrossAccounts)
            .Where(row => row.Id == job.Id && row.State == JobState.Running && row.Attempts == job.Attempts);
}
