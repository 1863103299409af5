using System.Globalization;
using System.Net;
using System.Security.Authentication;

namespace Paraphe.Platform.Mail;

/// <summary>What one client and we say to each other (RFC 5321).</summary>
internal sealed class SmtpSession(
    SmtpListener listener,
    SmtpWire wire,
    IPEndPoint client,
    CancellationToken stopping,
    CancellationToken aborted
)
{
    private readonly SmtpListenerOptions options = listener.Options;
    private readonly List<string> recipients = [];
    private string helo = "";
    private bool isExtended;
    private string? sender;
    private bool isUtf8;
    private int commands;
    private int errors;
    private bool isOver;

    public async Task RunAsync()
    {
        try
        {
            using var idle = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            try
            {
                wire.Reply($"220 {options.HostName} ESMTP Paraphe");
                while (!isOver)
                    await TakeLineAsync(idle);
            }
            catch (OperationCanceledException)
            {
                wire.Reply(stopping.IsCancellationRequested ? "421 4.3.2 Closing down, try again later" : "421 4.4.2 Waited too long");
            }
            using var goodbye = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await wire.FlushAsync(goodbye.Token);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or AuthenticationException
                        or OperationCanceledException
                        or ObjectDisposedException
                        or InvalidOperationException
            )
        {
            // The client is gone, or TLS failed: there is nobody left to answer.
        }
    }

    private async Task TakeLineAsync(CancellationTokenSource idle)
    {
        idle.CancelAfter(listener.Limits.IsBusy ? options.IdleTimeWhenBusy : options.IdleTime);
        var line = await wire.ReadLineAsync(options.CommandBytes, idle.Token);
        // From here on it is we who take the time.
        idle.CancelAfter(Timeout.InfiniteTimeSpan);
        switch (line.Kind)
        {
            case SmtpLineKind.Closed:
                isOver = true;
                return;
            case SmtpLineKind.BareLineEnd:
                Close("521 5.5.2 Lines end in CR LF");
                return;
            case SmtpLineKind.TooLong:
                Refuse("500 5.5.2 Line too long");
                return;
        }
        if (++commands > options.Commands)
        {
            Close("421 4.7.0 Too many commands");
            return;
        }
        await AnswerAsync(line.Text, idle);
    }

    private async Task AnswerAsync(string line, CancellationTokenSource idle)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var verb = (space < 0 ? line : line[..space]).ToUpperInvariant();
        var argument = space < 0 ? "" : line[(space + 1)..].Trim();
        switch (verb)
        {
            case "EHLO" or "HELO":
                Greet(argument, verb == "EHLO");
                break;
            case "MAIL":
                Mail(argument);
                break;
            case "RCPT":
                await RecipientAsync(argument, idle);
                break;
            case "DATA":
                await DataAsync(argument);
                break;
            case "STARTTLS":
                await StartTlsAsync(argument, idle);
                break;
            case "RSET":
                Reset();
                wire.Reply("250 2.0.0 Forgotten");
                break;
            case "NOOP":
                wire.Reply("250 2.0.0 Fine");
                break;
            case "VRFY":
                wire.Reply("252 2.1.5 Send and see");
                break;
            case "HELP":
                wire.Reply("214 2.0.0 RFC 5321");
                break;
            case "QUIT":
                Close("221 2.0.0 Goodbye");
                break;
            case "GET" or "POST" or "PUT" or "CONNECT" or "HEAD" or "OPTIONS":
                // A browser led here by a form: what follows must not be read as commands.
                Close("521 5.5.1 This is no web server");
                break;
            case "EXPN" or "AUTH" or "BDAT" or "TURN" or "ETRN":
                Refuse("502 5.5.1 Not offered");
                break;
            default:
                Refuse("500 5.5.2 Not understood");
                break;
        }
    }

    private void Greet(string name, bool extended)
    {
        if (name.Length is 0 or > 255 || !name.All(c => c is > ' ' and <= '~'))
        {
            Refuse("501 5.5.4 Give your host name");
            return;
        }
        Reset();
        (helo, isExtended) = (name, extended);
        if (!extended)
        {
            wire.Reply($"250 {options.HostName}");
            return;
        }
        wire.Reply($"250-{options.HostName}");
        wire.Reply("250-PIPELINING");
        wire.Reply(string.Create(CultureInfo.InvariantCulture, $"250-SIZE {options.MessageBytes}"));
        wire.Reply("250-8BITMIME");
        wire.Reply("250-SMTPUTF8");
        if (options.Certificate is not null && !wire.IsEncrypted)
            wire.Reply("250-STARTTLS");
        wire.Reply("250 ENHANCEDSTATUSCODES");
    }

    private void Mail(string argument)
    {
        if (helo.Length == 0)
            Refuse("503 5.5.1 EHLO first");
        else if (sender is not null)
            Refuse("503 5.5.1 One sender a message");
        else if (!argument.StartsWith("FROM:", StringComparison.OrdinalIgnoreCase) || SmtpPath.Parse(argument[5..]) is not { } path)
            Refuse("501 5.1.7 MAIL FROM:<address>");
        else if (path.Parameters.Keys.FirstOrDefault(p => p.ToUpperInvariant() is not ("SIZE" or "BODY" or "SMTPUTF8")) is not null)
            Refuse("555 5.5.4 Parameter not offered");
        else if (path.Parameters.TryGetValue("BODY", out var body) && body.ToUpperInvariant() is not ("7BIT" or "8BITMIME"))
            Refuse("501 5.5.4 BODY is 7BIT or 8BITMIME");
        else if (!path.IsAscii && !path.Parameters.ContainsKey("SMTPUTF8"))
            Refuse("553 5.6.7 Say SMTPUTF8 for such an address");
        else if (path.Parameters.TryGetValue("SIZE", out var text) && !IsSizeTaken(text, out var refusal))
            Refuse(refusal);
        else if (!listener.Limits.TakeMessage(client.Address))
            Refuse("451 4.7.0 Too many messages a minute, try again later");
        else
        {
            (sender, isUtf8) = (path.Address, path.Parameters.ContainsKey("SMTPUTF8"));
            wire.Reply("250 2.1.0 Sender noted");
        }
    }

    private bool IsSizeTaken(string text, out string refusal)
    {
        refusal = "501 5.5.4 SIZE is a number";
        if (text.Length is 0 or > 20 || !text.All(char.IsAsciiDigit))
            return false;
        refusal = "552 5.3.4 Message too large";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= options.MessageBytes;
    }

    private async Task RecipientAsync(string argument, CancellationTokenSource idle)
    {
        if (sender is null)
            Refuse("503 5.5.1 MAIL first");
        else if (
            !argument.StartsWith("TO:", StringComparison.OrdinalIgnoreCase)
            || SmtpPath.Parse(argument[3..]) is not { Address.Length: > 0 } path
        )
            Refuse("501 5.1.3 RCPT TO:<address>");
        else if (path.Parameters.Count > 0)
            Refuse("555 5.5.4 Parameter not offered");
        else if (!path.IsAscii && !isUtf8)
            Refuse("553 5.6.7 Say SMTPUTF8 for such an address");
        else if (recipients.Count >= options.Recipients)
            Refuse("452 4.5.3 Too many recipients");
        else
            await AskAsync(path.Address, idle);
    }

    private async Task AskAsync(string address, CancellationTokenSource idle)
    {
        switch (await listener.AskAsync(address, idle.Token))
        {
            case RecipientAnswer.Known:
                recipients.Add(address);
                wire.Reply("250 2.1.5 Recipient noted");
                break;
            case RecipientAnswer.Busy:
                wire.Reply("451 4.3.0 Cannot tell now, try again later");
                break;
            default:
                Refuse("550 5.1.1 No such address here");
                break;
        }
    }

    private async Task DataAsync(string argument)
    {
        if (argument.Length > 0)
            Refuse("501 5.5.4 DATA stands alone");
        else if (sender is null)
            Refuse("503 5.5.1 MAIL first");
        else if (recipients.Count == 0)
            Refuse("554 5.5.1 No valid recipients");
        else
            await ReceiveAsync();
    }

    private async Task ReceiveAsync()
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(stall.Token);
        whole.CancelAfter(options.DataTime);
        wire.Reply("354 Go on, end with a dot on a line of its own");
        using var spool = new Spool(options.MemoryPerMessage, options.SpoolFolder);
        var data = new IncomingData(spool, options.MessageBytes, options.LineBytes);
        if (!await wire.ReadDataAsync(data, () => stall.CancelAfter(options.DataStallTime), whole.Token))
        {
            Close("421 4.3.0 Message not ended");
            return;
        }
        if (Refusal(data) is { } refusal)
            Refuse(refusal);
        else
            await StoreAsync(spool);
        Reset();
    }

    private static string? Refusal(IncomingData data) =>
        data.HasBareLineEnd ? "554 5.6.0 Lines of a message end in CR LF"
        : data.IsTooLarge ? "552 5.3.4 Message too large"
        : data.HasTooLongLine ? "554 5.6.0 A line is too long"
        : data.IsUnstored ? "452 4.3.1 No room, try again later"
        : null;

    private async Task StoreAsync(Spool spool)
    {
        var now = listener.Time.GetUtcNow();
        var id = Guid.CreateVersion7().ToString("N");
        var mail = new ReceivedMail
        {
            Sender = sender!,
            Recipients = [.. recipients],
            Client = client,
            Helo = helo,
            IsEncrypted = wire.IsEncrypted,
            ReceivedAt = now,
            Trace = Trace(id, now),
            Content = spool,
        };
        if (await listener.StoreAsync(mail, aborted))
        {
            commands = 0;
            wire.Reply($"250 2.0.0 Stored as {id}");
        }
        else
            wire.Reply("451 4.3.0 Could not be stored, try again later");
    }

    private string Trace(string id, DateTimeOffset now)
    {
        var protocol =
            (
                isUtf8 ? "UTF8SMTP"
                : isExtended ? "ESMTP"
                : "SMTP"
            ) + (wire.IsEncrypted ? "S" : "");
        var date = now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        return $"Return-Path: <{sender}>\r\nReceived: from {helo} ([{Literal(client.Address)}])\r\n\tby {options.HostName} with {protocol} id {id};\r\n\t{date}\r\n";
    }

    private static string Literal(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"IPv6:{address}"
        : address.ToString();

    private async Task StartTlsAsync(string argument, CancellationTokenSource idle)
    {
        if (options.Certificate is not { } certificate || wire.IsEncrypted)
        {
            Refuse("502 5.5.1 Not offered");
            return;
        }
        if (argument.Length > 0)
        {
            Refuse("501 5.5.4 STARTTLS stands alone");
            return;
        }
        wire.Reply("220 2.0.0 Go on");
        idle.CancelAfter(TimeSpan.FromSeconds(30));
        await wire.FlushAsync(idle.Token);
        await wire.StartTlsAsync(certificate, idle.Token);
        // Nothing said in the clear counts any more (RFC 3207 §4.2).
        Reset();
        helo = "";
    }

    private void Reset()
    {
        sender = null;
        isUtf8 = false;
        recipients.Clear();
    }

    private void Refuse(string reply)
    {
        wire.Reply(reply);
        if (++errors >= options.Errors)
            Close("421 4.7.0 Too many errors");
    }

    private void Close(string reply)
    {
        wire.Reply(reply);
        isOver = true;
    }
}
