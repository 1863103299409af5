using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Robust;

/// <summary>A mail server that takes everything, a little slowly, and counts what came by its Message-ID.</summary>
internal sealed partial class MailSink : IAsyncDisposable
{
    private readonly SmtpListener listener;
    private readonly Random random;

    private MailSink(int seed, int port)
    {
        random = new Random(seed);
        listener = new SmtpListener(
            new SmtpListenerOptions { Endpoints = [new IPEndPoint(IPAddress.Loopback, port)] },
            (_, _) => ValueTask.FromResult(RecipientAnswer.Known),
            Take,
            TimeProvider.System,
            NullLogger<SmtpListener>.Instance
        );
    }

    public ConcurrentDictionary<string, int> Came { get; } = new();

    public string Url => $"smtp://127.0.0.1:{listener.Endpoints[0].Port}";

    public static async Task<MailSink> Start(int seed, int port = 0)
    {
        var sink = new MailSink(seed, port);
        await sink.listener.StartAsync(CancellationToken.None);
        return sink;
    }

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async ValueTask Take(ReceivedMail mail, CancellationToken stop)
    {
        var text = Encoding.ASCII.GetString(mail.ToBytes());
        Came.AddOrUpdate(Id().Match(text).Groups[1].Value, 1, (_, count) => count + 1);
        int wait;
        lock (random)
            wait = random.Next(0, 120);
        // Stored, but not said yet: a client that dies now cannot know.
        await Task.Delay(wait, stop);
    }

    [GeneratedRegex(@"^Message-ID:\s*(<[^>]+>)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Id();
}
