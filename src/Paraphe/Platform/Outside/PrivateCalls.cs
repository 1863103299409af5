using System.Net;

namespace Paraphe.Platform.Outside;

/// <summary>PARAPHE_ALLOW_PRIVATE_CALLS: <c>all</c>, or the addresses and networks inside that may be called, such as <c>10.0.0.0/8, 127.0.0.1</c>.</summary>
public sealed class PrivateCalls
{
    private readonly IReadOnlyList<IPNetwork> networks;
    private readonly bool all;

    private PrivateCalls(bool all, IReadOnlyList<IPNetwork> networks) => (this.all, this.networks) = (all, networks);

    public bool Any => all || networks.Count > 0;

    public bool Has(IPAddress address)
    {
        var real = PublicAddress.Unwrapped(address);
        return all || networks.Any(network => network.Contains(real));
    }

    /// <exception cref="FormatException">Neither.</exception>
    public static PrivateCalls Parse(string text) =>
        text.Trim() == "all"
            ? new(true, [])
            : new(
                false,
                [.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Network)]
            );

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
        : throw new FormatException(
            $"PARAPHE_ALLOW_PRIVATE_CALLS: “{text}” is no address and no network, such as 10.0.0.5 or 10.0.0.0/8, nor all"
        );
}
