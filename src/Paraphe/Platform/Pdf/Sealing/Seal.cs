using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>PAdES baseline: B-B proves integrity and who sealed, B-T also when.</summary>
public enum SealLevel
{
    None,
    BB,
    BT,
}

/// <summary>What a seal says of itself.</summary>
public sealed record SealWords
{
    /// <summary>UTC by our clock; written as the claimed time.</summary>
    public required DateTime At { get; init; }

    public required string Company { get; init; }

    public string? Reason { get; init; }

    public string? Place { get; init; }

    public string? Contact { get; init; }
}

/// <param name="TimestampProblem">Why the level is B-B although a time-stamp was asked for; add one later.</param>
public sealed record SealedBytes(byte[] Bytes, SealLevel Level, DateTime? TimestampAt, string? TimestampProblem);

/// <summary>
/// Seals PDFs by appending (PAdES baseline, ETSI EN 319 142-1). The seal is the company's over whatever stands in the file; the
/// key never leaves this process. CPU only but for the time-stamp: about 2 ms.
/// </summary>
public static class Seal
{
    private const string TimestampAttribute = "1.2.840.113549.1.9.16.2.14";
    private const int TimestampRoom = 16 << 10;

    /// <param name="authority">Null seals B-B. When it fails, the result is B-B and says why.</param>
    /// <exception cref="FormatException">Not a PDF that can be sealed.</exception>
    public static async Task<SealedBytes> Sign(
        ReadOnlyMemory<byte> pdf,
        SealKey key,
        SealWords words,
        TimestampAuthority? authority = null,
        CancellationToken stop = default
    )
    {
        var room =
            4096
            + key.Certificate.RawData.Length
            + key.Chain.Sum(issuer => issuer.RawData.Length + 512)
            + (authority is null ? 0 : TimestampRoom);
        var update = SealUpdate.Of(pdf, Dictionary(words), room);
        var cms = Cms(update.Covered, key);
        if (authority is null)
            return new SealedBytes(update.Sealed(cms.Encode()), SealLevel.BB, null, null);
        try
        {
            var stamp = await authority.Stamp(cms.SignerInfos[0].GetSignature(), stop);
            if (stamp.Token.Length > TimestampRoom - 512)
                throw new TimestampException("The time-stamp is too large");
            cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(TimestampAttribute, stamp.Token));
            return new SealedBytes(update.Sealed(cms.Encode()), SealLevel.BT, stamp.At, null);
        }
        catch (TimestampException none)
        {
            // A seal without proof of time is worth having now; the time is proved later.
            return new SealedBytes(update.Sealed(cms.Encode()), SealLevel.BB, null, none.Message);
        }
    }

    /// <summary>Appends a document time-stamp, for seals made while the time-stamp server was down.</summary>
    /// <exception cref="TimestampException">Still no time-stamp.</exception>
    /// <exception cref="FormatException">Not a PDF that can be stamped.</exception>
    public static async Task<SealedBytes> AddTimestamp(
        ReadOnlyMemory<byte> pdf,
        TimestampAuthority authority,
        CancellationToken stop = default
    )
    {
        var words = SealUpdate.Dictionary(
            ("Type", new PdfName("DocTimeStamp")),
            ("Filter", new PdfName("Adobe.PPKLite")),
            ("SubFilter", new PdfName("ETSI.RFC3161"))
        );
        var update = SealUpdate.Of(pdf, words, TimestampRoom);
        var stamp = await authority.Stamp(update.Covered, stop);
        if (stamp.Token.Length > TimestampRoom)
            throw new TimestampException("The time-stamp is too large");
        return new SealedBytes(update.Sealed(stamp.Token), SealLevel.BT, stamp.At, null);
    }

    private static PdfDictionary Dictionary(SealWords words)
    {
        var dictionary = SealUpdate.Dictionary(
            ("Type", new PdfName("Sig")),
            ("Filter", new PdfName("Adobe.PPKLite")),
            ("SubFilter", new PdfName("ETSI.CAdES.detached")),
            ("M", PdfWriter.Date(words.At)),
            ("Name", PdfWriter.Text(words.Company))
        );
        foreach (
            var (key, text) in (ReadOnlySpan<(string, string?)>)
                [("Reason", words.Reason), ("Location", words.Place), ("ContactInfo", words.Contact)]
        )
            if (!string.IsNullOrWhiteSpace(text))
                dictionary[key] = PdfWriter.Text(text);
        return dictionary;
    }

    private static SignedCms Cms(byte[] covered, SealKey key)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, key.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.AddRange(key.Chain.ToArray());
        // No signing-time: PAdES puts the claimed time in the dictionary's M, and only there.
        signer.SignedAttributes.Add(SigningCertificate.Attribute(key.Certificate, key.Chain));
        var cms = new SignedCms(new ContentInfo(covered), detached: true);
        cms.ComputeSignature(signer);
        return cms;
    }
}
