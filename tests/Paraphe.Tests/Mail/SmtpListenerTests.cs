using System.Diagnostics;
using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

public class SmtpListenerTests
{
    [Fact]
    [Trait("Spec", "RQ 2")]
    public async Task A_message_is_stored_as_sent_before_the_sender_hears_250()
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();

        (await line.DeliverAsync("Subject: x\r\n\r\nHello\r\n..dot\r\n.. two\r\n\r\n.\r\n")).ShouldStartWith("250 2.0.0 Stored");

        var mail = server.Stored.ShouldHaveSingleItem();
        mail.Sender.ShouldBe("jean@example.fr");
        mail.Recipients.ShouldBe(["known@paraphe.example"]);
        Encoding.ASCII.GetString(mail.Raw).ShouldBe("Subject: x\r\n\r\nHello\r\n.dot\r\n. two\r\n\r\n");
        mail.Trace.ShouldStartWith(
            "Return-Path: <jean@example.fr>\r\nReceived: from client.example ([127.0.0.1])\r\n\tby mx.paraphe.example with ESMTP id "
        );
        (await line.SayAsync("QUIT")).ShouldStartWith("221 ");
        (await line.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task It_says_what_it_can_do()
    {
        await using var server = await Listening.StartAsync(
            new SmtpListenerOptions { Certificate = Listening.Certificate, MessageBytes = 1000 }
        );
        await using var line = await SmtpClientLine.OpenAsync(server.Endpoint, greet: false);
        (await line.HearAsync()).ShouldStartWith("220 mx.paraphe.example ESMTP");
        (await line.SayAsync("EHLO me.example"))
            .Split('\n')
            .Select(l => l[4..])
            .ShouldBe(["mx.paraphe.example", "PIPELINING", "SIZE 1000", "8BITMIME", "SMTPUTF8", "STARTTLS", "ENHANCEDSTATUSCODES"]);
        (await line.SayAsync("HELO me.example")).ShouldBe("250 mx.paraphe.example");
    }

    [Theory]
    [InlineData("known@paraphe.example", "250")]
    [InlineData("nobody@paraphe.example", "550")]
    [InlineData("busy@paraphe.example", "451")]
    [InlineData("broken@paraphe.example", "451")]
    [InlineData("@relay.example:known@paraphe.example", "250")]
    [InlineData("", "501")]
    [InlineData("two words@paraphe.example", "501")]
    [InlineData("knownz\u00e9@paraphe.example", "553")]
    public async Task Recipients_are_asked_for_one_by_one(string address, string code)
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        await line.SayAsync("MAIL FROM:<>");
        (await line.SayAsync($"RCPT TO:<{address}>")).ShouldStartWith(code + " ");
    }

    [Theory]
    [InlineData("DATA", "503")]
    [InlineData("RCPT TO:<known@paraphe.example>", "503")]
    [InlineData("MAIL FROM:jean@example.fr", "501")]
    [InlineData("MAIL FROM:<jean@example.fr> SIZE=99999999999", "552")]
    [InlineData("MAIL FROM:<jean@example.fr> SIZE=-1", "501")]
    [InlineData("MAIL FROM:<jean@example.fr> FOO=1", "555")]
    [InlineData("MAIL FROM:<jean@example.fr> BODY=8BITMIME SIZE=12 SMTPUTF8", "250")]
    [InlineData("mail from: <jean@example.fr>", "250")]
    [InlineData("EHLO", "501")]
    [InlineData("EHLO two words", "501")]
    [InlineData("STARTTLS", "502")]
    [InlineData("AUTH PLAIN AAAA", "502")]
    [InlineData("BDAT 3 LAST", "502")]
    [InlineData("VRFY jean", "252")]
    [InlineData("NOOP", "250")]
    [InlineData("RSET", "250")]
    [InlineData("HELP", "214")]
    [InlineData("", "500")]
    [InlineData("WHAT ever", "500")]
    public async Task Commands_get_their_codes(string command, string code)
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        (await line.SayAsync(command)).ShouldStartWith(code + " ");
    }

    [Fact]
    public async Task A_whole_pipelined_conversation_is_answered_in_order()
    {
        await using var server = await Listening.StartAsync();
        await using var line = await SmtpClientLine.OpenAsync(server.Endpoint, greet: false);
        await line.SendAsync(
            "EHLO c.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<known1@p.example>\r\nRCPT TO:<nobody@p.example>\r\nRCPT TO:<known2@p.example>\r\nDATA\r\n"
                + "one\r\n.\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<known3@p.example>\r\nDATA\r\ntwo\r\n.\r\nQUIT\r\n"
        );
        string[] codes = ["220", "250", "250", "250", "550", "250", "354", "250", "250", "250", "354", "250", "221"];
        foreach (var code in codes)
            (await line.HearAsync())[..3].ShouldBe(code);
        server.Stored.Select(s => string.Join(',', s.Recipients)).ShouldBe(["known1@p.example,known2@p.example", "known3@p.example"]);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_left_with_the_sender()
    {
        await using var server = await Listening.StartAsync();
        server.DiskIsFull = true;
        await using var line = await server.ConnectAsync();
        (await line.DeliverAsync("x\r\n.\r\n")).ShouldStartWith("451 ");
        server.DiskIsFull = false;
        (await line.DeliverAsync("x\r\n.\r\n")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task Big_messages_go_through_a_spool_file_byte_by_byte_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("paraphe-spool");
        await using var server = await Listening.StartAsync(
            new SmtpListenerOptions { SpoolFolder = folder.FullName, MemoryPerMessage = 10_000 }
        );
        await using var line = await server.ConnectAsync();
        var body = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"line {i} \u00e9\r\n"));
        (await line.DeliverAsync(body + ".\r\n")).ShouldStartWith("250 ");
        Encoding.UTF8.GetString(server.Stored.Single().Raw).ShouldBe(body);
        folder.GetFiles().ShouldBeEmpty();
        folder.Delete();
    }

    [Fact]
    public async Task Data_cut_into_single_bytes_is_the_same_message()
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        await line.EnvelopeAsync();
        await line.SayAsync("DATA");
        foreach (var c in "a\r\n..b\r\n.\r\n")
        {
            await line.SendAsync(c.ToString());
            await Task.Delay(2);
        }
        (await line.HearAsync()).ShouldStartWith("250 ");
        Encoding.ASCII.GetString(server.Stored.Single().Raw).ShouldBe("a\r\n.b\r\n");
    }

    [Fact]
    public async Task Mail_comes_in_under_tls()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { Certificate = Listening.Certificate });
        await using var line = await server.ConnectAsync();
        await line.StartTlsAsync();
        (await line.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("503 ");
        (await line.SayAsync("EHLO c.example")).ShouldNotContain("STARTTLS");
        (await line.DeliverAsync("x\r\n.\r\n")).ShouldStartWith("250 ");
        server.Stored.Single().Encrypted.ShouldBeTrue();
        server.Stored.Single().Trace.ShouldContain("with ESMTPS id");
    }

    [Fact]
    public async Task Stopping_says_goodbye_and_lets_a_message_arrive()
    {
        var server = await Listening.StartAsync();
        await using var idle = await server.ConnectAsync();
        await using var sending = await server.ConnectAsync();
        await sending.EnvelopeAsync();
        (await sending.SayAsync("DATA")).ShouldStartWith("354 ");
        await sending.SendAsync("half\r\n");
        var stopped = server.StopAsync();
        (await idle.HearAsync()).ShouldStartWith("421 ");
        (await idle.IsClosedAsync()).ShouldBeTrue();
        await sending.SendAsync("done\r\n.\r\n");
        (await sending.HearAsync()).ShouldStartWith("250 ");
        (await sending.HearAsync()).ShouldStartWith("421 ");
        await stopped;
        server.Stored.Count.ShouldBe(1);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Swaks_is_understood()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/swaks"), "swaks is not installed");
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { Certificate = Listening.Certificate });
        var start = new ProcessStartInfo("/usr/bin/swaks")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--server",
                "127.0.0.1",
                "--port",
                $"{server.Endpoint.Port}",
                "--from",
                "a@b.example",
                "--to",
                "known@p.example",
            },
        };
        start.ArgumentList.Add("--tls-optional");
        start.ArgumentList.Add("--body");
        start.ArgumentList.Add(".leading dot");
        using var swaks = Process.Start(start)!;
        var output = await swaks.StandardOutput.ReadToEndAsync() + await swaks.StandardError.ReadToEndAsync();
        await swaks.WaitForExitAsync();
        swaks.ExitCode.ShouldBe(0, output);
        Encoding.ASCII.GetString(server.Stored.Single().Raw).ShouldContain("\r\n.leading dot\r\n");
    }
}
