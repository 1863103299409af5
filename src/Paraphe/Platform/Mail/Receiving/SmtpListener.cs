using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Paraphe.Platform.Mail;

/// <summary>
/// Receives mail by SMTP. It knows no account and keeps nothing: <paramref name="recipient"/> says whether an address is one of
/// ours, <paramref name="store"/> keeps the message; the sender hears 250 only after it has returned, and 451 if it throws.
/// </summary>
public sealed partial class SmtpListener(
    SmtpListenerOptions options,
    Func<string, CancellationToken, ValueTask<RecipientAnswer>> recipient,
    Func<ReceivedMail, CancellationToken, ValueTask> store,
    TimeProvider time,
    ILogger<SmtpListener> log
) : IHostedService, IAsyncDisposable
{
    private readonly List<Socket> sockets = [];
    private readonly List<Task> accepting = [];
    private readonly ConcurrentDictionary<Task, byte> sessions = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborted = new();

    internal SmtpListenerOptions Options => options;

    internal TimeProvider Time => time;

    internal ClientLimits Limits { get; } = new(options, time);

    /// <summary>Where it really listens, once started.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; private set; } = [];

    /// <exception cref="SocketException">An endpoint is taken or not ours.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.SpoolFolder is { } folder)
            Directory.CreateDirectory(folder);
        foreach (var endpoint in options.Endpoints)
        {
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endpoint);
            socket.Listen(512);
        }
        Endpoints = [.. sockets.Select(s => (IPEndPoint)s.LocalEndPoint!)];
        accepting.AddRange(sockets.Select(s => Task.Run(() => AcceptAsync(s), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Says goodbye to those who wait; messages on their way get <see cref="SmtpListenerOptions.StopTime"/> to arrive.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        sockets.ForEach(s => s.Dispose());
        await Task.WhenAll(accepting);
        aborted.CancelAfter(options.StopTime);
        await using var now = cancellationToken.Register(aborted.Cancel);
        await Task.WhenAll(sessions.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        stopping.Dispose();
        aborted.Dispose();
    }

    internal async ValueTask<RecipientAnswer> AskAsync(string address, CancellationToken cancel)
    {
        try
        {
            return await recipient(address, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever went wrong on our side, the sender shall come back rather than believe the address is gone.
            LogAskFailed(e);
            return RecipientAnswer.Busy;
        }
    }

    internal async ValueTask<bool> StoreAsync(ReceivedMail mail, CancellationToken cancel)
    {
        try
        {
            await store(mail, cancel);
            return true;
        }
        catch (Exception e)
        {
            // Not stored for whatever reason: the sender keeps it and comes back.
            LogStoreFailed(e);
            return false;
        }
    }

    private async Task AcceptAsync(Socket socket)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var connection = await socket.AcceptAsync(stopping.Token);
                var session = Task.Run(() => TalkAsync(connection), CancellationToken.None);
                sessions.TryAdd(session, 0);
                _ = session.ContinueWith(t => sessions.TryRemove(t, out _), TaskScheduler.Default);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                // Stopped while waiting.
                return;
            }
            catch (SocketException e)
            {
                // Out of file handles, or a client gone before it was greeted: the next one may fare better.
                LogAcceptFailed(e);
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        try
        {
            if (socket.RemoteEndPoint is not IPEndPoint client)
                return;
            if (!Limits.Enter(client.Address, out var refusal))
            {
                await RefuseAsync(socket, refusal);
                return;
            }
            try
            {
                socket.NoDelay = true;
                await using var wire = new SmtpWire(socket);
                await new SmtpSession(this, wire, client, stopping.Token, aborted.Token).RunAsync();
            }
            finally
            {
                Limits.Leave(client.Address);
            }
        }
        catch (Exception e)
        {
            // One conversation's fault must not end the listener.
            LogSessionFailed(e);
        }
        finally
        {
            socket.Dispose();
        }
    }

    private static async Task RefuseAsync(Socket socket, string refusal)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(refusal + "\r\n"), soon.Token);
        socket.Shutdown(SocketShutdown.Both);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking for a recipient failed")]
    private partial void LogAskFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Storing a received message failed")]
    private partial void LogStoreFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Accepting a connection failed")]
    private partial void LogAcceptFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail conversation failed")]
    private partial void LogSessionFailed(Exception error);
}
