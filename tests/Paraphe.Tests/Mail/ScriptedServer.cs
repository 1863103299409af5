using System.Net;
using System.Net.Sockets;
using System.Text;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Mail;

/// <summary>A mail server that answers by rote: the first script whose beginning fits what the client says. "!" hangs up.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener tcp = new(IPAddress.Loopback, 0);
    private readonly (string Begins, string Reply)[] script;
    private readonly Task serving;

    public ScriptedServer(params (string Begins, string Reply)[] script)
    {
        this.script = script;
        tcp.Start();
        serving = ServeAsync();
    }

    /// <summary>Lines heard, those of the message in one.</summary>
    public List<string> Heard { get; } = [];

    public SmtpRoute Route(string user = "", string query = "") =>
        SmtpRoute.Parse($"smtp://{user}127.0.0.1:{((IPEndPoint)tcp.LocalEndpoint).Port}{query}");

    public async ValueTask DisposeAsync()
    {
        tcp.Stop();
        await serving.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await tcp.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await SayAsync(stream, Answer("", "220 fake ESMTP"));
            while (await reader.ReadLineAsync() is { } line)
            {
                Heard.Add(line);
                var reply = Answer(line, "250 OK");
                if (reply == "!")
                    return;
                await SayAsync(stream, reply);
                if (line == "DATA" && reply.StartsWith("354", StringComparison.Ordinal) && !await DataAsync(reader, stream))
                    return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the client hung up.
        }
    }

    private async Task<bool> DataAsync(StreamReader reader, Stream stream)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            data.Append(line).Append('\n');
        Heard.Add(data.ToString());
        var reply = Answer(".", "250 2.0.0 Queued as 1");
        if (reply == "!")
            return false;
        await SayAsync(stream, reply);
        return true;
    }

    private string Answer(string line, string otherwise) =>
        Array
            .Find(
                script,
                s => line.Length == 0 ? s.Begins.Length == 0 : s.Begins.Length > 0 && line.StartsWith(s.Begins, StringComparison.Ordinal)
            )
            .Reply
        ?? (
            line == "DATA" ? "354 Go"
            : line == "QUIT" ? "221 Bye"
            : otherwise
        );

    private static async Task SayAsync(Stream stream, string reply) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n"));
}
