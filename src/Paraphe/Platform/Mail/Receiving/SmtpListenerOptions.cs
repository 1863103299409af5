using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Paraphe.Platform.Mail;

/// <summary>Where and within which limits mail is received.</summary>
public sealed record SmtpListenerOptions
{
    /// <summary>Addresses to listen on; port 0 takes a free one.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; init; } = [new(IPAddress.Loopback, 2525)];

    /// <summary>What the server calls itself.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>With its private key; STARTTLS is offered when set.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where messages too big for memory wait until they are stored; null for the system's folder for temporary files.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>Bytes of a message kept in memory before it goes to the spool folder.</summary>
    public int MemoryPerMessage { get; init; } = 128 * 1024;

    /// <summary>Bytes of a whole message: 25 MB of files, grown by base64.</summary>
    public long MessageBytes { get; init; } = 36 * 1024 * 1024;

    public int Connections { get; init; } = 500;

    /// <summary>At a time; a client is an IPv4 address or an IPv6 /64.</summary>
    public int ConnectionsPerClient { get; init; } = 20;

    public int ConnectionsPerClientAndMinute { get; init; } = 120;

    public int MessagesPerClientAndMinute { get; init; } = 300;

    /// <summary>Clients the three limits above do not hold for: the relay beside us.</summary>
    public Func<IPAddress, bool> IsTrusted { get; init; } = IPAddress.IsLoopback;

    public int Recipients { get; init; } = 100;

    /// <summary>Commands without a message being accepted in between.</summary>
    public int Commands { get; init; } = 300;

    /// <summary>Refused commands and unknown recipients before the connection is closed.</summary>
    public int Errors { get; init; } = 20;

    /// <summary>Bytes of a command line (RFC 5321 §4.5.3.1.4, with room for extensions).</summary>
    public int CommandBytes { get; init; } = 4096;

    /// <summary>Bytes of a line of a message. Far above RFC 5321's 1,000, which many programs break.</summary>
    public int LineBytes { get; init; } = 1024 * 1024;

    /// <summary>Waiting for a command (RFC 5321 §4.5.3.2.7).</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same while four of five connections are taken: stalling must not shut others out.</summary>
    public TimeSpan IdleTimeWhenBusy { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waiting for more of a message.</summary>
    public TimeSpan DataStallTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For a whole message.</summary>
    public TimeSpan DataTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>What messages on their way get when the listener stops.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(10);
}
