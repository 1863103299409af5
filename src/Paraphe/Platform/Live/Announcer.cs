using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Live;

/// <summary>
/// Passes announcements to whoever listens: in this process at once, to the other nodes of one PostgreSQL by NOTIFY. The latest are kept, so
/// that a page hears what was said between its making and its listening; who cannot be told all is told to look at everything.
/// </summary>
public sealed class Announcer(ILogger<Announcer> log)
{
    public const string PostgresChannel = "paraphe";

    /// <summary>Said instead of announcements that are lost: everything may have changed.</summary>
    public const string Everything = "*";

    private const int Kept = 2_000;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Channel<Announcement>>> listeners = new(
        StringComparer.Ordinal
    );
    private readonly Queue<Announcement> past = new(Kept);
    private readonly Lock door = new();
    private readonly string node = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private long last;
    private long unknown;

    /// <summary>Names this moment: what is read from the database from now on knows all that was announced before.</summary>
    public string Mark
    {
        get
        {
            lock (door)
                return MarkOf(last);
        }
    }

    public Task Tell(Db db, string topic, string data) => Tell(db, [new Announcement(topic, data)]);

    /// <summary>Never fails: what is told has been committed, and its writer must not hear otherwise.</summary>
    public async Task Tell(Db db, IReadOnlyList<Announcement> all)
    {
        if (db.IsSqlite)
        {
            foreach (var announcement in all)
                Hear(announcement);
            return;
        }
        try
        {
            // The listener of this node hears it too: one way for all nodes. All of them in one journey.
            var payloads = all.Select(announcement => JsonSerializer.Serialize(announcement)).ToArray();
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({PostgresChannel}, said) FROM unnest({payloads}) AS said");
        }
        catch (Exception lost) when (lost is DbException or InvalidOperationException or TimeoutException or IOException)
        {
            // The database went away just after the commit.
            log.LogWarning(lost, "Not announced: {Topic}", all[0].Topic);
            foreach (var announcement in all)
                Hear(announcement);
        }
    }

    /// <summary>Called with what was said in this process or heard from another node.</summary>
    public void Hear(Announcement announcement)
    {
        lock (door)
        {
            announcement = announcement with { Mark = MarkOf(++last) };
            if (past.Count == Kept)
            {
                past.Dequeue();
                unknown = last - Kept;
            }
            past.Enqueue(announcement);
            if (listeners.TryGetValue(announcement.Topic, out var channels))
                foreach (var channel in channels.Values)
                    Pass(announcement, channel);
        }
    }

    /// <summary>Announcements may have been lost, as by an ear that was away.</summary>
    public void Forget()
    {
        lock (door)
        {
            unknown = ++last;
            past.Clear();
            foreach (var (topic, channels) in listeners)
            foreach (var channel in channels.Values)
                Pass(All(topic), channel);
        }
    }

    /// <summary>Listens to topics until disposed.</summary>
    public Listening Listen(params string[] topics) => Listen(null, topics);

    /// <summary>Listens, and hears first what was announced since a <see cref="Mark"/>.</summary>
    public Listening Listen(string? since, string[] topics)
    {
        var channel = Channel.CreateBounded<Announcement>(64);
        var id = Guid.NewGuid();
        lock (door)
        {
            if (since is not null)
                Repeat(since, topics, channel);
            foreach (var topic in topics)
                listeners.GetOrAdd(topic, _ => new())[id] = channel;
        }
        return new Listening(channel.Reader, () => Leave(id, topics));
    }

    public int CountListeners(string topic) => listeners.TryGetValue(topic, out var channels) ? channels.Count : 0;

    // A mark of another node, or of this one before its start, tells nothing here.
    private void Repeat(string since, string[] topics, Channel<Announcement> channel)
    {
        var known =
            since.StartsWith(node + "-", StringComparison.Ordinal)
            && long.TryParse(since.AsSpan(node.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && from >= unknown
            && from <= last
                ? (int)(last - from)
                : -1;
        if (known < 0)
            Pass(All(topics[0]), channel);
        else
            foreach (var missed in past.TakeLast(known).Where(one => topics.Contains(one.Topic, StringComparer.Ordinal)))
                Pass(missed, channel);
    }

    private void Pass(Announcement announcement, Channel<Announcement> channel)
    {
        if (channel.Writer.TryWrite(announcement))
            return;
        // Too slow to hear all of it.
        while (channel.Reader.TryRead(out _)) { }
        channel.Writer.TryWrite(All(announcement.Topic));
    }

    private Announcement All(string topic) => new(topic, Everything) { Mark = MarkOf(last) };

    private string MarkOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{node}-{number}");

    private void Leave(Guid id, string[] topics)
    {
        foreach (var topic in topics)
            if (listeners.TryGetValue(topic, out var channels))
                channels.TryRemove(id, out _);
    }
}
