using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Paraphe.Platform.Outside;

/// <summary>
/// The way out for calls to addresses that people type: webhooks, time-stamp servers. Such an address must not lead into the network this
/// program stands in, so the name is resolved here, what it means is judged, and the connection goes to the very address that was judged:
/// a name that means something else a moment later helps nobody. Redirects are not followed, cookies not kept, proxies not used.
/// </summary>
public sealed class OutsideCalls(Settings settings)
{
    /// <summary>Clients for calls with TLS alone, but for addresses that are allowed by setting.</summary>
    public const string Secure = "outside";

    /// <summary>Clients that may speak plainly, where what comes back proves itself: time-stamps are signed.</summary>
    public const string Plain = "outside, plain";

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    private readonly PrivateCalls allowed = PrivateCalls.Parse(settings.AllowPrivateCalls);

    /// <summary>Whether calls without TLS can be allowed at all.</summary>
    public bool PlainAllowed => allowed.Any;

    /// <summary>False for an address written as a number that no call will be made to: told while it is typed. Names are judged at each call.</summary>
    public bool MayBe(Uri address) =>
        !IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            ? allowed.Any || !IsOwnName(address.Host)
            : May(ip) && (address.Scheme == Uri.UriSchemeHttps || allowed.Has(ip));

    public SocketsHttpHandler Handler(bool plain) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTime,
            MaxResponseHeadersLength = 16,
            // Names change their meaning: none is believed for long.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, stop) => Connect(context, plain, stop),
        };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, bool plain, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isPlain = context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttp;
        var found = await Dns.GetHostAddressesAsync(host, stop);
        var may = found.Where(May).ToArray();
        if (may.Length == 0)
            throw new CallRefusedException($"{host} is inside a private network");
        if (isPlain && !plain && (may = [.. may.Where(allowed.Has)]).Length == 0)
            throw new CallRefusedException($"{host} is called with TLS only: https://");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(may, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool May(IPAddress address) => PublicAddress.IsPublic(address) || allowed.Has(address);

    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}

/// <summary>An address that is not called from here; the message says why.</summary>
public sealed class CallRefusedException(string why) : IOException(why);

public static class OutsideSetup
{
    public static IServiceCollection AddOutsideCalls(this IServiceCollection services)
    {
        services.AddSingleton<OutsideCalls>();
        foreach (var name in new[] { OutsideCalls.Secure, OutsideCalls.Plain })
            services
                .AddHttpClient(name, client => client.Timeout = TimeSpan.FromSeconds(15))
                // An address may carry a key of its receiver: it stays out of the logs.
                .RemoveAllLoggers()
                .ConfigurePrimaryHttpMessageHandler(all => all.GetRequiredService<OutsideCalls>().Handler(name == OutsideCalls.Plain));
        return services;
    }

    /// <summary>What an answer begins with; no more is taken in, however much comes.</summary>
    public static async Task<byte[]> Beginning(this HttpResponseMessage response, int most, CancellationToken stop)
    {
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        var begun = new byte[most];
        var read = await body.ReadAtLeastAsync(begun, most, throwOnEndOfStream: false, stop);
        return begun[..read];
    }

    /// <summary>In a few words, for who has to mend it.</summary>
    public static string Fault(this Exception failed) =>
        failed switch
        {
            HttpRequestException { InnerException: CallRefusedException refused } => refused.Message,
            HttpRequestException { InnerException: AuthenticationException tls } => $"TLS: {tls.Message}",
            HttpRequestException { InnerException: SocketException down } => down.Message,
            OperationCanceledException => "No answer in time",
            _ => failed.Message,
        };
}
