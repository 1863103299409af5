using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

/// <summary>A listener on a free port that keeps what it stored.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private readonly SmtpListener listener;

    private Listening(SmtpListenerOptions options)
    {
        listener = new SmtpListener(
            options with
            {
                Endpoints = [new IPEndPoint(IPAddress.Loopback, 0)],
                HostName = "mx.paraphe.example",
            },
            (address, _) =>
                ValueTask.FromResult(
                    address.StartsWith("known", StringComparison.Ordinal) ? RecipientAnswer.Known
                    : address.StartsWith("busy", StringComparison.Ordinal) ? RecipientAnswer.Busy
                    : address.StartsWith("broken", StringComparison.Ordinal) ? throw new InvalidOperationException("database down")
                    : RecipientAnswer.Unknown
                ),
            StoreAsync,
            TimeProvider.System,
            NullLogger<SmtpListener>.Instance
        );
    }

    public static X509Certificate2 Certificate { get; } = MakeCertificate();

    public ConcurrentQueue<(string Sender, IReadOnlyList<string> Recipients, string Trace, byte[] Raw, bool Encrypted)> Stored { get; } =
        new();

    public bool DiskIsFull { get; set; }

    public IPEndPoint Endpoint => listener.Endpoints[0];

    public static async Task<Listening> StartAsync(SmtpListenerOptions? options = null)
    {
        var listening = new Listening(options ?? new SmtpListenerOptions());
        await listening.listener.StartAsync(CancellationToken.None);
        return listening;
    }

    public Task<SmtpClientLine> ConnectAsync() => SmtpClientLine.OpenAsync(Endpoint);

    public Task StopAsync() => listener.StopAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async ValueTask StoreAsync(ReceivedMail mail, CancellationToken cancel)
    {
        if (DiskIsFull)
            throw new IOException("No space left on device");
        using var copy = new MemoryStream();
        await using (var content = mail.OpenRead())
            await content.CopyToAsync(copy, cancel);
        copy.Length.ShouldBe(mail.Length);
        mail.ToBytes().Length.ShouldBe(mail.Trace.Length + (int)mail.Length);
        Stored.Enqueue((mail.Sender, mail.Recipients, mail.Trace, copy.ToArray(), mail.IsEncrypted));
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var signed = request.CreateSelfSigned(
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
    }
}
