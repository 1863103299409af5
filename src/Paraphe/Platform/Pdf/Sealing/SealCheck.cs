namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>What one signature of a PDF proves.</summary>
public sealed record SealCheck
{
    /// <summary>The signature field's name.</summary>
    public required string Field { get; init; }

    /// <summary>A document time-stamp: proves that the bytes existed then, names nobody.</summary>
    public bool IsTimestamp { get; init; }

    /// <summary>Bytes from the start of the file that this signature covers, with nothing left out but itself.</summary>
    public long CoversUpTo { get; init; }

    public bool CoversWholeFile { get; init; }

    /// <summary>The ByteRange leaves out the signature's own digits and nothing else.</summary>
    public bool RangeOk { get; init; }

    /// <summary>The covered bytes are those that were sealed.</summary>
    public bool DigestOk { get; init; }

    /// <summary>The signature over that digest holds, in every byte of its frame.</summary>
    public bool CmsOk { get; init; }

    /// <summary>The signed attributes name the certificate.</summary>
    public bool SigningCertificateOk { get; init; }

    public SealLevel Level { get; init; }

    public string Signer { get; init; } = "";

    /// <summary>SHA-256 of the signer's certificate, lower-case hexadecimal: compare it with the company's own.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>UTC by the sealing computer's clock; proves nothing.</summary>
    public DateTime? ClaimedAt { get; init; }

    /// <summary>UTC by a time-stamping authority.</summary>
    public DateTime? TimestampAt { get; init; }

    public string? TimestampAuthority { get; init; }

    /// <summary>What follows the covered bytes adds signatures and nothing else.</summary>
    public bool OnlySealsFollow { get; init; }

    public bool Intact => RangeOk && DigestOk && CmsOk && SigningCertificateOk && (CoversWholeFile || OnlySealsFollow);
}
