using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class CharsetTests
{
    [Theory]
    [InlineData("windows-1252", "Prix 15 €", 1252)]
    [InlineData("iso-8859-1", "Prix “15 €”", 1252)]
    [InlineData("iso-8859-15", "Prix 15 €", 28605)]
    [InlineData("windows-1251", "Привет", 1251)]
    [InlineData("koi8-r", "Привет", 20866)]
    [InlineData("iso-2022-jp", "見積もり", 50220)]
    [InlineData("shift_jis", "見積もり", 932)]
    [InlineData("x-sjis", "見積もり", 932)]
    [InlineData("euc-jp", "見積もり", 51932)]
    [InlineData("gb18030", "报价单", 54936)]
    [InlineData("gbk", "报价单", 936)]
    [InlineData("big5", "報價單", 950)]
    [InlineData("euc-kr", "견적서", 51949)]
    [InlineData("cp850", "déjà", 850)]
    [InlineData("macintosh", "déjà", 10000)]
    [InlineData("UTF-8", "naïve 😀", 65001)]
    [InlineData("utf-16le", "naïve", 1200)]
    [InlineData("utf-16", "naïve", 1201)]
    [InlineData("utf-32", "naïve", 12000)]
    [InlineData("us-ascii", "naïve", 65001)]
    [InlineData("no-such-charset", "naïve", 1252)]
    [InlineData("utf-8", "déjà vu à côté", 1252)]
    public void Text_is_read_in_the_charset_it_was_written_in(string named, string text, int codePage)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage)).GetBytes(text);
        byte[] raw =
        [
            .. Raw.Bytes($"Content-Type: text/plain; charset=\"{named}\"\nContent-Transfer-Encoding: base64\n\n"),
            .. Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)),
        ];
        Raw.Read(raw).Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("=?utf-8?B?w6nDqA==?=", "éè")]
    [InlineData("=?utf-8?B?w6k=?= =?utf-8?B?w6g=?= plain", "éè plain")]
    [InlineData("=?utf-8?Q?caf=C3?=\n =?utf-8?Q?=A9?=", "café")]
    [InlineData("=?UTF-8*fr?q?d=C3=A9j=C3=A0_vu?=", "déjà vu")]
    [InlineData("=?utf-8?Q?d=E9j=E0?=", "déjà")]
    [InlineData("=?utf-7?Q?Gr+APwA3w-e?=", "Grüße")]
    [InlineData("a =?x?y?z b", "a =?x?y?z b")]
    [InlineData("=?utf-8?Q?line=0D=0ABcc:_x@y.example?=", "line  Bcc: x@y.example")]
    [InlineData("=?utf-8?Q?spaces are wrong but common?=", "spaces are wrong but common")]
    [InlineData("d\u00e9j\u00e0", "déjà")]
    [InlineData("=?gb2312?B?sai828m9?=", "报价山")]
    public void Subjects_are_decoded(string header, string subject) => Raw.Read($"Subject: {header}\n\n").Subject.ShouldBe(subject);

    [Fact]
    public void Utf7_and_bare_utf8_headers_are_read()
    {
        Raw.Read("Content-Type: text/plain; charset=utf-7\n\nGr+APwA3w-e +- x").Text.ShouldBe("Grüße + x");
        Raw.Read(Encoding.UTF8.GetBytes("From: Zoë <zoë@exämple.org>\r\nSubject: Übergabe\r\n\r\n"))
            .Sender.ShouldBe(new Mailbox("Zoë", "zoë@exämple.org"));
    }

    [Fact]
    public void Nul_bytes_are_shown_as_replacement_characters()
    {
        var mail = Raw.Read("Subject: a\0b\n\nx\0y");
        mail.Subject.ShouldBe("a\uFFFDb");
        mail.Text.ShouldBe("x\uFFFDy");
        mail.Notes.ShouldContain(n => n.Kind == MailNoteKind.NulBytes);
    }
}
