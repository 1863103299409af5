using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

/// <summary>Issue of every mail server's life: refused or timed out, the others not disturbed.</summary>
public class SmtpListenerAttackTests
{
    private const string Smuggled = "MAIL FROM:<ceo@victim.example>\r\nRCPT TO:<known@p.example>\r\nDATA\r\nsmuggled\r\n.\r\n";

    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r.\r")]
    [InlineData("\r\n.\r")]
    [InlineData("\r.\r\n")]
    [InlineData("\r\n.\r\r\n")]
    [InlineData("\r\n\0.\n")]
    [InlineData("\n..\r\n")]
    public async Task Nothing_is_smuggled_behind_a_false_end_of_data(string falseEnd)
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        (await line.DeliverAsync("outer" + falseEnd + Smuggled)).ShouldStartWith("554 5.6.0");
        server.Stored.ShouldBeEmpty();
        (await line.DeliverAsync("honest\r\n.\r\n")).ShouldStartWith("250 ");
    }

    [Theory]
    [InlineData("NOOP\n")]
    [InlineData("NOOP\rNOOP\r\n")]
    [InlineData("MAIL FROM:<a@b.example>\nRCPT TO:<known@p.example>\r\n")]
    public async Task Commands_must_end_in_CRLF(string command)
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        await line.SendAsync(command);
        (await line.HearAsync()).ShouldStartWith("521 ");
        (await line.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_pipelined_behind_STARTTLS_is_thrown_away()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { Certificate = Listening.Certificate });
        await using var line = await server.ConnectAsync();
        await line.StartTlsAsync(withGarbage: "MAIL FROM:<evil@b.example>\r\nRCPT TO:<known@p.example>\r\n");
        (await line.SayAsync("EHLO c.example")).ShouldStartWith("250-");
        (await line.SayAsync("DATA")).ShouldStartWith("503 ");
    }

    [Fact]
    public async Task A_browser_led_here_is_shown_the_door()
    {
        await using var server = await Listening.StartAsync();
        await using var line = await SmtpClientLine.OpenAsync(server.Endpoint, greet: false);
        await line.HearAsync();
        await line.SendAsync("POST / HTTP/1.1\r\nHost: x\r\n\r\nEHLO c.example\r\n" + Smuggled);
        (await line.HearAsync()).ShouldStartWith("521 ");
        (await line.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task An_overlong_command_is_refused_and_the_next_one_heard()
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        (await line.SayAsync("NOOP " + new string('x', 100_000))).ShouldStartWith("500 ");
        (await line.SayAsync("NOOP")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task A_command_without_end_is_hung_up_on()
    {
        await using var server = await Listening.StartAsync();
        await using var line = await server.ConnectAsync();
        try
        {
            for (var i = 0; i < 200; i++)
                await line.SendAsync(new string('x', 100_000));
        }
        catch (IOException)
        {
            // Hung up while we were still talking: that is the point.
        }
        (await line.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Messages_and_lines_beyond_the_limits_are_refused_without_being_kept()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { MessageBytes = 100_000, LineBytes = 5_000 });
        await using var line = await server.ConnectAsync();
        (await line.DeliverAsync(string.Concat(Enumerable.Repeat("twenty bytes a line\r\n", 6_000)) + ".\r\n")).ShouldStartWith(
            "552 5.3.4"
        );
        (await line.DeliverAsync(new string('x', 6_000) + "\r\n.\r\n")).ShouldStartWith("554 5.6.0");
        (await line.DeliverAsync(new string('x', 4_000) + "\r\n.\r\n")).ShouldStartWith("250 ");
        server.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_without_end_is_hung_up_on()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { MessageBytes = 10_000 });
        await using var line = await server.ConnectAsync();
        await line.EnvelopeAsync();
        await line.SayAsync("DATA");
        try
        {
            for (var i = 0; i < 200; i++)
                await line.SendAsync(new string('x', 100_000) + "\r\n");
        }
        catch (IOException)
        {
            // Hung up while we were still talking: that is the point.
        }
        server.Stored.ShouldBeEmpty();
        await using var other = await server.ConnectAsync();
        (await other.DeliverAsync("x\r\n.\r\n")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task A_client_that_stalls_is_timed_out_and_the_others_are_not_slowed()
    {
        var options = new SmtpListenerOptions { IdleTime = TimeSpan.FromMilliseconds(400), DataStallTime = TimeSpan.FromMilliseconds(400) };
        await using var server = await Listening.StartAsync(options);
        await using var silent = await server.ConnectAsync();
        await using var stuck = await server.ConnectAsync();
        await stuck.EnvelopeAsync();
        await stuck.SayAsync("DATA");
        await stuck.SendAsync("half a mess");
        await using var busy = await server.ConnectAsync();
        (await busy.DeliverAsync("x\r\n.\r\n")).ShouldStartWith("250 ");
        (await silent.HearAsync()).ShouldStartWith("421 4.4.2");
        (await stuck.HearAsync()).ShouldStartWith("421 4.4.2");
        (await silent.IsClosedAsync()).ShouldBeTrue();
        (await stuck.IsClosedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_message_dripping_in_is_ended_by_the_time_for_a_whole_one()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { DataTime = TimeSpan.FromMilliseconds(300) });
        await using var line = await server.ConnectAsync();
        await line.EnvelopeAsync();
        await line.SayAsync("DATA");
        var heard = line.HearAsync();
        for (var i = 0; i < 100 && !heard.IsCompleted; i++)
        {
            await line.SendAsync("x");
            await Task.WhenAny(heard, Task.Delay(20));
        }
        (await heard).ShouldStartWith("421 ");
    }

    [Fact]
    public async Task Too_many_errors_commands_or_recipients_end_it()
    {
        await using var server = await Listening.StartAsync(
            new SmtpListenerOptions
            {
                Errors = 3,
                Commands = 10,
                Recipients = 2,
            }
        );
        await using var guesser = await server.ConnectAsync();
        await guesser.SayAsync("MAIL FROM:<>");
        await guesser.SayAsync("RCPT TO:<guess1@p.example>");
        await guesser.SayAsync("RCPT TO:<guess2@p.example>");
        (await guesser.SayAsync("RCPT TO:<guess3@p.example>")).ShouldStartWith("550 ");
        (await guesser.HearAsync()).ShouldStartWith("421 ");

        await using var chatterer = await server.ConnectAsync();
        for (var i = 0; i < 9; i++)
            (await chatterer.SayAsync("NOOP")).ShouldStartWith("250 ");
        (await chatterer.SayAsync("NOOP")).ShouldStartWith("421 ");

        await using var many = await server.ConnectAsync();
        await many.EnvelopeAsync();
        (await many.SayAsync("RCPT TO:<known2@p.example>")).ShouldStartWith("250 ");
        (await many.SayAsync("RCPT TO:<known3@p.example>")).ShouldStartWith("452 ");
    }

    [Fact]
    public async Task Each_client_has_its_share_of_connections_and_messages()
    {
        var options = new SmtpListenerOptions
        {
            ConnectionsPerClient = 2,
            MessagesPerClientAndMinute = 1,
            IsTrusted = _ => false,
        };
        await using var server = await Listening.StartAsync(options);
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();
        await using (var third = await SmtpClientLine.OpenAsync(server.Endpoint, greet: false))
        {
            (await third.HearAsync()).ShouldStartWith("421 4.7.0");
            (await third.IsClosedAsync()).ShouldBeTrue();
        }
        (await first.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("250 ");
        (await second.SayAsync("MAIL FROM:<a@b.example>")).ShouldStartWith("451 4.7.0");
    }

    [Fact]
    public async Task The_house_is_full_at_its_limit_and_open_again_after()
    {
        await using var server = await Listening.StartAsync(new SmtpListenerOptions { Connections = 1 });
        var first = await server.ConnectAsync();
        await using (var second = await SmtpClientLine.OpenAsync(server.Endpoint, greet: false))
            (await second.HearAsync()).ShouldStartWith("421 4.3.2");
        await first.SayAsync("QUIT");
        (await first.IsClosedAsync()).ShouldBeTrue();
        await first.DisposeAsync();
        await Task.Delay(100);
        await using var third = await server.ConnectAsync();
        (await third.SayAsync("NOOP")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task Noise_breaks_nothing()
    {
        await using var server = await Listening.StartAsync();
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            await using var line = await SmtpClientLine.OpenAsync(server.Endpoint, greet: false);
            var noise = new byte[random.Next(5_000)];
            random.NextBytes(noise);
            byte[] raw =
            [
                .. i % 2 == 0 ? "EHLO c.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<known@p.example>\r\nDATA\r\n"u8 : [],
                .. noise,
            ];
            await line.SendAsync(raw);
        }
        await using var honest = await server.ConnectAsync();
        (await honest.DeliverAsync("x\r\n.\r\n")).ShouldStartWith("250 ");
        server.Stored.Select(s => Encoding.ASCII.GetString(s.Raw)).ShouldBe(["x\r\n"]);
    }
}
