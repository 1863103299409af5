using System.Collections.Concurrent;
using System.Net;

namespace Paraphe.Features.Portal;

/// <summary>Counts links that do not exist by who asked: whoever tries many is not answered for a while.</summary>
public sealed class Guesses(TimeProvider clock)
{
    public const int Most = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int MostVisitors = 20_000;
    private readonly ConcurrentDictionary<IPAddress, (DateTimeOffset Since, int Count)> visitors = new();

    public bool IsTooMany(IPAddress? from) =>
        !visitors.IsEmpty
        && visitors.TryGetValue(NetOf(from), out var seen)
        && seen.Count >= Most
        && clock.GetUtcNow() - seen.Since < Window;

    public void Wrong(IPAddress? from)
    {
        var now = clock.GetUtcNow();
        if (visitors.Count >= MostVisitors)
            foreach (var (address, seen) in visitors)
                if (now - seen.Since >= Window)
                    visitors.TryRemove(address, out _);
        // Still full: an attack from everywhere. Forgetting is better than growing.
        if (visitors.Count >= MostVisitors)
            visitors.Clear();
        visitors.AddOrUpdate(NetOf(from), (now, 1), (_, seen) => now - seen.Since < Window ? (seen.Since, seen.Count + 1) : (now, 1));
    }

    /// <summary>A home has one IPv4 address, but a whole /64 of IPv6.</summary>
    private static IPAddress NetOf(IPAddress? from)
    {
        if (from is null)
            return IPAddress.None;
        if (from.IsIPv4MappedToIPv6)
            return from.MapToIPv4();
        if (from.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return from;
        var bytes = from.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
