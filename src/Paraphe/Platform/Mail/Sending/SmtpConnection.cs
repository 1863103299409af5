using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Our end of the line to a mail server: commands out, replies in, each within its time.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int LongestReplyLine = 8 * 1024;
    private const int MostReplyLines = 200;

    private readonly NetworkStream network;
    private readonly SmtpRoute route;
    private Stream stream;
    private PipeReader reader;

    private SmtpConnection(NetworkStream network, SmtpRoute route)
    {
        stream = this.network = network;
        this.route = route;
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    }

    public bool IsEncrypted { get; private set; }

    public static async Task<SmtpConnection> OpenAsync(SmtpRoute route, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(route.Host, route.Port, cancel);
            return new SmtpConnection(new NetworkStream(socket, ownsSocket: true), route);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException { SocketErrorCode: var code })
                throw new SmtpException(SmtpTrouble.CannotConnect, $"No connection to {route}: {code}");
            throw;
        }
    }

    public async Task StartTlsAsync(CancellationToken cancel)
    {
        // Words sent in the clear before TLS could be anybody's (CVE-2011-0411, seen from this side).
        if (reader.TryRead(out var early) && early.Buffer.Length > 0)
            throw new SmtpException(SmtpTrouble.NotEncrypted, "The server spoke before TLS had begun");
        await reader.CompleteAsync();
        var tls = new SslStream(network, leaveInnerStreamOpen: true);
        stream = tls;
        var options = new SslClientAuthenticationOptions { TargetHost = route.Host };
        if (route.CertificateHash is { } hash)
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString(HashAlgorithmName.SHA256).Equals(hash, StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            await tls.AuthenticateAsClientAsync(options, cancel);
        }
        catch (AuthenticationException e)
        {
            throw new SmtpException(SmtpTrouble.BadCertificate, $"TLS with {route} failed: {e.Message}");
        }
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        IsEncrypted = true;
    }

    public ValueTask WriteAsync(string lines, CancellationToken cancel) => stream.WriteAsync(Encoding.UTF8.GetBytes(lines), cancel);

    public async Task<SmtpReply> SayAsync(string line, CancellationToken cancel)
    {
        await WriteAsync(line + "\r\n", cancel);
        return await HearAsync(cancel);
    }

    public async Task<SmtpReply> HearAsync(CancellationToken cancel)
    {
        var lines = new List<string>();
        while (lines.Count < MostReplyLines)
        {
            var line = await LineAsync(cancel);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                break;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }
        throw new SmtpException(SmtpTrouble.Broken, "The server does not speak SMTP");
    }

    /// <summary>Sends the message with its dots doubled, every line ended by CRLF, and the final dot.</summary>
    public async Task WriteDataAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        var pieces = new OutgoingData(message);
        var buffer = new byte[64 * 1024];
        while (pieces.Next(buffer) is var count and > 0)
            await stream.WriteAsync(buffer.AsMemory(0, count), cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync();
        try
        {
            if (stream != network)
                await stream.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // TLS says goodbye on closing; the server may already be gone.
        }
        await network.DisposeAsync();
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancel);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(result.Buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line;
            }
            if (result.IsCompleted || result.Buffer.Length > LongestReplyLine)
                throw new SmtpException(SmtpTrouble.Broken, result.IsCompleted ? "The server hung up" : "The server's reply is too long");
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
