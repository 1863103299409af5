using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Live;

namespace Paraphe.Tests.Robust;

/// <summary>One of several nodes on the same database, with jobs of the tests' own.</summary>
internal class Node : World
{
    /// <summary>Another node on the database and folder of <paramref name="first"/>, with the same clock's time.</summary>
    public static Node Beside(World first) => new() { Settings = { ["PARAPHE_DATA"] = first.Data, ["PARAPHE_DATABASE"] = first.Database } };

    public JobQueue Queue => Services.GetRequiredService<JobQueue>();

    public JobRunner Runner => Services.GetRequiredService<JobRunner>();

    /// <summary>Takes the place of the file store, around the real one.</summary>
    public Func<FileStore, FileStore>? Files { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(new JobKinds(typeof(Node).Assembly));
            if (Files is { } around)
                services.AddSingleton(around(new DiskFiles(Path.Combine(Data, "files"))));
        });
    }

    /// <summary>Hears what other nodes of one PostgreSQL say, as the running application does.</summary>
    public async Task<IAsyncDisposable> Listen(string database)
    {
        var ears = new PostgresEars(database, Services.GetRequiredService<Announcer>(), NullLogger<PostgresEars>.Instance);
        await ears.StartAsync(default);
        await Task.Delay(500);
        return new Stopping(ears);
    }

    private sealed record Stopping(PostgresEars Ears) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Ears.StopAsync(default);
            Ears.Dispose();
        }
    }
}

/// <summary>Counts how often each number was done.</summary>
internal sealed record Counted(int Number, string Run) : IJob
{
    public static readonly ConcurrentDictionary<(string Run, int Number), int> Done = new();
}

internal sealed class CountedHandler : IHandle<Counted>
{
    public async Task Run(Counted job, CancellationToken stop)
    {
        await Task.Delay(job.Number % 7, stop);
        Counted.Done.AddOrUpdate((job.Run, job.Number), 1, (_, count) => count + 1);
    }
}

/// <summary>Fails until it is mended.</summary>
internal sealed record Breaks(string Run) : IJob
{
    public static readonly ConcurrentDictionary<string, bool> Mended = new();
}

internal sealed class BreaksHandler : IHandle<Breaks>
{
    public Task Run(Breaks job, CancellationToken stop) =>
        Breaks.Mended.ContainsKey(job.Run) ? Task.CompletedTask : throw new InvalidOperationException("The well is dry");
}

/// <summary>Acts on a quote; each of its first tries meets a member who is quicker.</summary>
internal sealed record Meets(Guid Quote, int Times) : IJob
{
    public static readonly ConcurrentDictionary<Guid, int> Met = new();
}

internal sealed class MeetsHandler(Db db, Tenant tenant, IServiceScopeFactory scopes) : IHandle<Meets>
{
    public async Task Run(Meets job, CancellationToken stop)
    {
        var quote = await db.Quotes.SingleAsync(row => row.Id == job.Quote, stop);
        if (Meets.Met.AddOrUpdate(job.Quote, 1, (_, met) => met + 1) <= job.Times)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Tenant>().Enter(tenant.AccountId);
            var member = scope.ServiceProvider.GetRequiredService<Db>();
            (await member.Quotes.SingleAsync(row => row.Id == job.Quote, stop)).Record(Actor.System, "quote.noted", new { }, db.Now);
            await member.SaveChangesAsync(stop);
        }
        quote.Record(Actor.System, "quote.noted", new { by = "work" }, db.Now);
        await db.SaveChangesAsync(stop);
    }
}
