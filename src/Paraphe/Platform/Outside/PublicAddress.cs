using System.Net;
using System.Net.Sockets;

namespace Paraphe.Platform.Outside;

/// <summary>Tells addresses out in the world from those of this machine, its neighbours and the special ones (IANA's registries).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // With the clouds' metadata in it.
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            // Multicast, reserved, broadcast.
            "224.0.0.0/3",
            // Teredo and other protocols, documentation, 6to4: what is behind these is not seen.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsPublic(IPAddress address)
    {
        var real = Unwrapped(address);
        return (real.AddressFamily == AddressFamily.InterNetwork || Unicast.Contains(real))
            && !NotPublic.Any(network => network.Contains(real));
    }

    /// <summary>The IPv4 address that an IPv6 one stands for, if it does.</summary>
    public static IPAddress Unwrapped(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes()[12..])
        : address;
}
