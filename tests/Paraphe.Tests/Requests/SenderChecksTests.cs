using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Tests.Mail;

namespace Paraphe.Tests.Requests;

/// <summary>What the relay that the Owner trusts found out about a sender, and what filters called spam.</summary>
public class SenderChecksTests(World world)
{
    [Theory]
    [InlineData("mx.vallon.example; spf=pass smtp.mailfrom=a@b.example; dkim=pass header.d=b.example; dmarc=pass", "pass")]
    [InlineData("mx.vallon.example; spf=pass; dkim=pass; dmarc=fail (p=none)", "fail")]
    [InlineData("MX.Vallon.example 1; dkim=fail; spf=pass", "pass")]
    [InlineData("mx.vallon.example; spf=fail; dkim=none", "fail")]
    [InlineData("mx.vallon.example; spf=softfail; dmarc=none", "")]
    [InlineData("mx.vallon.example; none", "")]
    [InlineData("elsewhere.example; dmarc=pass", "")]
    [InlineData("mx.vallon.example.evil.example; dmarc=pass", "")]
    public void Only_the_word_of_the_trusted_relay_counts(string result, string found) =>
        SenderChecks
            .Read(Raw.Read($"Authentication-Results: {result}\nFrom: a@b.example\n\nx").Headers, "mx.vallon.example")
            .ShouldBe(found);

    [Fact]
    public void The_topmost_result_counts_and_without_a_trusted_name_none_does()
    {
        const string raw =
            "Authentication-Results: mx.vallon.example; dmarc=fail\nAuthentication-Results: mx.vallon.example; dmarc=pass\nFrom: a@b.example\n\nx";
        SenderChecks.Read(Raw.Read(raw).Headers, "mx.vallon.example").ShouldBe("fail", "What stands below may be the sender's own");
        SenderChecks.Read(Raw.Read(raw).Headers, "").ShouldBe("");
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task The_conversation_says_it_in_a_small_line()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(
                account.Settings with
                {
                    Requests = account.Settings.Requests with { TrustedRelay = "mx.vallon.example" },
                }
            );
            await db.SaveChangesAsync();
        });
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask(more: "Authentication-Results: mx.vallon.example; spf=fail; dmarc=fail"));
        var request = await box.Only();
        (await box.Messages(request)).Single(message => message.Kind == MessageKind.In).Checks.ShouldBe("fail");
        (await office.Get($"/requests/{request.Id}")).Has("article.msg .hint-line.rejected").ShouldBeTrue();
    }

    [Theory, Trait("Spec", "RQ 9")]
    [InlineData("X-Spam-Flag: YES", true)]
    [InlineData("X-Spam-Status: Yes, score=9.1", true)]
    [InlineData("X-MS-Exchange-Organization-SCL: 6", true)]
    [InlineData("X-Spam-Status: No, score=0.1", false)]
    [InlineData("X-MS-Exchange-Organization-SCL: -1", false)]
    public void What_a_filter_marked_is_spam(string header, bool spam) =>
        SpamMarks.AreIn(Raw.Read($"{header}\nFrom: a@b.example\nSubject: x\n\nx")).ShouldBe(spam);
}
