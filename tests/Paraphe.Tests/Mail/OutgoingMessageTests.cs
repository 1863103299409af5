using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class OutgoingMessageTests
{
    private static readonly OutgoingMessage Sample = new()
    {
        From = new Mailbox("Toitures Léa & Fils", "devis@toitures.example"),
        To = [new Mailbox("Dupont, Jean", "jean@exämple.fr")],
        ReplyTo = [new Mailbox(null, "req+tok3n@paraphe.example")],
        Subject = "Votre devis n° 2026-0042 pour la toiture à Évian-les-Bains est prêt — merci de le lire 😀",
        Text = "Bonjour,\nvoici le devis.\n\nFrom Léa\n.\n--=_x",
        Html = "<p>Bonjour <img src=\"cid:logo@p\"></p>",
        Pictures = [new OutgoingFile("logo.png", "image/png", new byte[] { 1, 2, 3 }, "logo@p")],
        Attachments =
        [
            new OutgoingFile("Devis à signer – n° 2026-0042, version définitive pour M. Dupont.pdf", "application/pdf", new byte[1000]),
        ],
        MessageId = "q42@paraphe.example",
        Date = new DateTimeOffset(2026, 3, 2, 10, 15, 0, TimeSpan.FromHours(1)),
        InReplyTo = "a@b.example",
        References = [.. Enumerable.Range(0, 20).Select(i => $"reference-number-{i}@some.example")],
        AutoSubmitted = "auto-generated",
        ListUnsubscribe = [new Uri("https://paraphe.example/u/1")],
        OneClickUnsubscribe = true,
        Headers = [new MailHeader("X-Paraphe-Delivery", "42 é")],
    };

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var mail = Raw.Read(Sample.ToBytes());

        mail.Notes.ShouldBeEmpty();
        mail.From.ShouldBe([Sample.From]);
        mail.To.ShouldBe([new Mailbox("Dupont, Jean", "jean@xn--exmple-cua.fr")]);
        mail.ReplyTo.ShouldBe(Sample.ReplyTo);
        mail.Subject.ShouldBe(Sample.Subject);
        mail.Text.ShouldBe(Sample.Text);
        mail.Html.ShouldBe(Sample.Html);
        mail.Date.ShouldBe(Sample.Date);
        mail.MessageId.ShouldBe(Sample.MessageId);
        mail.InReplyTo.ShouldBe(["a@b.example"]);
        mail.References.ShouldBe(Sample.References);
        mail.Headers.Text("X-Paraphe-Delivery").ShouldBe("42 é");
        mail.Headers["List-Unsubscribe"].ShouldBe("<https://paraphe.example/u/1>");
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        mail.Files.Select(f => f.Name).ShouldBe(["logo.png", Sample.Attachments[0].Name]);
        mail.Files[0].ContentId.ShouldBe("logo@p");
        mail.Files[1].Decode().Length.ShouldBe(1000);
    }

    [Fact]
    public void It_is_seven_bit_with_short_lines_and_always_the_same_bytes()
    {
        var bytes = Sample.ToBytes();
        bytes.ShouldAllBe(b => b < 128);
        Encoding.ASCII.GetString(bytes).Split("\r\n").ShouldAllBe(l => l.Length <= 78 && !l.Contains('\n') && !l.Contains('\r'));
        Sample.ToBytes().ShouldBe(bytes);
    }

    [Theory]
    [InlineData("a\r\nBcc: victim@example.org")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    public void Line_ends_are_refused_wherever_a_header_could_be_injected(string evil)
    {
        OutgoingMessage[] attempts =
        [
            Sample with
            {
                Subject = evil,
            },
            Sample with
            {
                From = new Mailbox(evil, "a@b.example"),
            },
            Sample with
            {
                To = [new Mailbox(null, evil + "@b.example")],
            },
            Sample with
            {
                To = [new Mailbox(null, "a@" + evil)],
            },
            Sample with
            {
                ReplyTo = [new Mailbox(evil, "a@b.example")],
            },
            Sample with
            {
                MessageId = evil,
            },
            Sample with
            {
                InReplyTo = evil,
            },
            Sample with
            {
                References = [evil],
            },
            Sample with
            {
                AutoSubmitted = evil,
            },
            Sample with
            {
                Language = evil,
            },
            Sample with
            {
                Headers = [new MailHeader("X-A", evil)],
            },
            Sample with
            {
                Headers = [new MailHeader(evil, "x")],
            },
            Sample with
            {
                Attachments = [new OutgoingFile(evil, "text/plain", default)],
            },
            Sample with
            {
                Attachments = [new OutgoingFile("a.txt", evil, default)],
            },
        ];
        foreach (var attempt in attempts)
            Should.Throw<ArgumentException>(() => attempt.ToBytes());
    }

    [Theory]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a b@c.example")]
    [InlineData("<a@b.example>")]
    [InlineData("nobody")]
    [InlineData("a@")]
    public void One_address_stays_one_address(string address) =>
        Should.Throw<ArgumentException>(() => (Sample with { To = [new Mailbox(null, address)] }).ToBytes());

    [Fact]
    public void Fields_with_a_property_of_their_own_cannot_be_smuggled_in() =>
        Should.Throw<ArgumentException>(() => (Sample with { Headers = [new MailHeader("bcc", "x@y.example")] }).ToBytes());

    [Fact]
    public void International_local_parts_need_a_server_that_carries_them()
    {
        Sample.NeedsSmtpUtf8.ShouldBeFalse();
        var mail = Sample with { To = [new Mailbox("Zoë", "zoë@example.org")] };
        mail.NeedsSmtpUtf8.ShouldBeTrue();
        Raw.Read(mail.ToBytes()).To.ShouldBe(mail.To);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("trailing space \nend ")]
    [InlineData("日本語のテキスト、かなり長いものです。日本語のテキスト、かなり長いものです。")]
    [InlineData("=?not an encoded word?= = =3D")]
    public void Any_text_survives(string text)
    {
        var long999 = text + new string('x', 999);
        var html = Sample with
        {
            Text = long999,
            Html = null,
            Pictures = [],
            Attachments = [],
            Subject = text.ReplaceLineEndings(" ").Trim(),
        };
        var read = Raw.Read(html.ToBytes());
        read.Text.ShouldBe(long999);
        read.Subject.ShouldBe(html.Subject);
    }
}
