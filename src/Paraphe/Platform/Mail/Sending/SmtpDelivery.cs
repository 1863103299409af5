using System.Globalization;
using System.Net;
using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>One message on its way to the server: greeting, TLS, sign-in, envelope, data.</summary>
internal sealed class SmtpDelivery
{
    private readonly SmtpRoute route;
    private readonly SmtpSenderOptions options;
    private readonly Envelope envelope;
    private readonly ReadOnlyMemory<byte> message;
    private readonly string sender;
    private readonly List<(string Given, string Wire)> recipients = [];
    private readonly Dictionary<string, RecipientOutcome> outcomes = new(StringComparer.Ordinal);
    private Dictionary<string, string> offers = [];
    private bool isUncertain;

    public SmtpDelivery(SmtpRoute route, SmtpSenderOptions options, Envelope envelope, ReadOnlyMemory<byte> message)
    {
        (this.route, this.options, this.envelope, this.message) = (route, options, envelope, message);
        sender = envelope.Sender.Length == 0 ? "" : HeaderWriter.Wire(new Mailbox(null, envelope.Sender), "MAIL FROM");
        foreach (var recipient in envelope.Recipients.Distinct(StringComparer.Ordinal))
            recipients.Add((recipient, HeaderWriter.Wire(new Mailbox(null, recipient), "RCPT TO")));
        if (envelope.Id is { } id && (id.Length is 0 or > 100 || !id.All(c => c is >= ' ' and <= '~')))
            throw new ArgumentException("The envelope's id is at most 100 printable ASCII characters", nameof(envelope));
    }

    public async Task RunAsync(SmtpConnection connection, CancellationTokenSource time)
    {
        if (route.Security == SmtpSecurity.Tls)
            await connection.StartTlsAsync(time.Token);
        Expect(await connection.HearAsync(time.Token), SmtpTrouble.Refused);
        await GreetAsync(connection, time.Token);
        if (!connection.IsEncrypted)
            await ProtectAsync(connection, time.Token);
        if (route.User is not null)
            await SignInAsync(connection, time.Token);
        var taken = await AddressAsync(connection, time.Token);
        if (taken.Count > 0)
            await DataAsync(connection, taken, time);
        await LeaveAsync(connection, time.Token);
    }

    /// <summary>An answer for every recipient; those the server never spoke about get the trouble's words.</summary>
    public SmtpOutcome Outcome(SmtpTrouble trouble, string words, SmtpReply? reply)
    {
        // A wrong password or certificate is the Owner's to mend: the mail waits for it instead of being given up.
        var forGood = reply?.IsForGood == true && trouble is SmtpTrouble.Refused;
        var rest = forGood ? Handover.RefusedForGood : Handover.RefusedForNow;
        var text = Texts.Shorten(Texts.OneLine(reply?.Words is { Length: > 0 } said ? said : words), 500);
        return new SmtpOutcome
        {
            Recipients =
            [
                .. recipients.Select(r =>
                    outcomes.GetValueOrDefault(r.Given) ?? new RecipientOutcome(r.Given, rest, reply?.Code ?? 0, text)
                ),
            ],
            Trouble = trouble,
            IsUncertain = isUncertain,
            WillReport = offers.ContainsKey("DSN"),
        };
    }

    private async Task GreetAsync(SmtpConnection connection, CancellationToken cancel)
    {
        var reply = await connection.SayAsync($"EHLO {options.HostName}", cancel);
        if (!reply.IsGood)
        {
            offers = [];
            Expect(await connection.SayAsync($"HELO {options.HostName}", cancel), SmtpTrouble.Refused);
            return;
        }
        offers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in reply.Lines.Skip(1))
        {
            // Some still write "AUTH=PLAIN LOGIN".
            var words = line.Split([' ', '='], 2);
            offers.TryAdd(words[0], words.Length > 1 ? words[1] : "");
        }
    }

    private async Task ProtectAsync(SmtpConnection connection, CancellationToken cancel)
    {
        if (offers.ContainsKey("STARTTLS"))
        {
            Expect(await connection.SayAsync("STARTTLS", cancel), SmtpTrouble.NotEncrypted);
            await connection.StartTlsAsync(cancel);
            await GreetAsync(connection, cancel);
        }
        else if (route.Security == SmtpSecurity.StartTlsRequired)
            throw new SmtpException(SmtpTrouble.NotEncrypted, $"{route} does not offer STARTTLS");
    }

    private async Task SignInAsync(SmtpConnection connection, CancellationToken cancel)
    {
        var local = route.Host == "localhost" || (IPAddress.TryParse(route.Host, out var address) && IPAddress.IsLoopback(address));
        if (!connection.IsEncrypted && !local)
            throw new SmtpException(SmtpTrouble.NotEncrypted, $"{route} does not offer STARTTLS: the password stays here");
        var ways = offers.GetValueOrDefault("AUTH", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
            reply = await connection.SayAsync("AUTH PLAIN " + Base64($"\0{route.User}\0{route.Password}"), cancel);
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await connection.SayAsync("AUTH LOGIN", cancel);
            if (reply.Code == 334)
                reply = await connection.SayAsync(Base64(route.User!), cancel);
            if (reply.Code == 334)
                reply = await connection.SayAsync(Base64(route.Password!), cancel);
        }
        else
            throw new SmtpException(SmtpTrouble.NotAuthenticated, $"{route} offers neither AUTH PLAIN nor LOGIN");
        Expect(reply, SmtpTrouble.NotAuthenticated);
    }

    private async Task<List<string>> AddressAsync(SmtpConnection connection, CancellationToken cancel)
    {
        var utf8 = offers.ContainsKey("SMTPUTF8");
        if (!utf8 && (envelope.NeedsSmtpUtf8 || !sender.All(char.IsAscii)))
            throw new SmtpException(SmtpTrouble.Refused, "", new SmtpReply(553, ["5.6.7 The server cannot carry international addresses"]));
        var asked = new List<(string Given, string Wire)>();
        foreach (var recipient in recipients)
        {
            if (utf8 || recipient.Wire.All(char.IsAscii))
                asked.Add(recipient);
            else
                outcomes[recipient.Given] = new SmtpReply(553, ["5.6.7 The server cannot carry international addresses"]).For(
                    recipient.Given
                );
        }
        if (asked.Count == 0)
            return [];
        if (
            offers.TryGetValue("SIZE", out var most)
            && long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit > 0
            && message.Length > limit
        )
            throw new SmtpException(SmtpTrouble.Refused, "", new SmtpReply(552, ["5.3.4 The message is larger than the server takes"]));
        var taken = new List<string>();
        // In batches, so that neither side waits for the other with full buffers.
        var batch = offers.ContainsKey("PIPELINING") ? 50 : 1;
        await connection.WriteAsync(MailCommand(utf8), cancel);
        if (batch == 1)
            Expect(await connection.HearAsync(cancel), SmtpTrouble.Refused);
        var unheard = batch > 1;
        foreach (var group in asked.Chunk(batch))
        {
            await connection.WriteAsync(string.Concat(group.Select(r => RecipientCommand(r.Wire))), cancel);
            if (unheard)
                Expect(await connection.HearAsync(cancel), SmtpTrouble.Refused);
            unheard = false;
            foreach (var (given, _) in group)
            {
                var outcome = (await connection.HearAsync(cancel)).For(given);
                if (outcome.Handover == Handover.Accepted)
                    taken.Add(given);
                else
                    outcomes[given] = outcome;
            }
        }
        return taken;
    }

    private async Task DataAsync(SmtpConnection connection, List<string> taken, CancellationTokenSource time)
    {
        var go = await connection.SayAsync("DATA", time.Token);
        if (go.Code != 354)
        {
            Answer(taken, go);
            return;
        }
        await connection.WriteDataAsync(message, time.Token);
        isUncertain = true;
        time.CancelAfter(options.FinalTime);
        Answer(taken, await connection.HearAsync(time.Token));
        isUncertain = false;
    }

    private void Answer(List<string> taken, SmtpReply reply)
    {
        foreach (var recipient in taken)
            outcomes[recipient] = reply.For(recipient);
    }

    private static async Task LeaveAsync(SmtpConnection connection, CancellationToken cancel)
    {
        try
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            soon.CancelAfter(TimeSpan.FromSeconds(2));
            await connection.SayAsync("QUIT", soon.Token);
        }
        catch (Exception e) when (e is IOException or SmtpException or OperationCanceledException)
        {
            // Everything is said; some servers hang up first.
        }
    }

    private string MailCommand(bool utf8)
    {
        var command = new StringBuilder($"MAIL FROM:<{sender}>");
        if (offers.ContainsKey("SIZE"))
            command.Append(CultureInfo.InvariantCulture, $" SIZE={message.Length}");
        if (offers.ContainsKey("8BITMIME") && !System.Text.Ascii.IsValid(message.Span))
            command.Append(" BODY=8BITMIME");
        if (utf8 && (envelope.NeedsSmtpUtf8 || !sender.All(char.IsAscii) || recipients.Exists(r => !r.Wire.All(char.IsAscii))))
            command.Append(" SMTPUTF8");
        if (offers.ContainsKey("DSN"))
        {
            command.Append(" RET=HDRS");
            if (envelope.Id is { } id)
                command.Append(" ENVID=").Append(XText(id));
        }
        return command.Append("\r\n").ToString();
    }

    private string RecipientCommand(string wire)
    {
        var original = wire.All(char.IsAscii) ? $" ORCPT=rfc822;{XText(wire)}" : "";
        return $"RCPT TO:<{wire}>{(offers.ContainsKey("DSN") ? " NOTIFY=FAILURE,DELAY" + original : "")}\r\n";
    }

    private static void Expect(SmtpReply reply, SmtpTrouble trouble)
    {
        if (!reply.IsGood)
            throw new SmtpException(trouble, reply.Words, reply);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // RFC 3461 §4: everything but plain printable characters as +XX.
    private static string XText(string text) =>
        string.Concat(
            text.Select(c =>
                c is > ' ' and <= '~' and not ('+' or '=') ? c.ToString() : "+" + ((int)c).ToString("X2", CultureInfo.InvariantCulture)
            )
        );
}
