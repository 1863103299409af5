using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;
using Paraphe.Tests.Mail;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>The SMTP door of a world on a free port, and what an account finds behind it.</summary>
internal sealed class Postbox : IAsyncDisposable
{
    private readonly Office office;
    private readonly SmtpListener listener;

    private Postbox(Office office, bool tls)
    {
        this.office = office;
        var door = office.World.Services.GetRequiredService<Door>();
        listener = new SmtpListener(
            new SmtpListenerOptions
            {
                Endpoints = [new IPEndPoint(IPAddress.Loopback, 0)],
                HostName = "paraphe.example",
                Certificate = tls ? Listening.Certificate : null,
            },
            door.Knows,
            door.Keep,
            office.World.Clock,
            NullLogger<SmtpListener>.Instance
        );
    }

    public IPEndPoint Endpoint => listener.Endpoints[0];

    public string Address { get; private set; } = "";

    public static async Task<Postbox> Open(Office office, bool tls = false)
    {
        var box = new Postbox(office, tls);
        await box.listener.StartAsync(CancellationToken.None);
        box.Address = (await office.Account()).RequestName + "@paraphe.example";
        return box;
    }

    /// <summary>Hands a message over by SMTP and lets the jobs run.</summary>
    public async Task Deliver(string raw, string? to = null, string from = "helene@mel.example")
    {
        await using var line = await SmtpClientLine.OpenAsync(Endpoint);
        (await line.SayAsync($"MAIL FROM:<{from}>")).ShouldStartWith("250");
        (await line.SayAsync($"RCPT TO:<{to ?? Address}>")).ShouldStartWith("250");
        (await line.SayAsync("DATA")).ShouldStartWith("354");
        await line.SendAsync(raw.ReplaceLineEndings("\r\n").TrimEnd() + "\r\n.\r\n");
        (await line.HearAsync()).ShouldStartWith("250");
        await office.Settle();
    }

    public Task<List<Request>> Requests() =>
        office.Db(db => db.Requests.AsNoTracking().OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync());

    public async Task<Request> Only() => (await Requests()).ShouldHaveSingleItem();

    public Task<List<Message>> Messages(Request request) =>
        office.Db(db =>
            db.Messages.AsNoTracking()
                .Include(row => row.Files)
                .Where(row => row.ConversationId == request.ConversationId)
                .OrderBy(row => row.At)
                .ThenBy(row => row.Id)
                .ToListAsync()
        );

    /// <summary>The mails that left, as their recipients read them.</summary>
    public async Task<List<(OutgoingMail Row, MailMessage Message)>> Sent()
    {
        var rows = await office.Db(db =>
            db.OutgoingMails.AsNoTracking().Where(row => row.RequestId != null).OrderBy(row => row.Id).ToListAsync()
        );
        var files = office.World.Services.GetRequiredService<Paraphe.Platform.Files.FileStore>();
        var sent = new List<(OutgoingMail, MailMessage)>();
        foreach (var row in rows)
            sent.Add((row, MimeReader.Read(await files.Read(row.RawHash))));
        return sent;
    }

    public async Task<string> ReplyAddress(Request request)
    {
        await using var scope = office.World.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<MailPlaces>().ReplyTo(request.ConversationId);
    }

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}

/// <summary>Mails of a customer, as short as a test wants to read them.</summary>
internal static class Letters
{
    public static string Ask(
        string subject = "Taille de deux tilleuls",
        string id = "<a1@mel.example>",
        string from = "Hélène Perret <helene@mel.example>",
        string more = "",
        string text =
            "Bonjour,\n\nDeux tilleuls touchent la toiture. Pouvez-vous les tailler avant la neige ?\n\nCordialement,\nHélène Perret\n06 77 88 99 00\n8 chemin des Vignes\n74600 Seynod"
    ) =>
        $"""
            From: {from}
            To: demandes@paraphe.example
            Subject: {subject}
            Message-ID: {id}
            Date: Sat, 21 Nov 2026 09:31:00 +0100
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit
            {more}
            """.Trim()
        + "\n\n"
        + text;
}
