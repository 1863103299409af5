using System.Security.Cryptography.X509Certificates;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

public sealed class SealKeyTests
{
    private static readonly DateTime Now = SealFixture.Now;

    [Fact]
    public void A_key_survives_being_stored()
    {
        using var key = SealKey.Generate("Jardins du Vallon, \"Annecy\" + fils", Now);
        static byte[] Scramble(byte[] bytes) => [.. bytes.Select(b => (byte)(b ^ 0x5A))];
        using var again = SealKey.Unprotect(key.Protect(Scramble), Scramble);
        again.Fingerprint.ShouldBe(key.Fingerprint);
        again.Subject.ShouldBe("Jardins du Vallon, \"Annecy\" + fils");
        again.IsSelfSigned.ShouldBeTrue();
        using var certificate = X509Certificate2.CreateFromPem(key.PublicPem);
        certificate.HasPrivateKey.ShouldBeFalse();
    }

    [Fact]
    public void The_owner_may_bring_a_certificate_with_its_chain()
    {
        using var key = SealKey.FromPkcs12(SealFixture.Pkcs12("schöner Tag"), "schöner Tag", Now);
        (key.Subject, key.Issuer, key.IsSelfSigned).ShouldBe(("Vallon Seal", "Test Root", false));
        using var again = SealKey.Unprotect(key.Protect(bytes => bytes), bytes => bytes);
        again.Chain.ShouldHaveSingleItem().Subject.ShouldBe("CN=Test Root");
    }

    [Fact]
    public void An_unfit_file_is_refused_with_its_reason()
    {
        Problem(SealFixture.Pkcs12("a"), "b").ShouldBe(SealKeyProblem.WrongPassword);
        Problem([1, 2, 3], "").ShouldBe(SealKeyProblem.Unreadable);
        Problem(SealFixture.Pkcs12("a", end: Now.AddDays(-1)), "a").ShouldBe(SealKeyProblem.NotValidNow);
        Problem(SealFixture.Pkcs12("a", bits: 1024), "a").ShouldBe(SealKeyProblem.WeakKey);
        using var key = SealKey.Generate("x", Now);
        using var bare = X509CertificateLoader.LoadCertificate(key.Certificate.RawData);
        Problem(bare.Export(X509ContentType.Pkcs12, "a"), "a").ShouldBe(SealKeyProblem.NoPrivateKey);
    }

    private static SealKeyProblem Problem(byte[] pkcs12, string password) =>
        Should.Throw<SealKeyException>(() => SealKey.FromPkcs12(pkcs12, password, Now)).Problem;
}
