using System.Text.Json;
using Paraphe.Domain;
using Paraphe.Domain.Json;

namespace Paraphe.Platform.Jobs;

/// <summary>Work to be done after the commit that wrote it: a record of identifiers. It may run twice, so its handler checks first.</summary>
public interface IJob
{
    /// <summary>
    /// Jobs that wait for somebody else's server have a lane of their own (<c>webhook/ID</c>), in which few run at once: whoever is slow holds up
    /// nobody but himself. Empty is the common lane.
    /// </summary>
    string Lane => "";
}

/// <summary>Runs one kind of job, inside the scope of the job's account.</summary>
public interface IHandle<in TJob>
    where TJob : IJob
{
    Task Run(TJob job, CancellationToken stop);
}

public enum JobState
{
    Waiting,
    Running,
    Done,

    /// <summary>Out of attempts; the Owner sees why and may try again.</summary>
    Failed,
}

/// <summary>A job's row. Leased while it runs: when its node dies, another takes it after <see cref="LeasedUntil"/>.</summary>
public sealed class Job : IOwned
{
    private Job() { }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string Kind { get; private set; } = "";
    public string Payload { get; private set; } = "";
    public string Lane { get; private set; } = "";
    public JobState State { get; private set; }
    public DateTime RunAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTime? LeasedUntil { get; private set; }
    public string LastError { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public DateTime? DoneAt { get; private set; }

    public static Job Of(IJob job, Guid id, Guid account, DateTime runAt, DateTime now) =>
        new()
        {
            Id = id,
            AccountId = account,
            Kind = job.GetType().Name,
            Lane = job.Lane,
            Payload = JsonSerializer.Serialize(job, job.GetType(), DomainJson.Options),
            RunAt = runAt,
            CreatedAt = now,
        };
}

/// <summary>Thrown by a handler that cannot go on yet: tried again later without counting as a failure.</summary>
public sealed class NotYetException(string why, TimeSpan wait) : Exception(why)
{
    public TimeSpan Wait => wait;
}
