using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Live;

namespace Paraphe.Platform.Jobs;

/// <summary>Runs jobs as they come: woken by the commit that wrote them, and every few seconds for those that wait.</summary>
public sealed class JobRunner(
    JobQueue queue,
    JobKinds kinds,
    IServiceScopeFactory scopes,
    Announcer announcer,
    Settings settings,
    ILogger<JobRunner> log
) : BackgroundService
{
    /// <summary>Topics that wake the workers of the common lane, and those of all others.</summary>
    public const string Common = "jobs";
    public const string Calls = "calls";

    private const int Workers = 4;

    /// <summary>For jobs in lanes, which mostly wait for an answer.</summary>
    private const int Callers = 8;

    private const int MostClashes = 5;

    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(3);

    /// <summary>A job that takes longer hangs.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    /// <summary>The first page goes first: making EF Core's model of the tables beside it would take half of the machine.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Courtesy, stoppingToken);
        using var alone = await FreeAbandoned();
        await Task.WhenAll(
            Serve(Common, Workers, stop => queue.Take(stop), stoppingToken),
            Serve(Calls, Callers, stop => queue.TakeCall(stop), stoppingToken),
            Tidy(stoppingToken)
        );
    }

    /// <summary>
    /// SQLite belongs to one process: what it finds running at its start died with the one before, and need not wait for its lease.
    /// </summary>
    /// <returns>Keeps a second process on the same folder from believing the same.</returns>
    private async Task<IDisposable?> FreeAbandoned()
    {
        if (settings.IsPostgres)
            return null;
        try
        {
            var alone = new FileStream(Path.Combine(settings.Data, "jobs.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            if (await queue.FreeAll() is > 0 and var freed)
                log.LogInformation("Taking up {Count} jobs that the last run left", freed);
            return alone;
        }
        catch (Exception shared) when (shared is IOException or UnauthorizedAccessException)
        {
            // Another process works here: jobs that one of us leaves are taken up when their lease ends.
            log.LogWarning(shared, "Not the only process on this data folder");
            return null;
        }
    }

    /// <summary>
    /// Takes jobs for so many workers. One looks for all of them: a commit would otherwise set each of them at the table, which on SQLite has
    /// room for one.
    /// </summary>
    private async Task Serve(string topic, int workers, Func<CancellationToken, Task<TakenJob?>> take, CancellationToken stop)
    {
        using var listening = announcer.Listen(topic);
        var running = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (running.Count < workers && await take(stop) is { } job)
                    running.Add(Task.Run(() => Run(job, stop), CancellationToken.None));
                await News(listening, running, workers, stop);
                // Whoever fails so that not even that can be written down is found when its lease ends.
                foreach (var broken in running.Select(one => one.Exception).OfType<Exception>())
                    log.LogError(broken, "A job could not be put back");
                running.RemoveAll(one => one.IsCompleted);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The application stops.
            }
            catch (Exception broken)
            {
                // The database is away: the queue is as it was, look again later.
                log.LogError(broken, "The job queue cannot be read");
                await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            }
        }
        await Task.WhenAll(running);
    }

    /// <summary>Until a job was written, a worker is free again, or a few seconds have passed, for those that wait for their time.</summary>
    private static async Task News(Listening listening, List<Task> running, int workers, CancellationToken stop)
    {
        using var nap = CancellationTokenSource.CreateLinkedTokenSource(stop);
        nap.CancelAfter(Nap);
        Task[] written = running.Count < workers ? [listening.Announcements.WaitToReadAsync(nap.Token).AsTask()] : [];
        await Task.WhenAny([.. running, .. written, Task.Delay(Nap, nap.Token)]);
        await nap.CancelAsync();
        while (listening.Announcements.TryRead(out _)) { }
    }

    private async Task Tidy(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(10), stop);
                await queue.ForgetDone();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The application stops.
            }
            catch (Exception broken)
            {
                // The database is away: next time.
                log.LogWarning(broken, "Done jobs were not tidied");
            }
    }

    /// <summary>Takes and runs one job.</summary>
    /// <param name="account">Of this account only; null is of any.</param>
    /// <returns>False when there is none to run now.</returns>
    public async Task<bool> RunNext(CancellationToken stop, Guid? account = null)
    {
        if ((await queue.Take(stop, account) ?? await queue.TakeCall(stop, account)) is not { } job)
            return false;
        await Run(job, stop);
        return true;
    }

    private async Task Run(TakenJob job, CancellationToken stop)
    {
        if (job.Attempts > JobQueue.MostAttempts)
        {
            // Each time the process died over it.
            await queue.PutBack(job, "The process ended while it ran", TimeSpan.Zero, counts: true);
            return;
        }
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(MostTime);
            await using (Heart(job, limit))
                await Handle(job, limit.Token);
            if (!await queue.Done(job))
                log.LogWarning("Job {Kind} {Job} outlived its lease and was taken by another node", job.Kind, job.Id);
        }
        catch (NotYetException notYet)
        {
            await queue.PutBack(job, notYet.Message, notYet.Wait, counts: false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await queue.PutBack(job, "", TimeSpan.Zero, counts: false);
        }
        catch (Exception failed)
        {
            // Whatever it was, the job is tried again, and the Owner sees it when it stays broken.
            log.LogWarning(failed, "Job {Kind} {Job} failed, attempt {Attempt}", job.Kind, job.Id, job.Attempts);
            await queue.PutBack(job, failed.Message, BackOff(job.Attempts), counts: true);
        }
    }

    /// <summary>To meet a person, or another job, at the same row is no failure: its handler looks again.</summary>
    private async Task Handle(TakenJob job, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Tenant>().Enter(job.AccountId);
                await kinds.Run(job.Kind, job.Payload, scope.ServiceProvider, stop);
                return;
            }
            catch (DbUpdateException clash) when (clash.IsClash() && attempt < MostClashes)
            {
                // Whoever was first is done by then.
                await Task.Delay(Random.Shared.Next(5, 25) * attempt, stop);
            }
    }

    /// <summary>Renews the lease until disposed; stops the work when the job was taken away.</summary>
    private Timer Heart(TakenJob job, CancellationTokenSource work)
    {
        var third = JobQueue.Lease / 3;
        return new Timer(_ => _ = Beat(job, work), null, third, third);
    }

    private async Task Beat(TakenJob job, CancellationTokenSource work)
    {
        try
        {
            if (!await queue.Renew(job))
                await work.CancelAsync();
        }
        catch (Exception away)
        {
            // The database is away, or the work ended this moment: the next beat comes soon, and the lease bears missing one.
            log.LogDebug(away, "The lease of {Job} was not renewed", job.Id);
        }
    }

    /// <summary>5 s, 10 s, 20 s … up to 6 hours.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, attempts - 1), 6 * 3600));
}
