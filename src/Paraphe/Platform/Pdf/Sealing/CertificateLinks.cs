using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>
/// Certificates that lie beside a signature. The signature covers those it names. A signature that names only its own,
/// as most others do, may bring issuers that signed what they issued. Says nothing about trust.
/// </summary>
internal static class CertificateLinks
{
    public static bool Hold(SignedCms cms, SignerInfo signer, X509Certificate2 own)
    {
        var named = SigningCertificate.Named(signer);
        var held = new List<X509Certificate2> { own };
        var left = cms.Certificates.Where(other => !Same(other, own)).ToList();
        if (cms.Certificates.Count != left.Count + 1)
            return false;
        // Whoever names more than its own names all; an unnamed one is then a changed or added one.
        if (named.Count > 1)
            return left.TrueForAll(named.Names);
        while (left.Find(other => held.Exists(one => Issued(other, one))) is { } next)
        {
            left.Remove(next);
            if (cms.Certificates.FirstOrDefault(other => IsIssuer(other, next)) is { } issuer && !Issued(issuer, next))
                return false;
            held.Add(next);
        }
        return left.Count == 0;
    }

    private static bool Same(X509Certificate2 one, X509Certificate2 other) => one.RawData.AsSpan().SequenceEqual(other.RawData);

    private static bool IsIssuer(X509Certificate2 issuer, X509Certificate2 of) =>
        issuer.SubjectName.RawData.AsSpan().SequenceEqual(of.IssuerName.RawData);

    // The platform checks links only while it builds a chain to trust, and there it believes a root unseen.
    private static bool Issued(X509Certificate2 issuer, X509Certificate2 certificate)
    {
        if (!IsIssuer(issuer, certificate))
            return false;
        try
        {
            var parts = new AsnReader(certificate.RawData, AsnEncodingRules.DER).ReadSequence();
            var signed = parts.ReadEncodedValue().Span;
            var algorithm = parts.ReadSequence().ReadObjectIdentifier();
            var signature = parts.ReadBitString(out _);
            using var rsa = issuer.GetRSAPublicKey();
            using var ecdsa = issuer.GetECDsaPublicKey();
            return algorithm == certificate.SignatureAlgorithm.Value
                && Hash(algorithm) is { } hash
                && (
                    rsa?.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1)
                    ?? ecdsa?.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence)
                    ?? false
                );
        }
        catch (Exception damaged) when (damaged is AsnContentException or CryptographicException)
        {
            // Bytes from outside: unreadable is not signed.
            return false;
        }
    }

    private static HashAlgorithmName? Hash(string algorithm) =>
        algorithm switch
        {
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => null,
        };
}
