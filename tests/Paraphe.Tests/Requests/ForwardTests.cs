using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Requests;

/// <summary>What members forward, as the big programs write it in five languages (RQ 2).</summary>
public class ForwardTests(World world)
{
    private const string Words = "Guten Tag / Bonjour,\n\nTwo trees touch the roof.\n\nHélène";

    public static TheoryData<string, string> Programs()
    {
        var rows = new TheoryData<string, string>();
        void Add(string name, string head) => rows.Add(name, $"FYI, Léa\n\n{head}\n\n{Words}");
        const string who = "Hélène Perret <helene@mel.example>";
        Add(
            "Gmail en",
            $"---------- Forwarded message ---------\nFrom: {who}\nDate: Mon, 2 Mar 2026 at 10:15\nSubject: Trees\nTo: <lea@vallon.example>"
        );
        Add(
            "Gmail fr",
            $"---------- Forwarded message ---------\nDe : *Hélène Perret* <helene@mel.example>\nDate: lun. 2 mars 2026 à 10:15\nSubject: Trees\nTo: <lea@vallon.example>"
        );
        Add(
            "Gmail es",
            $"---------- Forwarded message ---------\nDe: {who}\nDate: lun, 2 mar 2026 a las 10:15\nSubject: Trees\nTo: <lea@vallon.example>"
        );
        Add(
            "Gmail de",
            $"---------- Forwarded message ---------\nVon: {who}\nDate: Mo., 2. März 2026 um 10:15 Uhr\nSubject: Trees\nTo: <lea@vallon.example>"
        );
        Add(
            "Gmail nl",
            $"---------- Forwarded message ---------\nVan: {who}\nDate: ma 2 mrt 2026 om 10:15\nSubject: Trees\nTo: <lea@vallon.example>"
        );
        Add(
            "Outlook en",
            $"________________________________\nFrom: {who}\nSent: Monday, March 2, 2026 10:15 AM\nTo: Léa Morel <lea@vallon.example>\nSubject: Trees"
        );
        Add(
            "Outlook fr",
            $"De : {who}\nEnvoyé : lundi 2 mars 2026 10:15\nÀ : Léa Morel <lea@vallon.example>\nCc : Théo <theo@vallon.example>\nObjet : Trees"
        );
        Add(
            "Outlook es",
            "De: Hélène Perret [mailto:helene@mel.example] \nEnviado el: lunes, 2 de marzo de 2026 10:15\nPara: Léa Morel\nAsunto: Trees"
        );
        Add(
            "Outlook de",
            $"-----Ursprüngliche Nachricht-----\nVon: {who} \nGesendet: Montag, 2. März 2026 10:15\nAn: Léa Morel <lea@vallon.example>\nBetreff: Trees"
        );
        Add("Outlook nl", $"Van: {who}\nVerzonden: maandag 2 maart 2026 10:15\nAan: Léa Morel <lea@vallon.example>\nOnderwerp: Trees");
        Add(
            "Thunderbird en",
            $"-------- Forwarded Message --------\nSubject: \tTrees\nDate: \tMon, 2 Mar 2026 10:15:00 +0100\nFrom: \t{who}\nTo: \tLéa <lea@vallon.example>"
        );
        Add(
            "Thunderbird fr",
            $"-------- Message transféré --------\nSujet : \tTrees\nDate : \tMon, 2 Mar 2026 10:15:00 +0100\nDe : \t{who}\nPour : \tLéa <lea@vallon.example>"
        );
        Add(
            "Thunderbird es",
            $"-------- Mensaje reenviado --------\nAsunto: \tTrees\nFecha: \tMon, 2 Mar 2026 10:15:00 +0100\nDe: \t{who}\nPara: \tLéa <lea@vallon.example>"
        );
        Add(
            "Thunderbird de",
            $"-------- Weitergeleitete Nachricht --------\nBetreff: \tTrees\nDatum: \tMon, 2 Mar 2026 10:15:00 +0100\nVon: \t{who}\nAn: \tLéa <lea@vallon.example>"
        );
        Add(
            "Thunderbird nl",
            $"-------- Doorgestuurd bericht --------\nOnderwerp: \tTrees\nDatum: \tMon, 2 Mar 2026 10:15:00 +0100\nVan: \t{who}\nAan: \tLéa <lea@vallon.example>"
        );
        void Apple(string name, string begin, string head) =>
            rows.Add(name, $"{begin}\n\n{string.Join('\n', $"{head}\n\n{Words}".Split('\n').Select(line => "> " + line))}");
        Apple(
            "Apple Mail en",
            "Begin forwarded message:",
            $"From: {who}\nSubject: Trees\nDate: 2 March 2026 at 10:15:00 CET\nTo: Léa <lea@vallon.example>"
        );
        Apple(
            "Apple Mail fr",
            "Début du message réexpédié :",
            $"De: {who}\nObjet: Trees\nDate: 2 mars 2026 à 10:15:00 UTC+1\nÀ: Léa <lea@vallon.example>"
        );
        Apple(
            "Apple Mail es",
            "Inicio del mensaje reenviado:",
            $"De: {who}\nAsunto: Trees\nFecha: 2 de marzo de 2026, 10:15:00 CET\nPara: Léa <lea@vallon.example>"
        );
        Apple(
            "Apple Mail de",
            "Anfang der weitergeleiteten Nachricht:",
            $"Von: {who}\nBetreff: Trees\nDatum: 2. März 2026 um 10:15:00 MEZ\nAn: Léa <lea@vallon.example>"
        );
        Apple(
            "Apple Mail nl",
            "Begin doorgestuurd bericht:",
            $"Van: {who}\nOnderwerp: Trees\nDatum: 2 maart 2026 om 10:15:00 CET\nAan: Léa <lea@vallon.example>"
        );
        return rows;
    }

    [Theory, MemberData(nameof(Programs)), Trait("Spec", "RQ 2")]
    public void The_one_who_wrote_it_is_found(string program, string text)
    {
        var raw =
            $"From: Léa <lea@vallon.example>\nTo: demandes@paraphe.example\nSubject: Fwd: Trees\nContent-Type: text/plain; charset=utf-8\n\n{text}";
        var found = ForwardedMail
            .Find(Read(raw), address => address.EndsWith("@vallon.example", StringComparison.Ordinal))
            .ShouldNotBeNull(program);

        found.Sender.Address.ShouldBe("helene@mel.example");
        found.Sender.Name.ShouldBe("Hélène Perret");
        found.Subject.ShouldBe("Trees");
        found.Text.ShouldBe(Words);
    }

    [Theory, Trait("Spec", "RQ 2")]
    [InlineData(
        "<div dir=\"ltr\">FYI<br><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">---------- Forwarded message ---------<br>De : <strong class=\"gmail_sendername\" dir=\"auto\">Hélène Perret</strong> <span dir=\"auto\">&lt;<a href=\"mailto:helene@mel.example\">helene@mel.example</a>&gt;</span><br>Date: lun. 2 mars 2026 à 10:15<br>Subject: Trees<br>To: &lt;<a href=\"mailto:lea@vallon.example\">lea@vallon.example</a>&gt;<br></div><br><br><div>Two trees</div></div></div>"
    )]
    [InlineData(
        "<p class=\"MsoNormal\">FYI</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p class=\"MsoNormal\"><b>Von:</b> Hélène Perret &lt;helene@mel.example&gt; <br><b>Gesendet:</b> Montag, 2. März 2026 10:15<br><b>An:</b> Léa Morel &lt;lea@vallon.example&gt;<br><b>Betreff:</b> Trees</p></div><p class=\"MsoNormal\">Two trees</p>"
    )]
    [InlineData(
        "<div>Begin doorgestuurd bericht:</div><br><blockquote type=\"cite\"><div><span><b>Van: </b></span><span>Hélène Perret &lt;<a href=\"mailto:helene@mel.example\">helene@mel.example</a>&gt;<br></span></div><div><span><b>Onderwerp: </b></span><span><b>Trees</b><br></span></div><div><span><b>Datum: </b></span><span>2 maart 2026 om 10:15<br></span></div><div><span><b>Aan: </b></span><span>lea@vallon.example<br></span></div><br><div>Two trees</div></blockquote>"
    )]
    [InlineData(
        "<p>FYI</p><div class=\"moz-forward-container\"><br>-------- Mensaje reenviado --------<table class=\"moz-email-headers-table\"><tbody><tr><th nowrap align=\"RIGHT\">Asunto: </th><td>Trees</td></tr><tr><th>Fecha: </th><td>Mon, 2 Mar 2026 10:15:00 +0100</td></tr><tr><th>De: </th><td>Hélène Perret <a href=\"mailto:helene@mel.example\">&lt;helene@mel.example&gt;</a></td></tr><tr><th>Para: </th><td>lea@vallon.example</td></tr></tbody></table><br><p>Two trees</p></div>"
    )]
    public void Html_alone_tells_it_too(string html)
    {
        var raw = $"From: Léa <lea@vallon.example>\nSubject: Fwd: Trees\nContent-Type: text/html; charset=utf-8\n\n{html}";
        var found = ForwardedMail
            .Find(Read(raw), address => address.EndsWith("@vallon.example", StringComparison.Ordinal))
            .ShouldNotBeNull();
        found.Sender.Address.ShouldBe("helene@mel.example");
        found.Sender.Name.ShouldBe("Hélène Perret");
        found.Subject.ShouldBe("Trees");
        found.Text.ShouldStartWith("Two trees");
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Forwarded_as_an_attachment_the_message_itself_becomes_the_request()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var inner = Letters.Ask(more: "X-Mailer: Thunderbird");
        await box.Deliver(
            $"From: {office.Member.Email}\nTo: x@y.example\nSubject: TR: Taille\nMessage-ID: <fwd@vallon.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                + $"--b\nContent-Type: text/plain\n\nPour info\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=\"Taille.eml\"\n\n{inner}\n--b--",
            from: office.Member.Email!
        );

        var request = await box.Only();
        request.Name.ShouldBe("Hélène Perret");
        request.Email.ShouldBe("helene@mel.example");
        request.Subject.ShouldBe("Taille de deux tilleuls");
        var message = (await box.Messages(request)).Single(row => row.Kind == MessageKind.In);
        message.Text.ShouldStartWith("Bonjour,");
        message.MemberId.ShouldBe(office.Member.Id);
        (await office.Get($"/requests/{request.Id}")).TextOf("article.msg").ShouldContain("Léa Morel");
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Only_a_members_forward_changes_who_asks()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(
            Letters.Ask(
                "Fwd: Trees",
                from: "Stranger <stranger@elsewhere.example>",
                text: "---------- Forwarded message ---------\nFrom: Hélène Perret <helene@mel.example>\nDate: Mon, 2 Mar 2026\nSubject: Trees\nTo: <x@y.example>\n\nHello"
            )
        );
        (await box.Only()).Email.ShouldBe("stranger@elsewhere.example");
    }

    private static MailMessage Read(string raw) => MimeReader.Read(System.Text.Encoding.UTF8.GetBytes(raw.ReplaceLineEndings("\r\n")));
}
