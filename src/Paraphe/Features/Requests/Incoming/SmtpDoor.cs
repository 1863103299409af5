using System.Net;
using System.Security.Cryptography.X509Certificates;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// The SMTP listener at PARAPHE_SMTP_LISTEN; <c>off</c> leaves it closed. PARAPHE_SMTP_CERTIFICATE, a PEM file with certificate and key,
/// offers STARTTLS. PARAPHE_SMTP_RELAYS, addresses or networks separated by commas, are not held to the limits for each client.
/// </summary>
public sealed class SmtpDoor(
    Door door,
    Paraphe.Platform.Settings settings,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<SmtpListener> log
) : IHostedService, IAsyncDisposable
{
    private SmtpListener? listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.SmtpListen == "off")
            return Task.CompletedTask;
        listener = new SmtpListener(Options(), door.Knows, door.Keep, clock, log);
        return listener.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => listener?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    private SmtpListenerOptions Options() =>
        new()
        {
            Endpoints =
            [
                .. settings
                    .SmtpListen.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(IPEndPoint.Parse),
            ],
            HostName = settings.MailDomain,
            SpoolFolder = Path.Combine(settings.Data, "spool"),
            IsTrusted = Relays(configuration["PARAPHE_SMTP_RELAYS"] ?? ""),
            Certificate = configuration["PARAPHE_SMTP_CERTIFICATE"] is { Length: > 0 } file ? Certificate(file) : null,
        };

    // Whatever passes by a relay comes from its one address.
    internal static Func<IPAddress, bool> Relays(string setting)
    {
        var networks = setting
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text =>
                text.Contains('/', StringComparison.Ordinal)
                    ? IPNetwork.Parse(text)
                    : new IPNetwork(IPAddress.Parse(text), text.Contains(':', StringComparison.Ordinal) ? 128 : 32)
            )
            .ToArray();
        return address =>
            IPAddress.IsLoopback(address)
            || Array.Exists(networks, network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
    }

    // A key read from PEM is not usable by TLS on every system until it has been through PKCS#12.
    private static X509Certificate2 Certificate(string file)
    {
        using var read = X509Certificate2.CreateFromPemFile(file);
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }
}
