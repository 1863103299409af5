using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class BounceTests
{
    [Fact]
    [Trait("Spec", "SN 3")]
    public void A_delivery_report_names_recipient_status_and_words()
    {
        var bounce = BounceReader.Read(Raw.Read(Corpus.Report)).ShouldNotBeNull();

        bounce.EnvelopeId.ShouldBe("delivery+42");
        bounce.MessageId.ShouldBe("our-1@paraphe.example");
        bounce.Recipients.ShouldBe([
            new BouncedRecipient(
                "jean+devis@example.fr",
                BounceAction.Failed,
                "5.1.1",
                "550 5.1.1 <jean@old.example>: Recipient address    rejected: User unknown"
            ),
            new BouncedRecipient("lea@example.fr", BounceAction.Delayed, "4.4.1", ""),
        ]);
        bounce.Recipients[0].IsForGood.ShouldBeTrue();
        bounce.Recipients[1].IsForGood.ShouldBeFalse();
    }

    [Fact]
    [Trait("Spec", "SN 3")]
    public void Bounces_written_as_prose_are_understood()
    {
        var qmail = BounceReader.Read(Raw.Read(Corpus.Qmail)).ShouldNotBeNull();
        qmail.MessageId.ShouldBe("our-2@paraphe.example");
        var gone = qmail.Recipients.ShouldHaveSingleItem();
        (gone.Address, gone.Status).ShouldBe(("gone@customer.example", "5.7.1"));
        gone.Words.ShouldContain("550 5.7.1 Not welcome here");

        var exim = BounceReader.Read(Raw.Read(Corpus.Exim)).ShouldNotBeNull();
        exim.MessageId.ShouldBe("our-3@paraphe.example");
        var full = exim.Recipients.ShouldHaveSingleItem();
        (full.Address, full.Status, full.IsForGood).ShouldBe(("full@customer.example", "4.2.2", false));
    }

    [Theory]
    [InlineData("From: jean@example.fr\nSubject: Undelivered parcels\n\nWhere is it? 550 5.1.1")]
    [InlineData("From: postmaster@example.fr\nSubject: Quote please\n\nHello")]
    public void What_people_write_is_no_bounce(string raw) => BounceReader.Read(Raw.Read(raw)).ShouldBeNull();

    [Theory]
    [Trait("Spec", "RQ 11")]
    [InlineData("Subject: Quote please", AutoMailKind.None)]
    [InlineData("Auto-Submitted: no", AutoMailKind.None)]
    [InlineData("Auto-Submitted: auto-replied; owner-email=\"x@y.example\"", AutoMailKind.Automatic)]
    [InlineData("Auto-Submitted: auto-generated", AutoMailKind.Automatic)]
    [InlineData("X-Autoreply: yes", AutoMailKind.Automatic)]
    [InlineData("Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_absent?=", AutoMailKind.Automatic)]
    [InlineData("List-Id: <news.example.org>", AutoMailKind.List)]
    [InlineData("Precedence: bulk", AutoMailKind.Bulk)]
    [InlineData("X-Auto-Response-Suppress: OOF, AutoReply", AutoMailKind.Unwanted)]
    [InlineData("Return-Path: <>", AutoMailKind.Unwanted)]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=x", AutoMailKind.Receipt)]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=x", AutoMailKind.Bounce)]
    public void Automatic_mail_is_told_from_what_people_write(string header, AutoMailKind kind) =>
        AutoMail.Of(Raw.Read($"From: Jean <jean@example.fr>\n{header}\n\nHello"), null).ShouldBe(kind);

    [Theory]
    [InlineData("noreply@example.fr", AutoMailKind.Unwanted)]
    [InlineData("list-bounces@example.fr", AutoMailKind.Unwanted)]
    [InlineData("norea@example.fr", AutoMailKind.None)]
    public void Senders_that_read_nothing_get_no_answer(string sender, AutoMailKind kind) =>
        AutoMail.Of(Raw.Read($"From: {sender}\n\nHello"), sender).ShouldBe(kind);
}
