using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>The key an account seals with: made at the first start, or the Owner's own PKCS#12.</summary>
public sealed class SealKey : IDisposable
{
    private const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    private SealKey(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain) => (Certificate, Chain) = (certificate, chain);

    internal X509Certificate2 Certificate { get; }

    /// <summary>The issuers up to the root, as far as they are known; empty when self-signed.</summary>
    internal IReadOnlyList<X509Certificate2> Chain { get; }

    public string Subject => Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    public string Issuer => Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);

    public bool IsSelfSigned => Certificate.SubjectName.RawData.AsSpan().SequenceEqual(Certificate.IssuerName.RawData);

    /// <summary>SHA-256 of the certificate, lower-case hexadecimal.</summary>
    public string Fingerprint => FingerprintOf(Certificate);

    public DateTime NotBefore => Certificate.NotBefore.ToUniversalTime();

    public DateTime NotAfter => Certificate.NotAfter.ToUniversalTime();

    /// <summary>The certificate without the key, for readers to trust: PEM.</summary>
    public string PublicPem => Certificate.ExportCertificatePem();

    /// <summary>A self-signed ECDSA P-256 key for 20 years; readers call it "unknown" until told to trust it.</summary>
    public static SealKey Generate(string company, DateTime utcNow)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        var shortName = company.Length > 64 ? company[..64] : company;
        name.AddCommonName(string.IsNullOrWhiteSpace(shortName) ? "Paraphe" : shortName);
        name.AddOrganizationName(string.IsNullOrWhiteSpace(shortName) ? "Paraphe" : shortName);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        const X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(DocumentSigning)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var start = new DateTimeOffset(DateTime.SpecifyKind(utcNow, DateTimeKind.Utc)).AddDays(-1);
        return new SealKey(request.CreateSelfSigned(start, start.AddYears(20)), []);
    }

    /// <exception cref="SealKeyException">Wrong password, no key, unfit or expired: its problem says which.</exception>
    public static SealKey FromPkcs12(ReadOnlySpan<byte> pkcs12, string password, DateTime utcNow)
    {
        var all = Load(pkcs12, password);
        var own = all.Where(certificate => certificate.HasPrivateKey).ToList();
        if (own.Count != 1)
            throw new SealKeyException(own.Count == 0 ? SealKeyProblem.NoPrivateKey : SealKeyProblem.SeveralKeys);
        var key = new SealKey(own[0], IssuersOf(own[0], all));
        if (key.ProblemAt(utcNow) is { } problem)
            throw new SealKeyException(problem);
        return key;
    }

    /// <summary>From what <see cref="Protect"/> gave.</summary>
    /// <exception cref="SealKeyException">These are not the stored bytes of a key.</exception>
    public static SealKey Unprotect(byte[] stored, Func<byte[], byte[]> unprotect)
    {
        var all = Load(unprotect(stored), "");
        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new SealKeyException(SealKeyProblem.NoPrivateKey);
        return new SealKey(own, IssuersOf(own, all));
    }

    /// <summary>The key and its chain as bytes that may be stored, encrypted by the app's protector.</summary>
    public byte[] Protect(Func<byte[], byte[]> protect)
    {
        var all = new X509Certificate2Collection(Certificate);
        all.AddRange(Chain.ToArray());
        return protect(all.Export(X509ContentType.Pkcs12, "")!);
    }

    internal static string FingerprintOf(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var issuer in Chain)
            issuer.Dispose();
    }

    private static X509Certificate2Collection Load(ReadOnlySpan<byte> pkcs12, string password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(pkcs12, password, X509KeyStorageFlags.Exportable);
        }
        catch (CryptographicException unreadable)
        {
            // The platform says by an HRESULT alone whether the password or the file is wrong.
            const int wrongPassword = unchecked((int)0x80070056);
            throw new SealKeyException(
                unreadable.HResult == wrongPassword ? SealKeyProblem.WrongPassword : SealKeyProblem.Unreadable,
                unreadable
            );
        }
    }

    private SealKeyProblem? ProblemAt(DateTime utcNow)
    {
        if (utcNow > NotAfter || utcNow < NotBefore)
            return SealKeyProblem.NotValidNow;
        using var rsa = Certificate.GetRSAPrivateKey();
        using var ecdsa = Certificate.GetECDsaPrivateKey();
        if (rsa is null && ecdsa is null || rsa?.KeySize < 2048 || ecdsa?.KeySize < 256)
            return SealKeyProblem.WeakKey;
        var usage = Certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        return usage is null || (usage & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0
            ? null
            : SealKeyProblem.NotForSigning;
    }

    private static List<X509Certificate2> IssuersOf(X509Certificate2 certificate, X509Certificate2Collection all)
    {
        var chain = new List<X509Certificate2>();
        for (var at = certificate; chain.Count < 10; )
        {
            var issuer = all.FirstOrDefault(other =>
                other != at && !chain.Contains(other) && other.SubjectName.RawData.AsSpan().SequenceEqual(at.IssuerName.RawData)
            );
            if (issuer is null || issuer == certificate)
                break;
            chain.Add(at = issuer);
        }
        return chain;
    }
}

public enum SealKeyProblem
{
    Unreadable,
    WrongPassword,
    NoPrivateKey,
    SeveralKeys,
    NotValidNow,

    /// <summary>RSA under 2048 bits, or neither RSA nor ECDSA.</summary>
    WeakKey,
    NotForSigning,
}

/// <summary>An imported key that cannot be used.</summary>
public sealed class SealKeyException(SealKeyProblem problem, Exception? inner = null) : Exception($"Seal key: {problem}", inner)
{
    public SealKeyProblem Problem => problem;
}
