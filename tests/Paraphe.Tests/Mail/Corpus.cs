namespace Paraphe.Tests.Mail;

/// <summary>Messages in the manner of the programs people really use; the seeds of the mutations too.</summary>
internal static class Corpus
{
    public const string Outlook = """
        Received: from EUR05.example.com (10.0.0.1) by mx.example.org with SMTP; Mon, 2 Mar 2026 09:15:01 +0000
        From: =?iso-8859-1?Q?Andr=E9_Lef=E8vre?= <andre.lefevre@couverture-lefevre.example>
        To: "Demandes, Service" <demandes+acme@paraphe.example>
        Subject: =?iso-8859-1?Q?Devis_toiture_=E0_refaire_=2D_r=E9f=2E_12?=
         =?iso-8859-1?Q?_urgent?=
        Thread-Topic: Devis
        Date: Mon, 2 Mar 2026 10:15:00 +0100
        Message-ID: <AM0PR05MB1234@EUR05.example.com>
        Content-Language: fr-FR
        Content-Type: multipart/mixed;
        	boundary="_005_AM0PR05MB"
        MIME-Version: 1.0

        --_005_AM0PR05MB
        Content-Type: multipart/related; boundary="_004_AM0PR05MB"; type="multipart/alternative"

        --_004_AM0PR05MB
        Content-Type: multipart/alternative; boundary="_000_AM0PR05MB"

        --_000_AM0PR05MB
        Content-Type: text/plain; charset="iso-8859-1"
        Content-Transfer-Encoding: quoted-printable

        Bonjour,

        Le toit =E0 refaire fait 120 m=B2 ; budget 15 000 =80.
        --
        =20
        Andr=E9

        --_000_AM0PR05MB
        Content-Type: text/html; charset="iso-8859-1"
        Content-Transfer-Encoding: quoted-printable

        <html><body><p>Le toit =E0 refaire</p><img src=3D"cid:image001.png@01DA"></body></html>

        --_000_AM0PR05MB--

        --_004_AM0PR05MB
        Content-Type: image/png; name="image001.png"
        Content-Description: image001.png
        Content-Disposition: inline; filename="image001.png"; size=4
        Content-ID: <image001.png@01DA>
        Content-Transfer-Encoding: base64

        iVBORw==

        --_004_AM0PR05MB--

        --_005_AM0PR05MB
        Content-Type: application/pdf; name="=?iso-8859-1?Q?Plan_fa=E7ade.pdf?="
        Content-Disposition: attachment; filename*0*=iso-8859-1'fr'Plan%20fa; filename*1*=%E7ade; filename*2=.pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjcK

        --_005_AM0PR05MB--

        """;

    public const string AppleMail = """
        From: Marta Ruiz <marta@ruiz.example>
        Content-Type: multipart/mixed; boundary="Apple-Mail=_77"
        Mime-Version: 1.0 (Mac OS X Mail 16.0 \(3774\))
        Subject: Presupuesto
        Message-Id: <77@ruiz.example>
        In-Reply-To: <55@paraphe.example>
        References: <11@paraphe.example> <55@paraphe.example>
        Date: Tue, 3 Mar 2026 08:00:00 +0100 (CET)
        To: solicitudes@paraphe.example

        --Apple-Mail=_77
        Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes
        Content-Transfer-Encoding: 8bit

        Hola, adjunto la foto del te 
        jado.
        >> Citado largo 
        >> que sigue
        > Menos

        --Apple-Mail=_77
        Content-Disposition: inline; filename=tejado.jpeg
        Content-Type: image/jpeg; name="tejado.jpeg"
        Content-Transfer-Encoding: base64

        /9j/4A==
        --Apple-Mail=_77
        Content-Type: text/plain; charset=us-ascii

        Un saludo
        --Apple-Mail=_77--
        """;

    public const string Forwarded = """
        From: Anna <anna@acme.example>
        To: requests@paraphe.example
        Subject: Fwd: Angebot
        Date: 4 Mar 26 10:00 GMT
        Content-Type: multipart/mixed; boundary=b1

        --b1
        Content-Type: text/plain

        Bitte ansehen.
        --b1
        Content-Type: message/rfc822
        Content-Disposition: attachment; filename="Angebot.eml"

        From: =?utf-8?B?SsO8cmdlbiBXZWnDnw==?= <juergen@weiss.example>
        To: anna@acme.example
        Subject: =?UTF-8?B?QW5nZWJvdCBmw7w=?= =?UTF-8?B?ciBkYXMgRGFjaA==?=
        Content-Type: multipart/alternative; boundary=b2

        --b2
        Content-Type: text/plain; charset=windows-1252

        Grüße
        --b2
        Content-Type: text/html; charset=windows-1252

        <p>Gr&uuml;&szlig;e</p>
        --b2--
        --b1--
        """;

    public const string Calendar = """
        From: piet@dak.example
        To: aanvraag@paraphe.example
        Subject: Afspraak
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="cal"

        --cal
        Content-Type: text/plain; charset=UTF-8

        Tot dan
        --cal
        Content-Type: text/calendar; charset=UTF-8; method=REQUEST

        BEGIN:VCALENDAR
        END:VCALENDAR
        --cal--
        """;

    public const string Tnef = """
        From: a@b.example
        To: c@d.example
        Subject: rich
        Content-Type: multipart/mixed; boundary=t

        --t
        Content-Type: text/plain

        See attached
        --t
        Content-Type: application/ms-tnef; name="winmail.dat"
        Content-Transfer-Encoding: base64

        eJ8+IgA=
        --t--
        """;

    public const string Report = """
        Return-Path: <>
        From: MAILER-DAEMON@mx.example (Mail Delivery System)
        To: bounce@paraphe.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="A4/mx"

        --A4/mx
        Content-Type: text/plain

        I'm sorry to have to inform you
        --A4/mx
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Original-Envelope-Id: delivery+2B42
        Arrival-Date: Wed, 4 Mar 2026 10:00:00 +0000

        Final-Recipient: rfc822; jean@old.example
        Original-Recipient: rfc822;jean+2Bdevis@example.fr
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 <jean@old.example>: Recipient address
            rejected: User unknown

        Final-Recipient: rfc822; lea@example.fr
        Action: delayed
        Status: 4.4.1

        --A4/mx
        Content-Type: text/rfc822-headers

        From: devis@paraphe.example
        Message-ID: <our-1@paraphe.example>
        --A4/mx--
        """;

    public const string Qmail = """
        Return-Path: <>
        From: MAILER-DAEMON@host.example
        To: bounce@paraphe.example
        Subject: failure notice

        Hi. This is the qmail-send program at host.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <gone@customer.example>:
        192.0.2.7 does not like recipient.
        Remote host said: 550 5.7.1 Not welcome here
        Giving up on 192.0.2.7.

        --- Below this line is a copy of the message.

        Return-Path: <bounce@paraphe.example>
        Message-ID: <our-2@paraphe.example>
        To: gone@customer.example
        """;

    public const string Exim = """
        Return-Path: <>
        From: Mail Delivery System <Mailer-Daemon@exim.example>
        To: bounce@paraphe.example
        X-Failed-Recipients: full@customer.example
        Subject: Mail delivery failed: returning message to sender

        This message was created automatically by mail delivery software.

          full@customer.example
            host mx.customer.example [192.0.2.9]
            SMTP error from remote mail server after end of data:
            452 4.2.2 Mailbox full

        ------ This is a copy of the message, including all the headers. ------

        Message-ID: <our-3@paraphe.example>
        """;

    public const string Uuencoded = "From: a@b.example\nTo: c@d.example\nSubject: old\n\nHere:\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye\n";

    public const string NoHeaders = "Just words\nand more\n";

    public static IEnumerable<string> All => [Outlook, AppleMail, Forwarded, Calendar, Tnef, Report, Qmail, Exim, Uuencoded, NoHeaders];
}
