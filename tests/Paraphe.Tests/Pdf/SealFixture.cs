using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

/// <summary>A rendered document and keys to seal it with.</summary>
public sealed class SealFixture : IAsyncLifetime
{
    public static readonly DateTime Now = RenderFixture.Date;
    public static readonly SealWords Words = new()
    {
        At = Now,
        Company = "Jardins du Vallon à Annecy",
        Reason = "Cachet de l’entreprise",
        Place = "Annecy",
    };

    internal SealKey Key { get; } = SealKey.Generate("Jardins du Vallon", Now);

    public byte[] Revision { get; } = Encoding.UTF8.GetBytes("{\"number\":\"D-2026-0148\",\"total\":\"17400.00\"}");

    public byte[] Events { get; private set; } = [];

    public byte[] Document { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var worker = RenderFixture.New(new RenderSettings());
        var (account, quote) = (Guid.NewGuid(), Guid.NewGuid());
        var actor = Actor.Member(Guid.NewGuid(), "Léa Morel");
        var sent = EventChain.Append(
            null,
            account,
            quote,
            Now,
            actor,
            "quote.sent",
            new { revisionHash = CanonicalJson.Sha256Hex(Revision) }
        );
        var signed = EventChain.Append(sent, account, quote, Now, actor, "quote.signed");
        Events = EventChain.Export([sent, signed]);
        Document = await Print(worker, Revision, Events);
    }

    public static async Task<byte[]> Print(RenderWorker worker, byte[] revision, byte[] events)
    {
        PdfAttachment[] attachments =
        [
            new(SealedPdf.RevisionName, revision, "application/json", "What was signed"),
            new(SealedPdf.EventsName, events, "application/json", "Each step"),
        ];
        return (await worker.Pdf("quote.typ", SampleDocument.Signed().ToJson(), attachments, new PdfOptions { Date = Now })).Bytes;
    }

    private static DateTimeOffset At(int years) => new(Now.AddYears(years));

    /// <summary>A root, and an RSA certificate it issued, as a PKCS#12 with both.</summary>
    public static byte[] Pkcs12(string password, int bits = 3072, DateTime? end = null)
    {
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=Test Root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(At(-5), At(15));
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=Vallon Seal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var issued = request.Create(root, At(-4), end is null ? At(4) : new DateTimeOffset(end.Value), [1, 2, 3, 4]);
        using var own = issued.CopyWithPrivateKey(key);
        using var bare = X509CertificateLoader.LoadCertificate(root.RawData);
        return new X509Certificate2Collection { own, bare }.Export(X509ContentType.Pkcs12, password)!;
    }

    public ValueTask DisposeAsync()
    {
        Key.Dispose();
        return ValueTask.CompletedTask;
    }
}
