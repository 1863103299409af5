using System.Net;
using System.Net.Sockets;

namespace Paraphe.Platform.Mail;

/// <summary>Who is connected, and how much each client has sent in the running minute.</summary>
internal sealed class ClientLimits(SmtpListenerOptions options, TimeProvider time)
{
    private const int MostClients = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, Client> clients = [];
    private int open;

    public bool IsBusy => Volatile.Read(ref open) * 5 >= options.Connections * 4;

    /// <summary>Lets a connection in, or says why not.</summary>
    public bool Enter(IPAddress address, out string refusal)
    {
        lock (gate)
        {
            refusal = "421 4.3.2 Too many connections, try again later";
            if (open >= options.Connections)
                return false;
            var client = Of(address);
            refusal = "421 4.7.0 Too many connections from your address";
            var free = options.IsTrusted(address);
            if (!free && (client.Open >= options.ConnectionsPerClient || client.Connections >= options.ConnectionsPerClientAndMinute))
                return false;
            client.Open++;
            client.Connections++;
            open++;
            return true;
        }
    }

    public void Leave(IPAddress address)
    {
        lock (gate)
        {
            open--;
            Of(address).Open--;
        }
    }

    /// <summary>Counts a message; false if the client has sent too many in this minute.</summary>
    public bool TakeMessage(IPAddress address)
    {
        lock (gate)
            return Of(address).Messages++ < options.MessagesPerClientAndMinute || options.IsTrusted(address);
    }

    private Client Of(IPAddress address)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        var key = Key(address);
        if (!clients.TryGetValue(key, out var client))
        {
            // Bounded, whoever knocks: those of earlier minutes go first, then all that are gone.
            if (clients.Count >= MostClients)
                Forget(c => c.Open == 0 && c.Minute != minute);
            if (clients.Count >= MostClients)
                Forget(c => c.Open == 0);
            clients[key] = client = new Client { Minute = minute };
        }
        if (client.Minute != minute)
            (client.Minute, client.Connections, client.Messages) = (minute, 0, 0);
        return client;
    }

    private void Forget(Func<Client, bool> which)
    {
        foreach (var (key, _) in clients.Where(c => which(c.Value)).ToList())
            clients.Remove(key);
    }

    // Whoever has one IPv6 address has a /64 of them.
    private static IPAddress Key(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed class Client
    {
        public int Open;
        public long Minute;
        public int Connections;
        public int Messages;
    }
}
