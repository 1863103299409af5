using System.Net;
using System.Security.Cryptography.X509Certificates;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// The SMTP listener at PARAPHE_SMTP_LISTEN; <c>off</c> leaves it closed. PARAPHE_SMTP_CERTIFICATE, a PEM file with certificate and key,
/// offers STARTTLS.
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
            Certificate = configuration["PARAPHE_SMTP_CERTIFICATE"] is { Length: > 0 } file ? Certificate(file) : null,
        };

    // A key read from PEM is not usable by TLS on every system until it has been through PKCS#12.
    private static X509Certificate2 Certificate(string file)
    {
        using var read = X509Certificate2.CreateFromPemFile(file);
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }
}
