using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

/// <summary>A time-stamp server (RFC 3161) whose tokens are made by hand, honest or with one fault.</summary>
internal sealed class FakeTimestampServer : IAsyncDisposable
{
    public enum Fault
    {
        None,
        WrongNonce,
        WrongImprint,
        NoUsage,
        BrokenSignature,
        Rejects,
        Error500,
        Garbage,
        TooMuch,
    }

    public static readonly DateTime Time = new(2026, 11, 21, 17, 5, 0, DateTimeKind.Utc);
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private FakeTimestampServer(WebApplication app) => this.app = app;

    public Fault Doing { get; set; }

    public TimestampAuthority Authority { get; private set; } = null!;

    public static async Task<FakeTimestampServer> Start(Fault fault = Fault.None)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new FakeTimestampServer(builder.Build()) { Doing = fault };
        server.app.MapPost("/", server.Answer);
        await server.app.StartAsync();
        var address = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Authority = new TimestampAuthority(server.http, new Uri(address));
        return server;
    }

    private async Task<IResult> Answer(HttpRequest request)
    {
        request.ContentType.ShouldBe("application/timestamp-query");
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Rfc3161TimestampRequest.TryDecode(body.ToArray(), out var query, out _).ShouldBeTrue();
        if (Doing == Fault.Error500)
            return Results.StatusCode(500);
        if (Doing == Fault.Garbage)
            return Results.Bytes(RandomNumberGenerator.GetBytes(300));
        if (Doing == Fault.TooMuch)
            return Results.Bytes(new byte[1 << 20]);
        return Results.Bytes(Response(query!), "application/timestamp-reply");
    }

    private byte[] Response(Rfc3161TimestampRequest query)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(Doing == Fault.Rejects ? 2 : 0);
            if (Doing != Fault.Rejects)
                writer.WriteEncodedValue(Token(query));
        }
        return writer.Encode();
    }

    private byte[] Token(Rfc3161TimestampRequest query)
    {
        using var certificate = Certificate(Doing != Fault.NoUsage);
        var cms = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), Content(query)));
        var signer = new CmsSigner(certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(SigningCertificate.Attribute(certificate, []));
        cms.ComputeSignature(signer);
        var token = cms.Encode();
        if (Doing == Fault.BrokenSignature)
            token[^5] ^= 1;
        return token;
    }

    private byte[] Content(Rfc3161TimestampRequest query)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.2.3.4.1");
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
                writer.WriteOctetString(Doing == Fault.WrongImprint ? SHA256.HashData("other"u8) : query.GetMessageHash().Span);
            }
            writer.WriteInteger(42);
            writer.WriteGeneralizedTime(new DateTimeOffset(Time), omitFractionalSeconds: true);
            writer.WriteIntegerUnsigned(Doing == Fault.WrongNonce ? [7, 7, 7] : query.GetNonce()!.Value.Span.TrimStart((byte)0));
        }
        return writer.Encode();
    }

    private static X509Certificate2 Certificate(bool mayStamp)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Fake TSA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (mayStamp)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        return request.CreateSelfSigned(new DateTimeOffset(Time.AddYears(-1)), new DateTimeOffset(Time.AddYears(1)));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
