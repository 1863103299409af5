using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Paraphe.Bench;

/// <summary>A mail server that hands messages to ours, one after the other over one connection.</summary>
public sealed class MailLine : IDisposable
{
    private readonly TcpClient client = new() { NoDelay = true };
    private readonly NetworkStream stream;
    private readonly StreamReader answers;

    private MailLine(IPEndPoint server)
    {
        client.Connect(server);
        stream = client.GetStream();
        answers = new StreamReader(stream, Encoding.ASCII);
    }

    public static async Task<MailLine> Open(IPEndPoint server)
    {
        var line = new MailLine(server);
        await line.Hear("220");
        await line.Say("EHLO bench.example", "250");
        return line;
    }

    /// <summary>Returns when the message was answered with 250.</summary>
    /// <param name="raw">Ends in CR LF, with doubled dots where a line begins with one.</param>
    /// <param name="ended">Called when the last byte has left.</param>
    public async Task Hand(byte[] raw, string to, Action? ended = null)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"MAIL FROM:<bench@sender.example> BODY=8BITMIME\r\nRCPT TO:<{to}>\r\nDATA\r\n"));
        await Hear("250");
        await Hear("250");
        await Hear("354");
        await stream.WriteAsync(raw);
        await stream.WriteAsync(".\r\n"u8.ToArray());
        ended?.Invoke();
        await Hear("250");
    }

    public void Dispose()
    {
        answers.Dispose();
        client.Dispose();
    }

    private async Task Say(string words, string code)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"));
        await Hear(code);
    }

    private async Task Hear(string code)
    {
        while (true)
        {
            var line = await answers.ReadLineAsync() ?? throw new IOException("The server hung up");
            if (!line.StartsWith(code, StringComparison.Ordinal))
                throw new IOException($"{code} expected, heard: {line}");
            if (line.Length < 4 || line[3] != '-')
                return;
        }
    }
}
