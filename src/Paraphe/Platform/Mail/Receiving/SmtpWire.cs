using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>One line from the client, or why there is none.</summary>
internal readonly record struct SmtpLine(SmtpLineKind Kind, string Text = "");

internal enum SmtpLineKind
{
    Command,
    TooLong,
    BareLineEnd,
    Closed,
}

/// <summary>The bytes of one connection: lines in, replies out, both under TLS once that is started.</summary>
internal sealed class SmtpWire : IAsyncDisposable
{
    private const long MostDropped = 1024 * 1024;

    private readonly NetworkStream network;
    private Stream stream;
    private PipeReader reader;
    private PipeWriter writer;

    public SmtpWire(Socket socket)
    {
        stream = network = new NetworkStream(socket, ownsSocket: true);
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    public bool IsEncrypted { get; private set; }

    /// <summary>Puts a reply into the buffer; it leaves when nothing more is waiting to be read.</summary>
    public void Reply(string text) => writer.Write(Encoding.UTF8.GetBytes(text + "\r\n"));

    public async ValueTask FlushAsync(CancellationToken cancel) => await writer.FlushAsync(cancel);

    /// <summary>The next command line, which must end in CRLF. Replies are flushed before waiting.</summary>
    public async ValueTask<SmtpLine> ReadLineAsync(int limit, CancellationToken cancel)
    {
        var tooLong = false;
        var dropped = 0L;
        while (true)
        {
            var result = await ReadAsync(cancel);
            var buffer = result.Buffer;
            var lineEnd = buffer.PositionOf((byte)'\n');
            if (lineEnd is { } end)
            {
                var line = buffer.Slice(0, end);
                var text = line.Length <= limit ? Encoding.UTF8.GetString(line) : "";
                tooLong |= line.Length > limit;
                reader.AdvanceTo(buffer.GetPosition(1, end));
                if (tooLong)
                    return new SmtpLine(SmtpLineKind.TooLong);
                // A CR inside would be a line end to some and not to others.
                if (!text.EndsWith('\r') || text.IndexOf('\r', StringComparison.Ordinal) != text.Length - 1)
                    return new SmtpLine(SmtpLineKind.BareLineEnd);
                return new SmtpLine(SmtpLineKind.Command, text[..^1]);
            }
            if (result.IsCompleted)
                return new SmtpLine(SmtpLineKind.Closed);
            tooLong |= buffer.Length > limit;
            dropped += tooLong ? buffer.Length : 0;
            if (dropped > MostDropped)
                return new SmtpLine(SmtpLineKind.Closed);
            // What is too long anyway is not kept.
            reader.AdvanceTo(tooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    /// <summary>Feeds the message to <paramref name="data"/> until it has ended; false if the client has gone or sends without end.</summary>
    public async ValueTask<bool> ReadDataAsync(IncomingData data, Action beforeRead, CancellationToken cancel)
    {
        while (true)
        {
            beforeRead();
            var result = await ReadAsync(cancel);
            var consumed = 0L;
            foreach (var memory in result.Buffer)
            {
                consumed += data.Take(memory.Span);
                if (data.IsEnded)
                    break;
            }
            reader.AdvanceTo(result.Buffer.GetPosition(consumed));
            if (data.IsEnded)
                return true;
            if (result.IsCompleted || data.IsAbsurd)
                return false;
        }
    }

    /// <summary>Goes over to TLS. Whatever was sent in the clear after STARTTLS is thrown away (RFC 3207 §4.2).</summary>
    public async Task StartTlsAsync(X509Certificate2 certificate, CancellationToken cancel)
    {
        await reader.CompleteAsync();
        await writer.CompleteAsync();
        var tls = new SslStream(network, leaveInnerStreamOpen: true);
        stream = tls;
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        IsEncrypted = true;
    }

    public async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync();
        // With an exception, so that nothing is flushed to a client that may not read.
        await writer.CompleteAsync(new ObjectDisposedException(nameof(SmtpWire)));
        try
        {
            if (stream != network)
                await stream.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // TLS says goodbye on closing; the client may already be gone.
        }
        await network.DisposeAsync();
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancel)
    {
        if (reader.TryRead(out var ready))
            return ready;
        await FlushAsync(cancel);
        return await reader.ReadAsync(cancel);
    }
}
