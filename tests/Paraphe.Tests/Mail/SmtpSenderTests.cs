using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class SmtpSenderTests
{
    private static readonly SmtpSenderOptions Quick = new()
    {
        HostName = "app.example",
        ConnectTime = TimeSpan.FromSeconds(2),
        SendTime = TimeSpan.FromSeconds(2),
        FinalTime = TimeSpan.FromSeconds(2),
    };

    private static readonly Envelope Envelope = new(
        "bounce+1@paraphe.example",
        ["known@p.example", "nobody@p.example", "busy@p.example"],
        "delivery 42"
    );

    private static Task<SmtpOutcome> SendAsync(
        SmtpRoute route,
        string message = "Subject: x\r\n\r\nHello\r\n",
        Envelope? envelope = null
    ) => new SmtpSender(route, Quick).SendAsync(envelope ?? Envelope, Encoding.UTF8.GetBytes(message));

    [Fact]
    [Trait("Spec", "SN 3")]
    public async Task Each_recipient_gets_the_servers_own_words()
    {
        await using var server = await Listening.StartAsync();
        var outcome = await SendAsync(SmtpRoute.Parse($"smtp://127.0.0.1:{server.Endpoint.Port}"), "Subject: x\r\n\r\n.a\n..b\rc\r\n.");

        outcome
            .Recipients.Select(r => (r.Address, r.Handover, r.Code))
            .ShouldBe([
                ("known@p.example", Handover.Accepted, 250),
                ("nobody@p.example", Handover.RefusedForGood, 550),
                ("busy@p.example", Handover.RefusedForNow, 451),
            ]);
        outcome.Recipients[1].Words.ShouldBe("5.1.1 No such address here");
        (outcome.Trouble, outcome.IsUncertain, outcome.IsAccepted).ShouldBe((SmtpTrouble.None, false, false));
        Encoding.ASCII.GetString(server.Stored.Single().Raw).ShouldBe("Subject: x\r\n\r\n.a\r\n..b\r\nc\r\n.\r\n");
    }

    [Fact]
    public async Task Mail_goes_out_under_tls_to_a_pinned_certificate_only()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { Certificate = Listening.Certificate });
        var hash = Listening.Certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var port = server.Endpoint.Port;

        (await SendAsync(SmtpRoute.Parse($"smtp://localhost:{port}?tls=required&certificate={hash}")))
            .Recipients[0]
            .Handover.ShouldBe(Handover.Accepted);
        server.Stored.Single().Encrypted.ShouldBeTrue();

        var untrusted = await SendAsync(SmtpRoute.Parse($"smtp://localhost:{port}"));
        untrusted.Trouble.ShouldBe(SmtpTrouble.BadCertificate);
        untrusted.Recipients.ShouldAllBe(r => r.Handover == Handover.RefusedForNow);
        var wrong = await SendAsync(SmtpRoute.Parse($"smtp://localhost:{port}?certificate={new string('0', 64)}"));
        wrong.Trouble.ShouldBe(SmtpTrouble.BadCertificate);
        server.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Implicit_tls_speaks_tls_from_the_first_byte()
    {
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        var first = Task.Run(async () =>
        {
            using var client = await tcp.AcceptTcpClientAsync();
            var bytes = new byte[1];
            await client.GetStream().ReadExactlyAsync(bytes);
            return bytes[0];
        });
        var outcome = await SendAsync(SmtpRoute.Parse($"smtps://127.0.0.1:{((IPEndPoint)tcp.LocalEndpoint).Port}"));
        (await first).ShouldBe((byte)22);
        outcome.IsAccepted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_offers_of_the_server_are_used()
    {
        await using var server = new ScriptedServer(
            ("EHLO", "250-fake\n250-PIPELINING\n250-SIZE 1000\n250-8BITMIME\n250-SMTPUTF8\n250 DSN")
        );
        var envelope = new Envelope("a@b.example", ["zoë@exämple.org", "jean+x@example.fr"], "id 1=2", NeedsSmtpUtf8: true);
        var outcome = await SendAsync(server.Route(), "Subject: \u00e9\r\n\r\n", envelope);

        outcome.IsAccepted.ShouldBeTrue();
        outcome.WillReport.ShouldBeTrue();
        server.Heard[1].ShouldBe("MAIL FROM:<a@b.example> SIZE=15 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=id+201+3D2");
        server.Heard[2].ShouldBe("RCPT TO:<zoë@xn--exmple-cua.org> NOTIFY=FAILURE,DELAY");
        server.Heard[3].ShouldBe("RCPT TO:<jean+x@example.fr> NOTIFY=FAILURE,DELAY ORCPT=rfc822;jean+2Bx@example.fr");
    }

    [Fact]
    public async Task A_server_of_the_old_days_is_spoken_to_plainly()
    {
        await using var server = new ScriptedServer(("EHLO", "500 What?"));
        var outcome = await SendAsync(server.Route(), envelope: new Envelope("", ["a@exämple.org", "zoë@b.example"]));
        server.Heard.ShouldContain("MAIL FROM:<>");
        server.Heard.ShouldContain("RCPT TO:<a@xn--exmple-cua.org>");
        outcome.Recipients.Select(r => r.Handover).ShouldBe([Handover.Accepted, Handover.RefusedForGood]);
        outcome.Recipients[1].Words.ShouldStartWith("5.6.7 ");
    }

    [Theory]
    [InlineData("PLAIN LOGIN", "AUTH PLAIN AGpvAHA6QHNz")]
    [InlineData("LOGIN", "AUTH LOGIN,am8=,cDpAc3M=")]
    public async Task It_signs_in(string ways, string expected)
    {
        await using var server = new ScriptedServer(
            ("EHLO", $"250-fake\n250 AUTH {ways}"),
            ("AUTH PLAIN", "235 Welcome"),
            ("AUTH LOGIN", "334 VXNlcm5hbWU6"),
            ("am8=", "334 UGFzc3dvcmQ6"),
            ("cDpAc3M=", "235 Welcome")
        );
        (await SendAsync(server.Route("jo:p%3A%40ss@"))).IsAccepted.ShouldBeTrue();
        string.Join(',', server.Heard.Skip(1).TakeWhile(l => !l.StartsWith("MAIL", StringComparison.Ordinal))).ShouldBe(expected);
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_mail_and_tells_the_owner()
    {
        await using var server = new ScriptedServer(("EHLO", "250-fake\n250 AUTH PLAIN"), ("AUTH", "535 5.7.8 Bad credentials"));
        var outcome = await SendAsync(server.Route("jo:secret@"));
        outcome.Trouble.ShouldBe(SmtpTrouble.NotAuthenticated);
        outcome.Recipients.ShouldAllBe(r => r.Handover == Handover.RefusedForNow && r.Words == "5.7.8 Bad credentials" && r.Code == 535);
        server.Route("jo:secret@").ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_goes_out_where_it_is_required()
    {
        await using var server = new ScriptedServer(("EHLO", "250-fake\n250 AUTH PLAIN"));
        var outcome = await SendAsync(server.Route("jo:secret@", "?tls=required"));
        outcome.Trouble.ShouldBe(SmtpTrouble.NotEncrypted);
        server.Heard.ShouldNotContain(l =>
            l.StartsWith("AUTH", StringComparison.Ordinal) || l.StartsWith("MAIL", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Words_injected_before_tls_end_the_conversation()
    {
        await using var server = new ScriptedServer(("EHLO", "250-fake\n250 STARTTLS"), ("STARTTLS", "220 Go\n250-fake\n250 AUTH PLAIN"));
        (await SendAsync(server.Route("jo:secret@"))).Trouble.ShouldBeOneOf(
            SmtpTrouble.NotEncrypted,
            SmtpTrouble.BadCertificate,
            SmtpTrouble.Broken
        );
        server.Heard.ShouldNotContain(l => l.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "554 5.7.1 Go away", Handover.RefusedForGood, SmtpTrouble.Refused)]
    [InlineData("", "421 Later", Handover.RefusedForNow, SmtpTrouble.Refused)]
    [InlineData("MAIL", "550 5.1.8 Bad sender", Handover.RefusedForGood, SmtpTrouble.Refused)]
    [InlineData("DATA", "452 Full", Handover.RefusedForNow, SmtpTrouble.None)]
    [InlineData(".", "554 5.7.1 Spam", Handover.RefusedForGood, SmtpTrouble.None)]
    [InlineData("RCPT", "!", Handover.RefusedForNow, SmtpTrouble.Broken)]
    [InlineData("", "HTTP/1.1 400 Bad Request", Handover.RefusedForNow, SmtpTrouble.Broken)]
    public async Task Refusals_count_for_every_recipient_they_concern(string at, string reply, Handover handover, SmtpTrouble trouble)
    {
        await using var server = new ScriptedServer((at, reply));
        var outcome = await SendAsync(server.Route());
        outcome.Recipients.ShouldAllBe(r => r.Handover == handover && r.Words.Length > 0);
        (outcome.Trouble, outcome.IsUncertain).ShouldBe((trouble, false));
    }

    [Fact]
    [Trait("Spec", "SN 2")]
    public async Task A_line_that_breaks_after_the_last_dot_leaves_it_uncertain()
    {
        await using var server = new ScriptedServer((".", "!"));
        var outcome = await SendAsync(server.Route());
        outcome.IsUncertain.ShouldBeTrue();
        outcome.Recipients.ShouldAllBe(r => r.Handover == Handover.RefusedForNow);
    }

    [Fact]
    public async Task A_server_that_never_answers_or_is_not_there_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var sender = new SmtpSender(SmtpRoute.Parse($"smtp://127.0.0.1:{port}"), Quick with { SendTime = TimeSpan.FromMilliseconds(200) });
        (await sender.SendAsync(Envelope, new byte[1])).Trouble.ShouldBe(SmtpTrouble.Broken);
        silent.Stop();
        (await sender.SendAsync(Envelope, new byte[1])).Trouble.ShouldBe(SmtpTrouble.CannotConnect);
    }

    [Fact]
    public async Task The_envelope_cannot_be_injected()
    {
        var route = SmtpRoute.Parse("smtp://127.0.0.1:1");
        foreach (var evil in new[] { "a@b.example>\r\nRCPT TO:<c@d.example", "a@b.example> NOTIFY=NEVER", "a\n@b.example" })
        {
            await Should.ThrowAsync<ArgumentException>(() => SendAsync(route, envelope: new Envelope(evil, ["a@b.example"])));
            await Should.ThrowAsync<ArgumentException>(() => SendAsync(route, envelope: new Envelope("", [evil])));
        }
        await Should.ThrowAsync<ArgumentException>(() => SendAsync(route, envelope: new Envelope("", ["a@b.example"], "x\r\ny")));
    }

    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 25, SmtpSecurity.StartTlsIfOffered)]
    [InlineData("smtp://u:p@mail.example", "mail.example", 587, SmtpSecurity.StartTlsIfOffered)]
    [InlineData("smtp://u:p@mail.example:2525?tls=required", "mail.example", 2525, SmtpSecurity.StartTlsRequired)]
    [InlineData("smtps://mail.example", "mail.example", 465, SmtpSecurity.Tls)]
    [InlineData("smtp://[::1]:25", "::1", 25, SmtpSecurity.StartTlsIfOffered)]
    public void A_route_is_read_from_its_setting(string url, string host, int port, SmtpSecurity security)
    {
        var route = SmtpRoute.Parse(url);
        (route.Host, route.Port, route.Security).ShouldBe((host, port, security));
    }

    [Theory]
    [InlineData("http://mail.example")]
    [InlineData("mail.example:25")]
    [InlineData("smtp://u:secret@mail.example?tls=never")]
    public void A_wrong_setting_is_explained_without_its_password(string url) =>
        Should.Throw<FormatException>(() => SmtpRoute.Parse(url)).Message.ShouldNotContain("secret");
}
