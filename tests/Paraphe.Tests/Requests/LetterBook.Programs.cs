using System.Text;

namespace Paraphe.Tests.Requests;

internal sealed partial class LetterBook
{
    private static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    private static string Utf8Name(Sheet sheet) => $"{Words(sheet.By.Name, "UTF-8", 'B')} <{sheet.Email}>";

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Gmail(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "UTF-8", 'Q'),
                    "Content-Type: multipart/mixed; boundary=\"000000000000a1\"\n\n--000000000000a1\n"
                )
                    + "Content-Type: multipart/alternative; boundary=\"000000000000b2\"\n\n--000000000000b2\nContent-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(Encoding.UTF8.GetBytes(s.Text))
                    + "\n\n--000000000000b2\nContent-Type: text/html; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                    + Quoted($"<div dir=\"ltr\">{s.Html}</div>", "UTF-8")
                    + $"\n\n--000000000000b2--\n--000000000000a1\nContent-Type: application/pdf; name=\"{Words(s.By.File, "UTF-8", 'B')}\"\nContent-Disposition: attachment;\n filename=\"{Words(s.By.File, "UTF-8", 'B')}\"\nContent-Transfer-Encoding: base64\nX-Attachment-Id: f_abc\n\n"
                    + Base64(s.File)
                    + "\n--000000000000a1--"
            ),
            s.OneFile,
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Outlook(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    $"{Words(s.By.Name, "windows-1252", 'Q')} <{s.Email}>",
                    Words(s.Subject, "windows-1252", 'Q'),
                    "Thread-Topic: x\nX-MS-Has-Attach: yes\nContent-Type: multipart/mixed;\n\tboundary=\"_005_A\"\n\n--_005_A\n"
                )
                    + "Content-Type: multipart/related;\n\tboundary=\"_004_A\";\n\ttype=\"multipart/alternative\"\n\n--_004_A\nContent-Type: multipart/alternative; boundary=\"_000_A\"\n\n"
                    + "--_000_A\nContent-Type: text/plain; charset=\"Windows-1252\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                    + Quoted(s.Text, "windows-1252")
                    + "\n\n--_000_A\nContent-Type: text/html; charset=\"Windows-1252\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                    + Quoted(
                        $"<html><head><style>p.MsoNormal{{margin:0}}</style></head><body>{s.Html}<img src=\"cid:image001.png@01DB\"></body></html>",
                        "windows-1252"
                    )
                    + "\n\n--_000_A--\n\n--_004_A\nContent-Type: image/png; name=\"image001.png\"\nContent-Disposition: inline; filename=\"image001.png\"\nContent-ID: <image001.png@01DB>\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(Dot)
                    + $"\n\n--_004_A--\n\n--_005_A\nContent-Type: application/pdf;\n\tname=\"{Words(s.By.File, "windows-1252", 'Q')}\"\nContent-Disposition: attachment;\n\tfilename=\"{Words(s.By.File, "windows-1252", 'Q')}\"; size={s.File.Length}\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(s.File)
                    + "\n\n--_005_A--"
            ),
            [("image001.png", Dot), .. s.OneFile],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) AppleMail(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "utf-8", 'Q'),
                    "X-Mailer: Apple Mail (2.3774)\nContent-Type: multipart/mixed; boundary=\"Apple-Mail=_7\"\n\n--Apple-Mail=_7\n"
                )
                    + "Content-Transfer-Encoding: 8bit\nContent-Type: text/plain;\n\tcharset=utf-8;\n\tformat=flowed;\n\tdelsp=yes\n\n"
                    + s.By.Words
                    + "\n\n--Apple-Mail=_7\nContent-Disposition: inline;\n filename=dach.png\nContent-Type: image/png;\n\tx-unix-mode=0644;\n\tname=\"dach.png\"\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(Dot)
                    + $"\n--Apple-Mail=_7\nContent-Transfer-Encoding: 7bit\nContent-Type: text/plain;\n\tcharset=us-ascii\n\nBye\n--Apple-Mail=_7\nContent-Disposition: attachment;\n{Pieces(s.By.File)}\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(s.File)
                    + "\n--Apple-Mail=_7--"
            ),
            [("dach.png", Dot), .. s.OneFile],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) IPhone(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "utf-8", 'B'),
                    "X-Mailer: iPhone Mail (21F90)\nContent-Type: multipart/mixed; boundary=Apple-Mail-9\nContent-Transfer-Encoding: 7bit\n\n\n--Apple-Mail-9\n"
                )
                    + "Content-Type: text/plain;\n\tcharset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                    + Quoted(s.Text, "utf-8")
                    + "\n\n--Apple-Mail-9\nContent-Type: image/heic;\n\tname=IMG_0042.HEIC;\n\tx-apple-part-url=1\nContent-Disposition: inline;\n\tfilename=IMG_0042.HEIC\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(s.File)
                    + "\n--Apple-Mail-9\nContent-Type: text/plain;\n\tcharset=us-ascii\n\n\n\nSent from my iPhone\n--Apple-Mail-9--"
            ),
            [("IMG_0042.HEIC", s.File)],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Thunderbird(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "UTF-8", 'B'),
                    "User-Agent: Mozilla Thunderbird\nContent-Language: en-US\nContent-Type: multipart/mixed; boundary=\"------------T1\"\n\nThis is a multi-part message in MIME format.\n--------------T1\n"
                )
                    + "Content-Type: text/plain; charset=UTF-8; format=flowed\nContent-Transfer-Encoding: 8bit\n\n"
                    + s.Text
                    + $"\n\n--------------T1\nContent-Type: application/pdf; name=\"{Words(s.By.File, "UTF-8", 'B')}\"\nContent-Disposition: attachment;\n{Pieces(s.By.File)}\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(s.File)
                    + "\n\n--------------T1--"
            ),
            s.OneFile,
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Yahoo(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "UTF-8", 'B'),
                    "Reply-To: "
                        + Utf8Name(s)
                        + "\nContent-Type: multipart/alternative; \n\tboundary=\"----=_Part_1_2.3\"\n\n------=_Part_1_2.3\n"
                )
                    + "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(Encoding.UTF8.GetBytes(s.Text))
                    + "\n------=_Part_1_2.3\nContent-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(
                        Encoding.UTF8.GetBytes($"<html><head></head><body><div class=\"yahoo-style-wrap\">{s.Html}</div></body></html>")
                    )
                    + "\n------=_Part_1_2.3--"
            ),
            [],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Roundcube(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "UTF-8", 'Q'),
                    "User-Agent: Roundcube Webmail/1.6\nContent-Type: multipart/mixed;\n boundary=\"=_rc\"\n\n--=_rc\n"
                )
                    + "Content-Transfer-Encoding: 8bit\nContent-Type: text/plain; charset=UTF-8;\n format=flowed\n\n"
                    + s.Text
                    + $"\n--=_rc\nContent-Transfer-Encoding: base64\nContent-Type: application/pdf;\n name=\"=?UTF-8?Q?plan?=\"\nContent-Disposition: attachment;\n filename*=UTF-8''{Uri.EscapeDataString(s.By.File)};\n size={s.File.Length}\n\n"
                    + Base64(s.File)
                    + "\n--=_rc--"
            ),
            s.OneFile,
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) WebPortal(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "UTF-8", 'Q'),
                    "Importance: normal\nContent-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                )
                    + Quoted(
                        $"<html><head><title>x</title></head><body style=\"font-family: Verdana;font-size: 12.0px;\">{s.Html}</body></html>",
                        "UTF-8"
                    )
            ),
            [],
            s.Email
        );

    // Raw letters of windows-1252 in headers and text, and no word about it.
    private static (byte[], IReadOnlyList<(string, byte[])>, string) OldGateway(Sheet s) =>
        (
            Crlf(
                $"From: \"{s.By.Name}\" <{s.Email}>\nTo: demandes@paraphe.example\nSubject: {s.Subject}\nDate: Mon, 2 Mar 26 10:15 GMT\n\n{s.Text}",
                Encoding.GetEncoding("windows-1252")
            ),
            [],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Exchange(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "utf-8", 'Q'),
                    "X-MS-TNEF-Correlator: x\nContent-Type: multipart/mixed; boundary=\"_000_E\"\n\n--_000_E\n"
                )
                    + "Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                    + Quoted(s.Text, "utf-8")
                    + "\n\n--_000_E\nContent-Disposition: attachment; filename=\"winmail.dat\"\nContent-Transfer-Encoding: base64\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\n\n"
                    + Base64(s.File)
                    + "\n\n--_000_E--"
            ),
            [("winmail.dat", s.File)],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) Android(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    Utf8Name(s),
                    Words(s.Subject, "utf-8", 'B'),
                    "Content-Type: multipart/mixed; boundary=\"--_com.android.email_1\"\n\n----_com.android.email_1\n"
                )
                    + "Content-Type: multipart/alternative; boundary=\"--_com.android.email_2\"\n\n----_com.android.email_2\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(Encoding.UTF8.GetBytes(s.Text))
                    + "\n----_com.android.email_2\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(Encoding.UTF8.GetBytes(s.Html))
                    + "\n----_com.android.email_2--\n----_com.android.email_1\nContent-Type: application/octet-stream; name=\"20260302_101500.jpg\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"20260302_101500.jpg\"\n\n"
                    + Base64(s.File)
                    + "\n----_com.android.email_1--"
            ),
            [("20260302_101500.jpg", s.File)],
            s.Email
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) OutlookForward(Sheet s) =>
        (
            Crlf(
                Head(
                    s,
                    $"Léa <{s.Member}>",
                    Words("TR : " + s.Subject, "UTF-8", 'B'),
                    "Content-Type: multipart/mixed; boundary=\"_o\"\n\n--_o\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                )
                    + Quoted(
                        $"Pour info\n\n{s.By.From} : {s.By.Name} <{s.Email}>\n{s.By.Sent} : lundi 2 mars 2026 10:15\n{s.By.To} : Léa\n{s.By.About} : {s.Subject}\n\n{s.Text}",
                        "utf-8"
                    )
                    + "\n\n--_o\nContent-Type: application/pdf; name=\"plan.pdf\"\nContent-Disposition: attachment; filename=\"plan.pdf\"\nContent-Transfer-Encoding: base64\n\n"
                    + Base64(s.File)
                    + "\n--_o--"
            ),
            [("plan.pdf", s.File)],
            s.Member
        );

    private static (byte[], IReadOnlyList<(string, byte[])>, string) ThunderbirdForward(Sheet s)
    {
        var inner = Thunderbird(s with { Id = s.Id + "-inner" });
        return (
            [
                .. Crlf(
                    Head(
                        s,
                        $"Léa <{s.Member}>",
                        "Fwd: x",
                        "Content-Type: multipart/mixed; boundary=\"------------F1\"\n\n--------------F1\nContent-Type: text/plain; charset=UTF-8\n\nFYI\n\n--------------F1\nContent-Type: message/rfc822; name=\"x.eml\"\nContent-Disposition: attachment; filename=\"x.eml\"\nContent-Transfer-Encoding: 8bit\n"
                    )
                ),
                .. Crlf("").AsSpan(),
                .. inner.Item1,
                .. Crlf("\n--------------F1--"),
            ],
            s.OneFile,
            s.Member
        );
    }
}
