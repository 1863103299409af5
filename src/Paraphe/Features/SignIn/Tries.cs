using System.Collections.Concurrent;

namespace Paraphe.Features.SignIn;

/// <summary>
/// Counts wrong passwords by address, whether somebody has it or not: the lock-out looks the same for both, so it tells nobody which
/// addresses exist. Identity's own count in the database holds between nodes and over restarts.
/// </summary>
public sealed class Tries
{
    public const int Most = 8;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int MostAddresses = 100_000;
    private readonly ConcurrentDictionary<string, (int Count, long Since)> failures = new(StringComparer.Ordinal);

    public bool AreUsedUp(string email) => failures.TryGetValue(Key(email), out var entry) && entry.Count >= Most && !IsOver(entry.Since);

    public void Failed(string email)
    {
        if (failures.Count >= MostAddresses)
            foreach (var (key, entry) in failures)
                if (IsOver(entry.Since))
                    failures.TryRemove(key, out _);
        failures.AddOrUpdate(
            Key(email),
            _ => (1, Environment.TickCount64),
            (_, entry) => (IsOver(entry.Since) ? 1 : entry.Count + 1, Environment.TickCount64)
        );
    }

    public void Forget(string email) => failures.TryRemove(Key(email), out _);

    private static bool IsOver(long since) => Environment.TickCount64 - since > Pause.TotalMilliseconds;

    private static string Key(string email) => email.Trim().ToUpperInvariant();
}
