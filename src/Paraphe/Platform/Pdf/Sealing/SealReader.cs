using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>Finds the signatures of a PDF and checks each by itself, in the order they were made.</summary>
internal static class SealReader
{
    private const string TimestampAttribute = "1.2.840.113549.1.9.16.2.14";
    private const int Most = 100;
    private const int Deepest = 10;

    public static IReadOnlyList<SealCheck> Read(PdfFile file)
    {
        var found = new List<(string Name, PdfDictionary Signature)>();
        foreach (var field in file.Array(file.Dictionary(file.Catalog["AcroForm"])?["Fields"])?.Items ?? [])
            Collect(file, field, "", 0, found);
        var seals = found.Select(one => Check(file, one.Name, one.Signature)).OrderBy(seal => seal.CoversUpTo).ToList();
        return [.. seals.Select((seal, index) => WithLaterTime(seal, seals.Skip(index + 1)))];
    }

    // A document time-stamp made later covers this seal too.
    private static SealCheck WithLaterTime(SealCheck seal, IEnumerable<SealCheck> later) =>
        !seal.IsTimestamp
        && seal.Level == SealLevel.BB
        && later.FirstOrDefault(other => other is { IsTimestamp: true, Intact: true }) is { } stamp
            ? seal with
            {
                Level = SealLevel.BT,
                TimestampAt = stamp.TimestampAt,
                TimestampAuthority = stamp.TimestampAuthority,
            }
            : seal;

    private static void Collect(PdfFile file, object? field, string above, int depth, List<(string, PdfDictionary)> found)
    {
        if (depth > Deepest || found.Count >= Most)
            throw new FormatException("Too many form fields");
        if (file.Dictionary(field) is not { } entry)
            return;
        var name = file.Resolve(entry["T"]) is PdfString title ? above + PdfFile.Text(title.Bytes) : above;
        foreach (var kid in file.Array(entry["Kids"])?.Items ?? [])
            Collect(file, kid, name + ".", depth + 1, found);
        if (file.Dictionary(entry["V"]) is { } value && value["ByteRange"] is not null)
            found.Add((name, value));
    }

    private static SealCheck Check(PdfFile file, string name, PdfDictionary signature)
    {
        var seal = new SealCheck
        {
            Field = name,
            IsTimestamp = signature["SubFilter"] is PdfName { Text: "ETSI.RFC3161" },
            ClaimedAt = Date(file, signature),
        };
        if (SealRange.Read(file, signature) is not { } range)
            return seal;
        seal = seal with
        {
            RangeOk = true,
            CoversUpTo = range.End,
            CoversWholeFile = range.End == file.Bytes.Length,
            OnlySealsFollow = SealChanges.OnlySealsFollow(file, range.End),
        };
        return seal.IsTimestamp ? Stamp(seal, range) : Signed(seal, range);
    }

    private static SealCheck Stamp(SealCheck seal, SealRange range)
    {
        if (Timestamp.Check(range.Signature, range.Covered) is not { } stamp)
            return seal;
        return seal with
        {
            DigestOk = true,
            CmsOk = true,
            SigningCertificateOk = true,
            Level = SealLevel.BT,
            Signer = stamp.Authority,
            TimestampAt = stamp.At,
            TimestampAuthority = stamp.Authority,
        };
    }

    private static SealCheck Signed(SealCheck seal, SealRange range)
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(range.Covered), detached: true);
            cms.Decode(range.Signature.Span);
            if (cms.SignerInfos is not [{ Certificate: { } certificate } signer])
                return seal;
            seal = seal with
            {
                Signer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
                Fingerprint = SealKey.FingerprintOf(certificate),
                SigningCertificateOk = SigningCertificate.Named(signer).Take(1).Names(certificate),
                DigestOk = Digest(signer, range.Covered),
            };
            if (!CmsShape.IsPlain(range.Signature) || !Holds(signer) || !CertificateLinks.Hold(cms, signer, certificate))
                return seal;
            return Times(seal with { CmsOk = true, Level = SealLevel.BB }, signer);
        }
        catch (Exception damaged) when (damaged is CryptographicException or AsnContentException or ArgumentException)
        {
            // Bytes from outside: what cannot be read does not hold.
            return seal;
        }
    }

    private static bool Holds(SignerInfo signer)
    {
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            // The platform's way to say no.
            return false;
        }
    }

    private static bool Digest(SignerInfo signer, byte[] covered)
    {
        var stated = signer
            .SignedAttributes.Cast<CryptographicAttributeObject>()
            .SelectMany(a => a.Values.Cast<AsnEncodedData>())
            .OfType<Pkcs9MessageDigest>()
            .ToList();
        var hash = signer.DigestAlgorithm.Value switch
        {
            "2.16.840.1.101.3.4.2.1" => SHA256.HashData(covered),
            "2.16.840.1.101.3.4.2.2" => SHA384.HashData(covered),
            "2.16.840.1.101.3.4.2.3" => SHA512.HashData(covered),
            _ => [],
        };
        return stated is [var one] && one.MessageDigest.AsSpan().SequenceEqual(hash) && hash.Length > 0;
    }

    private static SealCheck Times(SealCheck seal, SignerInfo signer)
    {
        var attributes = signer.UnsignedAttributes.Cast<CryptographicAttributeObject>().ToList();
        if (attributes.Count == 0)
            return seal;
        // What is outside the signature and no time-stamp of it has no business here.
        if (attributes is not [{ Oid.Value: TimestampAttribute, Values: { Count: 1 } values }])
            return seal with { CmsOk = false };
        return Timestamp.Check(values[0].RawData, signer.GetSignature()) is { } stamp
            ? seal with
            {
                Level = SealLevel.BT,
                TimestampAt = stamp.At,
                TimestampAuthority = stamp.Authority,
            }
            : seal with
            {
                CmsOk = false,
            };
    }

    private static DateTime? Date(PdfFile file, PdfDictionary signature)
    {
        if (file.Resolve(signature["M"]) is not PdfString text)
            return null;
        var digits = PdfFile.Text(text.Bytes).Replace("'", "", StringComparison.Ordinal).Replace("D:", "", StringComparison.Ordinal);
        string[] shapes = ["yyyyMMddHHmmss'Z'", "yyyyMMddHHmmss'Z0000'", "yyyyMMddHHmmsszzz", "yyyyMMddHHmmss"];
        if (digits.Length == 19)
            digits = digits.Insert(17, ":");
        return DateTimeOffset.TryParseExact(digits, shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.UtcDateTime
            : null;
    }
}
