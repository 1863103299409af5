using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Pdf;

public sealed class TimestampTests(SealFixture sample) : IClassFixture<SealFixture>
{
    private Task<SealedBytes> Sign(TimestampAuthority? authority) => Seal.Sign(sample.Document, sample.Key, SealFixture.Words, authority);

    [Fact]
    public async Task With_a_time_stamp_server_the_seal_is_B_T()
    {
        await using var server = await FakeTimestampServer.Start();
        var result = await Sign(server.Authority);
        result.TimestampProblem.ShouldBeNull();
        (result.Level, result.TimestampAt).ShouldBe((SealLevel.BT, FakeTimestampServer.Time));
        (await Tools.Run("pdfsig", result.Bytes, "FILE")).Output.ShouldContain("Signature is Valid");
        var pdf = SealedPdf.Verify(result.Bytes);
        pdf.Intact.ShouldBeTrue();
        (pdf.Seals[0].Level, pdf.Seals[0].TimestampAt, pdf.Seals[0].TimestampAuthority).ShouldBe(
            (SealLevel.BT, FakeTimestampServer.Time, "Fake TSA")
        );
    }

    [Theory]
    [InlineData(nameof(FakeTimestampServer.Fault.WrongNonce))]
    [InlineData(nameof(FakeTimestampServer.Fault.WrongImprint))]
    [InlineData(nameof(FakeTimestampServer.Fault.NoUsage))]
    [InlineData(nameof(FakeTimestampServer.Fault.BrokenSignature))]
    [InlineData(nameof(FakeTimestampServer.Fault.Rejects))]
    [InlineData(nameof(FakeTimestampServer.Fault.Error500))]
    [InlineData(nameof(FakeTimestampServer.Fault.Garbage))]
    [InlineData(nameof(FakeTimestampServer.Fault.TooMuch))]
    public async Task A_time_stamp_that_does_not_hold_leaves_an_honest_B_B(string fault)
    {
        await using var server = await FakeTimestampServer.Start(Enum.Parse<FakeTimestampServer.Fault>(fault));
        var result = await Sign(server.Authority);
        result.Level.ShouldBe(SealLevel.BB);
        result.TimestampAt.ShouldBeNull();
        result.TimestampProblem.ShouldNotBeNullOrEmpty();
        var pdf = SealedPdf.Verify(result.Bytes);
        pdf.Intact.ShouldBeTrue();
        pdf.Seals[0].Level.ShouldBe(SealLevel.BB);
        await Should.ThrowAsync<TimestampException>(Seal.AddTimestamp(result.Bytes, server.Authority));
    }

    [Fact]
    public async Task When_the_server_was_down_the_time_is_proved_later()
    {
        await using var server = await FakeTimestampServer.Start();
        using var http = new HttpClient();
        var down = await Sign(new TimestampAuthority(http, new Uri("http://127.0.0.1:9/")));
        down.Level.ShouldBe(SealLevel.BB);
        down.TimestampProblem!.ShouldContain("cannot be reached");
        var later = await Seal.AddTimestamp(down.Bytes, server.Authority);
        (await Tools.Run("qpdf", later.Bytes, "--check", "FILE")).Code.ShouldBe(0);
        var pdf = SealedPdf.Verify(later.Bytes);
        pdf.Intact.ShouldBeTrue();
        pdf.Seals.Select(seal => (seal.IsTimestamp, seal.Level, seal.TimestampAt))
            .ShouldBe([(false, SealLevel.BT, FakeTimestampServer.Time), (true, SealLevel.BT, FakeTimestampServer.Time)]);
        later.Bytes[later.Bytes.Length / 2] ^= 1;
        SealedPdf.Verify(later.Bytes).Intact.ShouldBeFalse();
    }
}
