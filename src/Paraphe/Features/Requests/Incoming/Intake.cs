using System.Collections.Concurrent;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// Commits the rows of stored mails with the jobs that read them. Mails that come at the same time share a commit: a disk makes only so many
/// durable in a second.
/// </summary>
public sealed class Intake(IServiceScopeFactory scopes) : IDisposable
{
    private const int Most = 100;

    /// <summary>So many in one commit, and more mail is on its way.</summary>
    private const int Many = 4;

    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentQueue<Waiting> waiting = new();
    private long pressedAt = -1_000;

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

    /// <summary>
    /// Returns when little mail comes in, or after a while: servers wait for our answer, nobody for the reading of one mail among hundreds.
    /// </summary>
    public async Task Calm(CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; waited < Patience && IsPressed; waited += Lull)
            await Task.Delay(Lull, stop);
    }

    public void Dispose() => turn.Dispose();

    private bool IsPressed => Environment.TickCount64 - Interlocked.Read(ref pressedAt) < Lull.TotalMilliseconds;

    private async Task CommitTogether()
    {
        var taken = new List<Waiting>();
        while (taken.Count < Most && waiting.TryDequeue(out var next))
            taken.Add(next);
        if (taken.Count >= Many)
            Interlocked.Exchange(ref pressedAt, Environment.TickCount64);
        foreach (var account in taken.GroupBy(each => each.Mail.AccountId))
            try
            {
                await Commit(account.Key, account.Select(each => each.Mail));
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

    private async Task Commit(Guid account, IEnumerable<InboundMail> mails)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(account);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        foreach (var mail in mails)
        {
            db.InboundMails.Add(mail);
            db.Enqueue(new ReadInbound(mail.Id));
        }
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private sealed record Waiting(InboundMail Mail)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
