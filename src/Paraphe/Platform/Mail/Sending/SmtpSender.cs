using System.Net;
using System.Net.Sockets;

namespace Paraphe.Platform.Mail;

/// <summary>How long the sender waits.</summary>
public sealed record SmtpSenderOptions
{
    /// <summary>What we call ourselves in EHLO.</summary>
    public string HostName { get; init; } = "localhost";

    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For everything up to the message's last dot (RFC 5321 §4.5.3.2 gives each step minutes).</summary>
    public TimeSpan SendTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the answer to the last dot: hanging up too early doubles mail.</summary>
    public TimeSpan FinalTime { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>Hands messages to a mail server (RFC 5321 with STARTTLS, AUTH PLAIN and LOGIN, PIPELINING, SIZE, 8BITMIME, SMTPUTF8, DSN).</summary>
public sealed class SmtpSender(SmtpRoute route, SmtpSenderOptions? options = null)
{
    private readonly SmtpSenderOptions options = options ?? new SmtpSenderOptions();

    /// <summary>
    /// Hands over one message; the outcome answers for each recipient with the server's own words. Throws only if cancelled, or
    /// for an envelope that could not be written safely.
    /// </summary>
    /// <exception cref="ArgumentException">An address of the envelope holds control characters, blanks or brackets.</exception>
    public async Task<SmtpOutcome> SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken cancel = default)
    {
        var delivery = new SmtpDelivery(route, options, envelope, message);
        try
        {
            await TalkAsync(delivery, cancel);
            return delivery.Outcome(SmtpTrouble.None, "", null);
        }
        catch (SmtpException e)
        {
            return delivery.Outcome(e.Trouble, e.Message, e.Reply);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return delivery.Outcome(SmtpTrouble.Broken, $"The line to {route} broke", null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return delivery.Outcome(SmtpTrouble.Broken, $"{route} did not answer in time", null);
        }
    }

    private async Task TalkAsync(SmtpDelivery delivery, CancellationToken cancel)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(options.ConnectTime);
        await using var connection = await ConnectAsync(time.Token, cancel);
        time.CancelAfter(options.SendTime);
        await delivery.RunAsync(connection, time);
    }

    private async Task<SmtpConnection> ConnectAsync(CancellationToken time, CancellationToken cancel)
    {
        try
        {
            return await SmtpConnection.OpenAsync(route, time);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpException(SmtpTrouble.CannotConnect, $"No connection to {route} in time");
        }
    }
}
