using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class MimeReaderTests
{
    [Fact]
    [Trait("Spec", "RQ 2")]
    public void An_Outlook_message_gives_text_html_inline_picture_and_attachment()
    {
        var mail = Raw.Read(Corpus.Outlook);

        mail.Sender.ShouldBe(new Mailbox("André Lefèvre", "andre.lefevre@couverture-lefevre.example"));
        mail.To.ShouldBe([new Mailbox("Demandes, Service", "demandes+acme@paraphe.example")]);
        mail.Subject.ShouldBe("Devis toiture à refaire - réf. 12 urgent");
        mail.MessageId.ShouldBe("AM0PR05MB1234@EUR05.example.com");
        mail.Date.ShouldBe(new DateTimeOffset(2026, 3, 2, 10, 15, 0, TimeSpan.FromHours(1)));
        mail.Text.ShouldContain("Le toit à refaire fait 120 m² ; budget 15 000 €.");
        mail.Html.ShouldNotBeNull().ShouldContain("<img src=\"cid:image001.png@01DA\">");
        mail.Files.Select(f => (f.Name, f.ContentType, f.IsInline, f.ContentId))
            .ShouldBe([("image001.png", "image/png", true, "image001.png@01DA"), ("Plan façade.pdf", "application/pdf", false, null)]);
        mail.Files[0].Decode().ToArray().ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        mail.Files[1].Decode().ToArray().ShouldBe("%PDF-1.7\n"u8.ToArray());
        mail.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Text_around_a_picture_is_shown_in_its_order_and_flowed_lines_are_joined()
    {
        var mail = Raw.Read(Corpus.AppleMail);

        mail.Text.ShouldBe("Hola, adjunto la foto del tejado.\n>> Citado largoque sigue\n> Menos\n\n\nUn saludo");
        mail.Html.ShouldBeNull();
        mail.Files.Single().Name.ShouldBe("tejado.jpeg");
        mail.InReplyTo.ShouldBe(["55@paraphe.example"]);
        mail.References.ShouldBe(["11@paraphe.example", "55@paraphe.example"]);
        mail.Date.ShouldBe(new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.FromHours(1)));
    }

    [Fact]
    [Trait("Spec", "RQ 2")]
    public void A_forwarded_message_is_read_as_a_message_of_its_own()
    {
        var mail = Raw.Read(Corpus.Forwarded);

        mail.Text.ShouldBe("Bitte ansehen.");
        var inner = mail.Messages.ShouldHaveSingleItem();
        inner.Sender.ShouldBe(new Mailbox("Jürgen Weiß", "juergen@weiss.example"));
        inner.Subject.ShouldBe("Angebot für das Dach");
        inner.Text.ShouldBe("Grüße");
        inner.Html.ShouldBe("<p>Gr&uuml;&szlig;e</p>");
        mail.Files.Single().Name.ShouldBe("Angebot.eml");
        Encoding.Latin1.GetString(mail.Files.Single().Decode().Span).ShouldStartWith("From: =?utf-8?B?");
    }

    [Fact]
    public void Calendar_and_tnef_parts_are_kept_as_files()
    {
        var calendar = Raw.Read(Corpus.Calendar);
        calendar.Text.ShouldBe("Tot dan");
        calendar.Files.Single().Name.ShouldBe("part-1.calendar".Replace("calendar", "ics", StringComparison.Ordinal));

        var tnef = Raw.Read(Corpus.Tnef);
        tnef.Text.ShouldBe("See attached");
        tnef.Files.Single().Name.ShouldBe("winmail.dat");
    }

    [Fact]
    public void A_uuencoded_file_is_taken_out_of_the_text()
    {
        var mail = Raw.Read(Corpus.Uuencoded);
        mail.Text.ShouldBe("Here:\nBye\n");
        mail.Files.Single().Name.ShouldBe("cat.txt");
        mail.Files.Single().Decode().ToArray().ShouldBe("Cat"u8.ToArray());
    }

    [Fact]
    public void Html_alone_also_gives_words_to_read()
    {
        var mail = Raw.Read(
            "From: a@b.example\nContent-Type: text/html\n\n<style>p{}</style><p>Hello &amp; <b>bye</b></p><p>2 < 3<br>x</p>"
        );
        mail.Text.ShouldBe("Hello & bye\n\n2 < 3\nx");
    }

    [Theory]
    [InlineData("Just words\nand more", "Just words\nand more")]
    [InlineData("From: a@b.example\nNo colon here\n\nrest", "No colon here\n\nrest")]
    [InlineData("From nobody Mon Mar  2 10:15:00 2026\nSubject: x\n\ntext", "text")]
    [InlineData("Subject: x\nbroken line\nTo: a@b.example\n\ntext", "text")]
    [InlineData("", "")]
    [InlineData("\n\n", "\n")]
    [InlineData("Subject: only", "")]
    public void Missing_or_broken_headers_lose_no_text(string raw, string text) => Raw.Read(raw).Text.ShouldBe(text);

    [Fact]
    public void A_boundary_that_never_appears_is_guessed_or_shown_as_text()
    {
        var guessed = Raw.Read(
            "Content-Type: multipart/mixed; boundary=\"wrong\"\n\n--right_one\nContent-Type: text/plain\n\nHello\n--right_one--\n"
        );
        guessed.Text.ShouldBe("Hello");
        guessed.Notes.ShouldContain(n => n.Kind == MailNoteKind.BoundaryMissing);

        var hopeless = Raw.Read("Content-Type: multipart/mixed\n\nHello all\n");
        hopeless.Text.ShouldBe("Hello all\n");
    }

    [Fact]
    public void A_message_cut_off_in_the_middle_keeps_what_arrived()
    {
        var mail = Raw.Read(Corpus.Outlook[..Corpus.Outlook.IndexOf("iVBORw", StringComparison.Ordinal)] + "iVBORw");
        mail.Text.ShouldContain("120 m²");
        mail.Files.Single().Decode().ToArray().ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        mail.Notes.ShouldContain(n => n.Kind == MailNoteKind.BoundaryNotClosed);
    }

    [Fact]
    public void A_boundary_that_begins_like_its_parents_one_does_not_end_it()
    {
        var mail = Raw.Read(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=ab\n\n--ab\n\none\n--ab--\n--a\nContent-Disposition: attachment; filename=x.txt\n\ntwo\n--a--"
        );
        mail.Text.ShouldBe("one");
        Encoding.ASCII.GetString(mail.Files.Single().Decode().Span).ShouldBe("two");
    }

    [Fact]
    public void Contradictory_headers_are_noted_and_the_first_counts()
    {
        var mail = Raw.Read("From: a@b.example\nFrom: evil@c.example\nSubject: one\nSubject: two\n\nx");
        mail.Sender!.Address.ShouldBe("a@b.example");
        mail.Subject.ShouldBe("one");
        mail.Notes.ShouldContain(new MailNote(MailNoteKind.RepeatedHeader, "Subject"));
    }

    [Theory]
    [InlineData("Content-Disposition: attachment; filename=\"..\\\\..\\\\etc/passwd\"", "passwd")]
    [InlineData("Content-Disposition: attachment; filename=\"C:\\Temp\\Angebot.pdf\"", "Angebot.pdf")]
    [InlineData("Content-Disposition: attachment; filename*=utf-8''caf%C3%A9%E2%80%AEfdp.exe", "caféfdp.exe")]
    [InlineData("Content-Disposition: attachment; filename*1=b.txt; filename*0=a", "ab.txt")]
    [InlineData("Content-Disposition: attachment; filename==?utf-8?Q?r=C3=A9sum=C3=A9.doc?=", "résumé.doc")]
    [InlineData("Content-Disposition: attachment; filename=two words.doc; size=3", "two words.doc")]
    [InlineData("Content-Disposition: attachment", "part-1.bin")]
    public void File_names_are_understood_and_made_safe(string header, string name) =>
        Raw.Read($"Content-Type: application/octet-stream\n{header}\n\nx").Files.Single().Name.ShouldBe(name);

    [Fact]
    public void Attachments_are_byte_exact_in_every_encoding()
    {
        var bytes = Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 256)).ToArray();
        var base64 = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        var quoted = string.Join("=\n", bytes.Chunk(20).Select(c => string.Concat(c.Select(b => $"={b:X2}"))));

        Attached("base64", base64).ShouldBe(bytes);
        Attached("base64", base64.Replace("\r\n", "!\n \t", StringComparison.Ordinal).TrimEnd('=')).ShouldBe(bytes);
        Attached("quoted-printable", quoted).ShouldBe(bytes);
        byte[] raw =
        [
            .. Raw.Bytes("Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: application/x-it\n\n"),
            .. bytes,
            .. Raw.Bytes("\n--q--"),
        ];
        Raw.Read(raw).Files.Single().Decode().ToArray().ShouldBe(bytes);

        static byte[] Attached(string encoding, string content) =>
            Raw.Read(
                    $"Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: application/x-it\nContent-Transfer-Encoding: {encoding}\n\n{content}\n--q--\n"
                )
                .Files.Single()
                .Decode()
                .ToArray();
    }

    [Fact]
    public void A_footer_appended_to_base64_does_not_spoil_the_file()
    {
        var mail = Raw.Read(
            "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjc=\n\n_______\nlist mailing footer\n"
        );
        mail.Files.Single().Decode().ToArray().ShouldBe("%PDF-1.7"u8.ToArray());
    }

    [Theory]
    [InlineData("Wed, 04 Mar 2026 10:11:12 -0530", "2026-03-04T10:11:12-05:30")]
    [InlineData("4 mar 2026 10:11", "2026-03-04T10:11:00+00:00")]
    [InlineData("Wed, 4-Mar-98 10:11:12 EST", "1998-03-04T10:11:12-05:00")]
    [InlineData("Wed Mar 04 10:11:12 2026", "2026-03-04T10:11:12+00:00")]
    [InlineData("2026-03-04 10:11:12Z", "2026-03-04T10:11:12+00:00")]
    [InlineData("Wed, 04 Mar 2026 10:11:60 +0000 (UTC)", "2026-03-04T10:11:59+00:00")]
    public void Dates_are_read_in_all_their_forms(string header, string expected) =>
        Raw.Read($"Date: {header}\n\n").Date.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("31 Feb 2026 10:00:00 +0000")]
    [InlineData("yesterday")]
    [InlineData("1 Jan 99999 00:00:00 +0000")]
    public void Absurd_dates_are_noted(string header)
    {
        var mail = Raw.Read($"Date: {header}\n\n");
        mail.Date.ShouldBeNull();
        mail.Notes.ShouldContain(n => n.Kind == MailNoteKind.BadDate);
    }
}
