using System.Formats.Asn1;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>A time-stamping server (RFC 3161). What it sends is believed only after checking imprint, nonce, signature and purpose.</summary>
public sealed class TimestampAuthority(HttpClient http, Uri address)
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private const int Largest = 64 << 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public Uri Address => address;

    /// <exception cref="TimestampException">No token, or not one for these bytes from a time-stamping certificate.</exception>
    internal async Task<Timestamp> Stamp(ReadOnlyMemory<byte> data, CancellationToken stop)
    {
        var nonce = RandomNumberGenerator.GetBytes(8);
        var request = Rfc3161TimestampRequest.CreateFromData(data.Span, HashAlgorithmName.SHA256, null, nonce, true);
        var answer = await Ask(request, stop);
        try
        {
            // Compares status, imprint, nonce and policy with the request.
            var token = request.ProcessResponse(answer, out var read);
            if (read != answer.Length)
                throw new TimestampException("More than a time-stamp came back");
            return Timestamp.Check(token, data.Span)
                ?? throw new TimestampException("The time-stamp's signature or certificate does not hold");
        }
        catch (CryptographicException refused)
        {
            throw new TimestampException($"The time-stamp was refused: {refused.Message}", refused);
        }
    }

    internal static bool MayStamp(X509Certificate2 certificate) =>
        certificate
            .Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(usage => usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == TimeStamping));

    private async Task<byte[]> Ask(Rfc3161TimestampRequest request, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            using var query = new ByteArrayContent(request.Encode());
            query.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = query };
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                throw new TimestampException($"The time-stamp server answered {(int)response.StatusCode}");
            await response.Content.LoadIntoBufferAsync(Largest, limit.Token);
            return await response.Content.ReadAsByteArrayAsync(limit.Token);
        }
        catch (Exception down)
            when (down is HttpRequestException or IOException || down is OperationCanceledException && !stop.IsCancellationRequested)
        {
            throw new TimestampException($"The time-stamp server cannot be reached: {down.Message}", down);
        }
    }
}

/// <summary>No usable time-stamp; the message says why.</summary>
public sealed class TimestampException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A checked time-stamp token.</summary>
internal sealed record Timestamp(byte[] Token, DateTime At, string Authority)
{
    /// <summary>Null unless the token speaks of these bytes and a time-stamping certificate signed it.</summary>
    public static Timestamp? Check(Rfc3161TimestampToken token, ReadOnlySpan<byte> data)
    {
        if (!token.VerifySignatureForData(data, out var certificate) || !TimestampAuthority.MayStamp(certificate))
            return null;
        var cms = token.AsSignedCms();
        if (!CertificateLinks.Hold(cms, cms.SignerInfos[0], certificate))
            return null;
        using (certificate)
        {
            var authority = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
            return new Timestamp(cms.Encode(), token.TokenInfo.Timestamp.UtcDateTime, authority);
        }
    }

    public static Timestamp? Check(ReadOnlyMemory<byte> token, ReadOnlySpan<byte> data)
    {
        try
        {
            return Rfc3161TimestampToken.TryDecode(token, out var decoded, out var read) && read == token.Length && CmsShape.IsPlain(token)
                ? Check(decoded, data)
                : null;
        }
        catch (Exception damaged) when (damaged is CryptographicException or AsnContentException)
        {
            // Bytes from outside: unreadable is not valid.
            return null;
        }
    }
}
