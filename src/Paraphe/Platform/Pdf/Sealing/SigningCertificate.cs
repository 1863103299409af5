using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>The signed attribute signing-certificate-v2 (RFC 5035): which certificate signed, so that no other can be put in its place.</summary>
internal static class SigningCertificate
{
    private const string Oid = "1.2.840.113549.1.9.16.2.47";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <param name="chain">Named too: otherwise nothing would protect their bytes in the file.</param>
    public static AsnEncodedData Attribute(X509Certificate2 certificate, IEnumerable<X509Certificate2> chain)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) // SigningCertificateV2
        using (writer.PushSequence()) // certs, the signer's first
            foreach (var named in chain.Prepend(certificate))
                Name(writer, named);
        return new AsnEncodedData(Oid, writer.Encode());
    }

    private static void Name(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence()) // ESSCertIDv2; SHA-256 is the default and must be left out
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
            using (writer.PushSequence()) // IssuerSerial
            {
                using (writer.PushSequence()) // GeneralNames
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4))) // directoryName
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }
    }

    /// <summary>SHA-256 of the certificates that the signer names, its own first; empty when it names none or cannot be read.</summary>
    public static IReadOnlyList<byte[]> Named(SignerInfo signer)
    {
        var attributes = signer.SignedAttributes.Cast<CryptographicAttributeObject>().Where(a => a.Oid.Value == Oid).ToList();
        if (attributes is not [{ Values: { Count: 1 } values }])
            return [];
        try
        {
            var named = new List<byte[]>();
            var all = new AsnReader(values[0].RawData, AsnEncodingRules.BER).ReadSequence().ReadSequence();
            while (all.HasData)
            {
                var one = all.ReadSequence();
                if (one.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) && one.ReadSequence().ReadObjectIdentifier() != Sha256)
                    return [];
                named.Add(one.ReadOctetString());
            }
            return named;
        }
        catch (AsnContentException)
        {
            // An unreadable attribute names nothing.
            return [];
        }
    }

    public static bool Names(this IEnumerable<byte[]> named, X509Certificate2 certificate) =>
        named.Any(hash => hash.AsSpan().SequenceEqual(SHA256.HashData(certificate.RawData)));
}
