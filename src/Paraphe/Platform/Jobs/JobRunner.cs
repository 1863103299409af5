using Paraphe.Platform.Data;
using Paraphe.Platform.Live;

namespace Paraphe.Platform.Jobs;

/// <summary>Runs jobs as they come: woken by the commit that wrote them, and every few seconds for those that wait.</summary>
public sealed class JobRunner(JobQueue queue, JobKinds kinds, IServiceScopeFactory scopes, Announcer announcer, ILogger<JobRunner> log)
    : BackgroundService
{
    private const int Workers = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Work(stoppingToken)));

    private async Task Work(CancellationToken stop)
    {
        using var listening = announcer.Listen("jobs");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await RunNext(stop)) { }
                using var nap = CancellationTokenSource.CreateLinkedTokenSource(stop);
                nap.CancelAfter(TimeSpan.FromSeconds(3));
                await listening.Announcements.WaitToReadAsync(nap.Token);
                while (listening.Announcements.TryRead(out _)) { }
            }
            catch (OperationCanceledException)
            {
                // The nap is over, or the application stops.
            }
            catch (Exception broken)
            {
                // The database is away: the queue is as it was, look again later.
                log.LogError(broken, "The job queue cannot be read");
                await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
            }
        }
    }

    /// <summary>Takes and runs one job.</summary>
    /// <returns>False when there is none to run now.</returns>
    public async Task<bool> RunNext(CancellationToken stop)
    {
        if (await queue.Take(stop) is not { } job)
            return false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Tenant>().Enter(job.AccountId);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(JobQueue.Lease - TimeSpan.FromSeconds(20));
            await kinds.Run(job.Kind, job.Payload, scope.ServiceProvider, limit.Token);
            await queue.Done(job);
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
        return true;
    }

    /// <summary>5 s, 10 s, 20 s … up to 6 hours.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, attempts - 1), 6 * 3600));
}
