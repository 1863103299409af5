using System.Formats.Asn1;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>
/// What a CMS signature does not cover of itself: its frame. Here only one frame is right, so that a byte changed in it shows.
/// </summary>
internal static class CmsShape
{
    private static readonly string[] Digests = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>One signer, DER all through, versions and algorithms that agree with each other.</summary>
    public static bool IsPlain(ReadOnlyMemory<byte> cms)
    {
        try
        {
            var outer = new AsnReader(cms, AsnEncodingRules.DER);
            var content = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (content.ReadObjectIdentifier() != "1.2.840.113549.1.7.2")
                return false;
            var wrapped = content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
            content.ThrowIfNotEmpty();
            var data = wrapped.ReadSequence();
            wrapped.ThrowIfNotEmpty();
            return IsPlainData(data);
        }
        catch (Exception unreadable) when (unreadable is AsnContentException or FormatException or OverflowException)
        {
            // Bytes from outside: unreadable is not plain.
            return false;
        }
    }

    private static bool IsPlainData(AsnReader data)
    {
        var version = Number(data);
        var digests = data.ReadSetOf();
        var digest = Algorithm(digests);
        digests.ThrowIfNotEmpty();
        var type = data.ReadSequence().ReadObjectIdentifier();
        // Version 3 when the content is not plain data, as in time-stamps (RFC 5652, 5.1).
        if (version != (type == "1.2.840.113549.1.7.1" ? 1 : 3) || !Digests.Contains(digest))
            return false;
        var certificates = new Asn1Tag(TagClass.ContextSpecific, 0);
        if (data.HasData && data.PeekTag().HasSameClassAndValue(certificates))
            data.ReadSetOf(certificates);
        var signers = data.ReadSetOf();
        data.ThrowIfNotEmpty();
        var signer = signers.ReadSequence();
        signers.ThrowIfNotEmpty();
        return IsPlainSigner(signer, digest);
    }

    private static bool IsPlainSigner(AsnReader signer, string digest)
    {
        var version = Number(signer);
        var byName = signer.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence);
        if (version != (byName ? 1 : 3))
            return false;
        signer.ReadEncodedValue();
        if (Algorithm(signer) != digest)
            return false;
        signer.ReadSetOf(new Asn1Tag(TagClass.ContextSpecific, 0));
        var signature = Algorithm(signer);
        if (!Fits(signature, digest))
            return false;
        signer.ReadOctetString();
        var unsigned = new Asn1Tag(TagClass.ContextSpecific, 1);
        if (signer.HasData)
            signer.ReadSetOf(unsigned);
        signer.ThrowIfNotEmpty();
        return true;
    }

    private static bool Fits(string signature, string digest) =>
        (signature, Array.IndexOf(Digests, digest)) switch
        {
            ("1.2.840.113549.1.1.1", >= 0) => true, // RSA, the digest said elsewhere
            ("1.2.840.113549.1.1.11", 0) or ("1.2.840.113549.1.1.12", 1) or ("1.2.840.113549.1.1.13", 2) => true,
            ("1.2.840.10045.4.3.2", 0) or ("1.2.840.10045.4.3.3", 1) or ("1.2.840.10045.4.3.4", 2) => true,
            _ => false,
        };

    private static int Number(AsnReader reader) => reader.TryReadInt32(out var number) ? number : -1;

    private static string Algorithm(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var name = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
            algorithm.ReadNull();
        algorithm.ThrowIfNotEmpty();
        return name;
    }
}
