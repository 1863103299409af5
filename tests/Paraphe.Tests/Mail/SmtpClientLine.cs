using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Paraphe.Tests.Mail;

/// <summary>A client that says exactly what it is told to, rules or not.</summary>
internal sealed class SmtpClientLine : IAsyncDisposable
{
    private readonly TcpClient tcp = new();
    private Stream stream = Stream.Null;

    public static async Task<SmtpClientLine> OpenAsync(IPEndPoint server, bool greet = true)
    {
        var line = new SmtpClientLine();
        await line.tcp.ConnectAsync(server);
        line.stream = line.tcp.GetStream();
        if (greet)
        {
            (await line.HearAsync()).ShouldStartWith("220 ");
            (await line.SayAsync("EHLO client.example")).ShouldStartWith("250-");
        }
        return line;
    }

    public Task SendAsync(string raw) => stream.WriteAsync(Encoding.UTF8.GetBytes(raw)).AsTask();

    public Task SendAsync(byte[] raw) => stream.WriteAsync(raw).AsTask();

    /// <summary>Says one line and hears the whole reply, its lines joined by \n.</summary>
    public async Task<string> SayAsync(string line)
    {
        await SendAsync(line + "\r\n");
        return await HearAsync();
    }

    public async Task<string> HearAsync()
    {
        var lines = new List<string>();
        do lines.Add(await LineAsync());
        while (lines[^1].Length > 3 && lines[^1][3] == '-');
        return string.Join('\n', lines);
    }

    /// <summary>True once the server has closed.</summary>
    public async Task<bool> IsClosedAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            return await stream.ReadAsync(new byte[1], soon.Token) == 0;
        }
        catch (IOException)
        {
            // A reset is an end as well.
            return true;
        }
    }

    public async Task StartTlsAsync(string? withGarbage = null)
    {
        await SendAsync("STARTTLS\r\n" + withGarbage);
        (await HearAsync()).ShouldStartWith("220 ");
        var tls = new SslStream(stream, false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        stream = tls;
    }

    public async Task EnvelopeAsync(string recipient = "known@paraphe.example")
    {
        (await SayAsync("MAIL FROM:<jean@example.fr>")).ShouldStartWith("250 ");
        (await SayAsync($"RCPT TO:<{recipient}>")).ShouldStartWith("250 ");
    }

    public async Task<string> DeliverAsync(string data)
    {
        await EnvelopeAsync();
        (await SayAsync("DATA")).ShouldStartWith("354 ");
        await SendAsync(data);
        return await HearAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        tcp.Dispose();
    }

    private async Task<string> LineAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, soon.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        throw new EndOfStreamException("The server closed");
    }
}
