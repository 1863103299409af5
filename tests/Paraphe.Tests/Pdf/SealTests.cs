using System.Text;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

public sealed class SealTests(SealFixture sample) : IClassFixture<SealFixture>
{
    private Task<SealedBytes> Sign(byte[]? pdf = null, SealKey? key = null, TimestampAuthority? authority = null) =>
        Seal.Sign(pdf ?? sample.Document, key ?? sample.Key, SealFixture.Words, authority);

    [Fact, Trait("Spec", "PO 4")]
    public async Task Other_programs_call_the_seal_valid()
    {
        var result = await Sign();
        result.Level.ShouldBe(SealLevel.BB);
        (await Tools.Run("qpdf", result.Bytes, "--check", "FILE")).Code.ShouldBe(0);
        var words = (await Tools.Run("pdfsig", result.Bytes, "FILE")).Output;
        words.ShouldContain("Signature is Valid");
        words.ShouldContain("ETSI.CAdES.detached");
        words.ShouldContain("Total document signed");
        words.ShouldContain("Jardins du Vallon");
    }

    [Fact]
    public async Task The_seal_is_PAdES_baseline_B()
    {
        var (code, output) = await Tools.Run("bash", (await Sign()).Bytes, "-c", OpenSsl, "bash", "FILE");
        code.ShouldBe(0, output);
        output.ShouldContain("CAdES Verification successful");
        output.ShouldContain("id-smime-aa-signingCertificateV2");
        output.ShouldNotContain("signingTime");
    }

    // Cuts signature and covered bytes out of the file with other tools than ours.
    private const string OpenSsl = """
        set -e; d=$(mktemp -d); trap 'rm -r "$d"' EXIT
        set -- "$1" $(grep -a -o 'ByteRange \[[0-9 ]*' "$1" | tail -1 | tr -dc '0-9 ')
        { head -c $3 "$1"; tail -c +$(($4 + 1)) "$1" | head -c $5; } > "$d/data"
        tail -c +$(($3 + 2)) "$1" | head -c $(($4 - $3 - 2)) | tr 'A-F' 'a-f' | sed 's/../\\x&/g' > "$d/hex"
        printf "$(cat "$d/hex")" > "$d/cms"
        openssl pkcs7 -inform DER -in "$d/cms" -print_certs -out "$d/pem"
        openssl cms -verify -binary -cades -CAfile "$d/pem" -purpose any -no_check_time -inform DER -in "$d/cms" -content "$d/data" -out /dev/null 2>&1
        openssl cms -cmsout -print -inform DER -in "$d/cms"
        """;

    [Fact]
    public async Task Verify_tells_what_the_seal_proves()
    {
        var pdf = SealedPdf.Verify((await Sign()).Bytes);
        pdf.Fault.ShouldBeNull();
        pdf.Intact.ShouldBeTrue();
        var seal = pdf.Seals.ShouldHaveSingleItem();
        (seal.Intact, seal.CoversWholeFile, seal.Level, seal.ClaimedAt).ShouldBe((true, true, SealLevel.BB, SealFixture.Now));
        (seal.Signer, seal.Fingerprint, seal.Field).ShouldBe(("Jardins du Vallon", sample.Key.Fingerprint, "Seal1"));
        pdf.Attachments[SealedPdf.RevisionName].ShouldBe(sample.Revision);
        pdf.EventsNameRevision.ShouldBe(true);
        pdf.Chain!.Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_seal_leaves_the_first_valid()
    {
        using var other = SealKey.FromPkcs12(SealFixture.Pkcs12("x"), "x", SealFixture.Now);
        var twice = (await Sign((await Sign()).Bytes, other)).Bytes;
        (await Tools.Run("qpdf", twice, "--check", "FILE")).Code.ShouldBe(0);
        var words = (await Tools.Run("pdfsig", twice, "FILE")).Output;
        words.Split("Signature is Valid").Length.ShouldBe(3, words);
        var pdf = SealedPdf.Verify(twice);
        pdf.Intact.ShouldBeTrue();
        pdf.Seals.Select(seal => (seal.Signer, seal.CoversWholeFile)).ShouldBe([("Jardins du Vallon", false), ("Vallon Seal", true)]);
    }

    [Fact]
    public async Task One_changed_byte_anywhere_is_reported()
    {
        using var other = SealKey.FromPkcs12(SealFixture.Pkcs12("x"), "x", SealFixture.Now);
        await using var server = await FakeTimestampServer.Start();
        byte[][] files = [(await Sign()).Bytes, (await Sign((await Sign(authority: server.Authority)).Bytes, other)).Bytes];
        var random = new Random(20261121);
        for (var n = 0; n < 200; n++)
            Flip(files[n % 2], random.Next(files[n % 2].Length), (byte)random.Next(1, 256));
    }

    // The signature's own digits are what the digest does not cover: each of their bytes, with several changes.
    [Fact]
    public async Task One_changed_digit_of_the_signature_is_reported()
    {
        using var chained = SealKey.FromPkcs12(SealFixture.Pkcs12("x"), "x", SealFixture.Now);
        await using var server = await FakeTimestampServer.Start();
        byte[][] files = [(await Sign()).Bytes, (await Sign(key: chained, authority: server.Authority)).Bytes];
        foreach (var file in files)
        {
            var start = Encoding.Latin1.GetString(file).IndexOf("/Contents <30", StringComparison.Ordinal) + 10;
            var end = Array.IndexOf(file, (byte)'>', start);
            for (var at = start; at < end; at += at < start + 6000 ? 29 : 997)
                Flip(file, at, (byte)(1 << (at % 7)));
        }
    }

    private static void Flip(byte[] file, int at, byte mask)
    {
        file[at] ^= mask;
        SealedPdf
            .Verify(file)
            .Intact.ShouldBeFalse($"byte {at} of {file.Length} xor {mask}: {Encoding.Latin1.GetString(file, Math.Max(0, at - 8), 12)}");
        file[at] ^= mask;
    }

    [Fact]
    public async Task Something_appended_after_the_seal_is_reported()
    {
        var bytes = (await Sign()).Bytes;
        var added = SealedPdf.Verify(bytes.Concat("\n% more\n"u8.ToArray()).ToArray());
        added.Intact.ShouldBeFalse();
        added.Seals[0].CoversWholeFile.ShouldBeFalse();
    }

    [Fact]
    public async Task A_later_seal_cannot_hide_a_change_made_between()
    {
        var first = (await Sign()).Bytes;
        // An incremental update that gives the first page another content, sealed again by somebody.
        var changed = Forge.ReplacedPageContent(first);
        var pdf = SealedPdf.Verify((await Sign(changed)).Bytes);
        pdf.Seals.Count.ShouldBe(2);
        pdf.Seals[0].OnlySealsFollow.ShouldBeFalse();
        pdf.Seals[1].Intact.ShouldBeTrue();
        pdf.Intact.ShouldBeFalse();
    }

    [Fact]
    public async Task Attachments_that_contradict_each_other_are_reported()
    {
        await using var worker = RenderFixture.New(new());
        var document = await SealFixture.Print(worker, "{\"total\":\"1.00\"}"u8.ToArray(), sample.Events);
        var pdf = SealedPdf.Verify((await Sign(document)).Bytes);
        pdf.Seals.ShouldAllBe(seal => seal.Intact);
        pdf.EventsNameRevision.ShouldBe(false);
        pdf.Intact.ShouldBeFalse();
    }

    [Fact]
    public void Garbage_is_no_sealed_PDF_and_no_crash()
    {
        SealedPdf.Verify(sample.Document).Intact.ShouldBeFalse();
        SealedPdf.Verify(sample.Document).Fault.ShouldBeNull();
        SealedPdf.Verify(Array.Empty<byte>()).Fault.ShouldNotBeNull();
        SealedPdf
            .Verify(Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('[', 100_000) + "\nstartxref\n9\n%%EOF"))
            .Fault.ShouldNotBeNull();
        var random = new Random(7);
        var bytes = sample.Document;
        for (var n = 0; n < 300; n++)
        {
            var damaged = bytes.AsSpan(0, random.Next(1, bytes.Length)).ToArray().Concat(bytes[^random.Next(10, 4000)..]).ToArray();
            for (var i = 0; i < 20; i++)
                damaged[random.Next(Math.Max(0, damaged.Length - 9000), damaged.Length)] = (byte)random.Next(256);
            SealedPdf.Verify(damaged).Intact.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_file_with_object_streams_is_read_too()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await Tools.Run("qpdf", sample.Document, "--object-streams=generate", "FILE", file)).Code.ShouldBe(0);
            var pdf = SealedPdf.Verify(await File.ReadAllBytesAsync(file));
            pdf.Fault.ShouldBeNull();
            pdf.Attachments[SealedPdf.EventsName].ShouldBe(sample.Events);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
