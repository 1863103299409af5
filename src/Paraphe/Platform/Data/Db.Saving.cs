using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Live;

namespace Paraphe.Platform.Data;

public abstract partial class Db
{
    // SQLite has one writer: waiting for the turn here is quicker and fairer than its busy loop.
    private static readonly SemaphoreSlim SqliteTurn = new(1, 1);

    private readonly List<(string Topic, string Data)> announcements = [];
    private readonly List<Func<Task>> statements = [];
    private readonly Dictionary<Type, object> gathered = [];
    private bool hasTurn;

    /// <summary>Tells the pages that are open, on every node, once the change is committed.</summary>
    /// <param name="topic"><c>member:ID</c>, <c>quote:ID</c>, <c>account:ID</c>, <c>jobs</c> or <c>calls</c>.</param>
    public void Announce(string topic, string data = "")
    {
        announcements.Add((topic, data));
        // Open pages of members listen to their account: what changed is named by the part of the page that shows it.
        if (topic.StartsWith("quote:", StringComparison.Ordinal))
            announcements.Add(($"account:{AccountId}", topic.Replace(':', '-')));
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save asynchronously");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        FollowUp();
        EnsureOwnAccount();
        if (Database.CurrentTransaction is not null || hasTurn)
            return await SaveAndFollow(acceptAllChangesOnSuccess, cancellationToken);
        if (statements.Count > 0)
            return await InTransaction(() => SaveAndFollow(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        int written;
        await TakeTurn(cancellationToken);
        try
        {
            written = await Store(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            GiveTurn();
        }
        await TellOthers();
        return written;
    }

    /// <summary>A statement (ExecuteUpdate) that follows from a happening: runs after the save, in its transaction.</summary>
    public void Also(Func<Task> statement) => statements.Add(statement);

    /// <summary>Gathers what several happenings of one save ask for, so that one statement follows from all of them.</summary>
    public void Also<T>(T one, Func<IReadOnlyList<T>, Task> statement)
    {
        if (gathered.TryGetValue(typeof(T), out var before))
        {
            ((List<T>)before).Add(one);
            return;
        }
        List<T> all = [one];
        gathered[typeof(T)] = all;
        Also(() => statement(all));
    }

    private async Task<int> SaveAndFollow(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        var written = await Store(acceptAllChangesOnSuccess, cancellationToken);
        // Taken out first: a statement may save what it added, and that come here again.
        var following = statements.ToList();
        ForgetStatements();
        foreach (var statement in following)
            await statement();
        return written;
    }

    // Two acts on one quote at the same moment write an event of the same number: whoever comes second meets that, or the quote's newer version, or
    // loses a deadlock. It is one and the same clash, and whoever minds the one minds the other.
    private async Task<int> Store(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException second)
            when (second.IsClash() && (!second.IsTaken() || second.Entries.Any(entry => entry.Entity is QuoteEvent)))
        {
            throw new DbUpdateConcurrencyException(second.Message, second);
        }
    }

    private void ForgetStatements()
    {
        statements.Clear();
        gathered.Clear();
    }

    /// <summary>Runs <paramref name="work"/> and its saves in one transaction; numbers are drawn inside it. Nothing is told before the commit.</summary>
    public async Task<T> InTransaction<T>(Func<Task<T>> work, CancellationToken cancellationToken = default)
    {
        // Within another one it is part of that.
        if (Database.CurrentTransaction is not null)
            return await work();
        await TakeTurn(cancellationToken);
        T result;
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            result = await work();
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            announcements.Clear();
            ForgetStatements();
            throw;
        }
        finally
        {
            GiveTurn();
        }
        await TellOthers();
        return result;
    }

    public Task InTransaction(Func<Task> work, CancellationToken cancellationToken = default) =>
        InTransaction(
            async () =>
            {
                await work();
                return true;
            },
            cancellationToken
        );

    /// <summary>Runs a single writing statement in its turn.</summary>
    public async Task<T> Write<T>(Func<Task<T>> statement)
    {
        if (hasTurn)
            return await statement();
        await TakeTurn(CancellationToken.None);
        try
        {
            return await statement();
        }
        finally
        {
            GiveTurn();
        }
    }

    private void FollowUp()
    {
        // A reaction may change another aggregate, which may have happenings of its own.
        for (var round = 0; ; round++)
        {
            var changed = ChangeTracker
                .Entries<Aggregate>()
                .Where(entry => entry.State is EntityState.Added or EntityState.Modified)
                .Select(entry => entry.Entity)
                .ToList();
            foreach (var quote in changed.OfType<Quote>())
            {
                Events.AddRange(quote.TakeEvents());
                Announce($"quote:{quote.Id}");
            }
            var happenings = changed.SelectMany(aggregate => aggregate.TakeHappenings()).ToList();
            if (happenings.Count == 0)
                break;
            if (round > 20)
                throw new InvalidOperationException("Reactions follow each other in a circle");
            foreach (var happening in happenings)
                scope.React(happening, this);
        }
        foreach (var entry in ChangeTracker.Entries<Aggregate>().Where(entry => entry.State == EntityState.Modified))
            entry.Entity.NextVersion();
        foreach (var quote in ChangeTracker.Entries<Quote>().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
            Announce($"quote:{quote.Entity.Id}");
        foreach (var job in ChangeTracker.Entries<Job>().Where(entry => entry.State == EntityState.Added))
            Announce(job.Entity.Lane.Length == 0 ? JobRunner.Common : JobRunner.Calls);
        foreach (var notice in ChangeTracker.Entries<Notice>().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
            Announce($"member:{notice.Entity.MemberId}", "bell");
    }

    private void EnsureOwnAccount()
    {
        foreach (var entry in ChangeTracker.Entries<IOwned>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity.AccountId != AccountId)
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another account");
    }

    private async Task TakeTurn(CancellationToken cancellationToken)
    {
        if (!IsSqlite)
            return;
        await SqliteTurn.WaitAsync(cancellationToken);
        hasTurn = true;
    }

    private void GiveTurn()
    {
        if (!hasTurn)
            return;
        hasTurn = false;
        SqliteTurn.Release();
    }

    private async Task TellOthers()
    {
        if (announcements.Count == 0)
            return;
        var told = announcements.Distinct().Select(one => new Announcement(one.Topic, one.Data)).ToList();
        announcements.Clear();
        await scope.Announcer.Tell(this, told);
    }
}
