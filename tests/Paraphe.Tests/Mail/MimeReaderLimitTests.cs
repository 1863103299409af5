using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

/// <summary>Mail bombs: within the limits, in under a second, still readable.</summary>
public class MimeReaderLimitTests
{
    private static MailMessage ReadFast(string raw)
    {
        var bytes = Encoding.Latin1.GetBytes(raw);
        MailMessage? read = null;
        OwnTime.Of(() => read = MimeReader.Read(bytes)).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        var mail = read.ShouldNotBeNull();
        mail.Notes.ShouldNotContain(n => n.Kind == MailNoteKind.ReadingFailed);
        return mail;
    }

    [Fact]
    public void Fifty_thousand_parts_keep_the_first_and_put_the_rest_into_a_file()
    {
        var raw = new StringBuilder("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
        for (var i = 0; i < 50_000; i++)
            raw.Append("--x\r\n\r\npart ").Append(i).Append("\r\n");
        var mail = ReadFast(raw.Append("--x--").ToString());

        mail.Text.ShouldStartWith("part 0\n\npart 1\n\n");
        mail.Notes.ShouldContain(n => n.Kind == MailNoteKind.TooManyParts);
        Encoding.ASCII.GetString(mail.Files.Single().Decode().Span).ShouldContain("part 49999");
    }

    [Fact]
    public void Fifty_thousand_nested_multiparts_stop_at_the_depth_limit()
    {
        var raw = new StringBuilder("From: a@b.example\r\n");
        for (var i = 0; i < 50_000; i++)
            raw.Append("Content-Type: multipart/mixed; boundary=x").Append(i).Append("\r\n\r\n--x").Append(i).Append("\r\n");
        var mail = ReadFast(raw.ToString());
        mail.Notes.ShouldContain(n => n.Kind == MailNoteKind.TooDeep);
        mail.Text.ShouldContain("--x20");
    }

    [Fact]
    public void Fifty_thousand_messages_inside_each_other_stop_at_the_depth_limit()
    {
        var mail = ReadFast(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 50_000)) + "end");
        mail.Notes.ShouldContain(n => n.Kind == MailNoteKind.TooDeep);
    }

    [Fact]
    public void Four_megabytes_of_headers_are_cut_and_the_text_still_shown()
    {
        var many = ReadFast(
            "Subject: s\r\n" + string.Concat(Enumerable.Repeat("X-Filler: abcdefghijklmnopqrstuvwxyz\r\n", 110_000)) + "\r\nthe text"
        );
        many.Text.ShouldBe("the text");
        many.Headers.Count.ShouldBe(1_000);

        var one = ReadFast(
            "Subject: s\r\nX-Long: " + string.Concat(Enumerable.Repeat("abcdefgh\r\n ", 400_000)) + "\r\nTo: a@b.example\r\n\r\nthe text"
        );
        one.Text.ShouldBe("the text");
        one.Notes.ShouldContain(n => n.Kind == MailNoteKind.FieldCut || n.Kind == MailNoteKind.HeadersCut);
    }

    [Theory]
    [InlineData("a@b.example, ")]
    [InlineData("\"Name, First\" <a@b.example>, ")]
    [InlineData("<")]
    [InlineData("\"")]
    [InlineData("(")]
    [InlineData("(()")]
    [InlineData("=?")]
    [InlineData("=?utf-8?Q?")]
    [InlineData("a@:")]
    [InlineData("x y ")]
    [InlineData("group:")]
    [InlineData("\\\"")]
    [InlineData("<a@b.example")]
    [InlineData(",;")]
    public void A_huge_address_list_takes_linear_time(string unit)
    {
        var mail = ReadFast($"To: {string.Concat(Enumerable.Repeat(unit, 369_000 / unit.Length))}\r\nSubject: s\r\n\r\nthe text");
        mail.Text.ShouldBe("the text");
        mail.To.Count.ShouldBeLessThanOrEqualTo(500);
        Mailbox.ParseList(string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)), int.MaxValue).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("=?utf-8?Q?a?= ")]
    [InlineData("=?utf-8?Q?")]
    [InlineData("=?=?")]
    public void A_huge_subject_takes_linear_time(string unit) =>
        ReadFast($"Subject: {string.Concat(Enumerable.Repeat(unit, 250_000 / unit.Length))}\r\n\r\nx")
            .Subject.Length.ShouldBeLessThanOrEqualTo(1_000);

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("<!--")]
    [InlineData("<style>")]
    [InlineData("</")]
    [InlineData("&")]
    [InlineData("<p> ")]
    public void Huge_html_takes_linear_time(string unit) =>
        ReadFast("Content-Type: text/html\r\n\r\n" + string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)))
            .Html.ShouldNotBeNull();

    [Theory]
    [InlineData("\r\n--")]
    [InlineData("\r\n--x")]
    [InlineData("--x--")]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("begin 644 a\n")]
    [InlineData("> ")]
    public void Huge_bodies_of_near_misses_take_linear_time(string unit)
    {
        var body = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        ReadFast("Content-Type: multipart/mixed; boundary=xy\r\n\r\n" + body);
        ReadFast("Content-Type: text/plain; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + body);
        ReadFast("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body);
    }

    [Fact]
    public void A_text_beyond_its_limit_is_shown_cut_and_kept_whole()
    {
        var mail = Raw.Read("Subject: s\n\n" + new string('x', 5_000), new MailLimits { TextBytes = 1_000 });
        mail.Text.Length.ShouldBe(1_000);
        mail.Files.Single().Decode().Length.ShouldBe(5_000);
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_read_and_decoded_quickly()
    {
        var bytes = new byte[10_000_000];
        new Random(1).NextBytes(bytes);
        var raw = Raw.Bytes(
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhi\n--x\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
                + Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)
                + "\n--x--"
        );
        ReadOnlyMemory<byte> read = default;
        OwnTime.Of(() => read = MimeReader.Read(raw).Files.Single().Decode()).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        read.Span.SequenceEqual(bytes).ShouldBeTrue();
    }
}
