using System.Collections.Concurrent;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// Commits the rows of stored mails with the jobs that read them. Mails that come at the same time share a commit: a disk makes only so many
/// durable in a second.
/// </summary>
public sealed class Intake(IServiceScopeFactory scopes) : IDisposable
{
    private const int Most = 100;

    /// <summary>
    /// So many in a second, or some at the very same moment, are a flood: servers wait for our answer, nobody for the reading of one mail among
    /// hundreds.
    /// </summary>
    private const int Flood = 100;

    private const int Crowd = 8;

    private static readonly TimeSpan AfterTheFlood = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentQueue<Waiting> waiting = new();

    /// <summary>When the last mails came, in milliseconds of the system's clock.</summary>
    private readonly Queue<long> latest = new(Flood);

    /// <summary>Durable when this returns. Never cancelled half-way: the sender would not know.</summary>
    public async Task Commit(InboundMail mail)
    {
        var own = new Waiting(mail);
        waiting.Enqueue(own);
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            // Whoever had the turn before may have taken ours along.
            while (!own.Done.Task.IsCompleted)
                await CommitTogether();
        }
        finally
        {
            turn.Release();
        }
        await own.Done.Task;
    }

    public void Dispose() => turn.Dispose();

    private async Task CommitTogether()
    {
        var taken = new List<Waiting>();
        while (taken.Count < Most && waiting.TryDequeue(out var next))
            taken.Add(next);
        var later = IsFlooded(taken.Count) ? AfterTheFlood : TimeSpan.Zero;
        foreach (var account in taken.GroupBy(each => each.Mail.AccountId))
            try
            {
                await Commit(account.Key, [.. account.Select(each => each.Mail)], later);
                foreach (var each in account)
                    each.Done.SetResult();
            }
            catch (Exception broken)
            {
                // Each of their senders is told that it was not kept, and tries again.
                foreach (var each in account)
                    each.Done.SetException(broken);
            }
    }

    private bool IsFlooded(int more)
    {
        var now = Environment.TickCount64;
        for (var i = 0; i < more; i++)
            latest.Enqueue(now);
        while (latest.Count > Flood)
            latest.Dequeue();
        return more >= Crowd || (latest.Count == Flood && now - latest.Peek() < 1_000);
    }

    private async Task Commit(Guid account, IReadOnlyList<InboundMail> mails, TimeSpan later)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(account);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await db.InTransaction(async () =>
        {
            await db.Insert(mails);
            await db.Insert(mails.Select(mail => Job.Of(new ReadInbound(mail.Id), db.NewId(), account, db.Now + later, db.Now)));
            if (later == TimeSpan.Zero)
                db.Announce(JobRunner.Common);
        });
    }

    private sealed record Waiting(InboundMail Mail)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
