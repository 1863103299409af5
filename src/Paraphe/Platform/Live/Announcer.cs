using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Live;

/// <summary>
/// Passes announcements to whoever listens: in this process at once, to the other nodes of one PostgreSQL by NOTIFY. An announcement may
/// be lost with a connection; who listens reads the truth from the database.
/// </summary>
public sealed class Announcer(ILogger<Announcer> log)
{
    public const string PostgresChannel = "paraphe";

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Channel<Announcement>>> listeners = new(
        StringComparer.Ordinal
    );

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
        if (listeners.TryGetValue(announcement.Topic, out var channels))
            foreach (var channel in channels.Values)
                channel.Writer.TryWrite(announcement);
    }

    /// <summary>Listens to topics until disposed; a slow listener loses the oldest announcements.</summary>
    public Listening Listen(params string[] topics)
    {
        var channel = Channel.CreateBounded<Announcement>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        var id = Guid.NewGuid();
        foreach (var topic in topics)
            listeners.GetOrAdd(topic, _ => new())[id] = channel;
        return new Listening(channel.Reader, () => Leave(id, topics));
    }

    public int CountListeners(string topic) => listeners.TryGetValue(topic, out var channels) ? channels.Count : 0;

    private void Leave(Guid id, string[] topics)
    {
        foreach (var topic in topics)
            if (listeners.TryGetValue(topic, out var channels))
                channels.TryRemove(id, out _);
    }
}

public sealed record Announcement(string Topic, string Data);

public sealed class Listening(ChannelReader<Announcement> announcements, Action leave) : IDisposable
{
    public ChannelReader<Announcement> Announcements => announcements;

    public void Dispose() => leave();
}
