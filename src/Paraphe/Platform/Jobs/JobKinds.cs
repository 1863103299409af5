using System.Reflection;
using System.Text.Json;
using Paraphe.Domain.Json;

namespace Paraphe.Platform.Jobs;

/// <summary>
/// Finds handlers by the job's name: every <see cref="IHandle{TJob}"/> of this assembly and of <paramref name="further"/>. Looked for when the
/// first job is there, not at the start.
/// </summary>
public sealed class JobKinds(params Assembly[] further)
{
    private readonly Lazy<Dictionary<string, (Type Job, Type Handler)>> kinds = new(() => Find(further));

    public Task Run(string kind, string payload, IServiceProvider services, CancellationToken stop)
    {
        if (!kinds.Value.TryGetValue(kind, out var found))
            throw new InvalidOperationException($"No handler for the job {kind}");
        var job = JsonSerializer.Deserialize(payload, found.Job, DomainJson.Options)!;
        var handler = ActivatorUtilities.CreateInstance(services, found.Handler);
        var run = typeof(IHandle<>).MakeGenericType(found.Job).GetMethod(nameof(IHandle<>.Run))!;
        // Unwrapped, so that the runner sees what the handler threw.
        return (Task)run.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [job, stop], null)!;
    }

    private static Dictionary<string, (Type Job, Type Handler)> Find(Assembly[] further) =>
        further
            .Prepend(typeof(JobKinds).Assembly)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .SelectMany(type =>
                type.GetInterfaces().Where(IsHandler).Select(handles => (Job: handles.GenericTypeArguments[0], Handler: type))
            )
            .ToDictionary(pair => pair.Job.Name, StringComparer.Ordinal);

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>);
}
