using System.Reflection;
using System.Text.Json;
using Paraphe.Domain.Json;

namespace Paraphe.Platform.Jobs;

/// <summary>Finds handlers by the job's name: every <see cref="IHandle{TJob}"/> of this assembly and of <paramref name="further"/>.</summary>
public sealed class JobKinds(params Assembly[] further)
{
    private readonly Dictionary<string, (Type Job, Type Handler)> kinds = further
        .Prepend(typeof(JobKinds).Assembly)
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetInterfaces().Where(IsHandler).Select(handles => (Job: handles.GenericTypeArguments[0], Handler: type)))
        .ToDictionary(pair => pair.Job.Name, StringComparer.Ordinal);

    public IEnumerable<Type> Handlers => kinds.Values.Select(kind => kind.Handler).Distinct();

    public Task Run(string kind, string payload, IServiceProvider services, CancellationToken stop)
    {
        if (!kinds.TryGetValue(kind, out var found))
            throw new InvalidOperationException($"No handler for the job {kind}");
        var job = JsonSerializer.Deserialize(payload, found.Job, DomainJson.Options)!;
        var handler = services.GetRequiredService(found.Handler);
        var run = typeof(IHandle<>).MakeGenericType(found.Job).GetMethod(nameof(IHandle<>.Run))!;
        // Unwrapped, so that the runner sees what the handler threw.
        return (Task)run.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [job, stop], null)!;
    }

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>);
}
