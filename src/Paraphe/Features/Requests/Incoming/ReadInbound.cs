using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>Reads a stored mail and makes of it what it is: a request, a reply, a report. May run twice: the mail becomes something once.</summary>
public sealed record ReadInbound(Guid MailId) : IJob;

public sealed class ReadInboundHandler(Db db, FileStore files, MailPlaces places, Threads threads, Arrivals arrivals, Reports reports)
    : IHandle<ReadInbound>
{
    private const int Large = 2 * 1024 * 1024;

    // Large messages take their size in memory several times over: one after the other.
    private static readonly SemaphoreSlim LargeTurn = new(1, 1);

    public async Task Run(ReadInbound job, CancellationToken stop)
    {
        var mail = await db.InboundMails.SingleOrDefaultAsync(row => row.Id == job.MailId, stop);
        if (mail is null or { ReadAt: not null })
            return;
        if (mail.Size < Large)
        {
            await Read(mail, stop);
            return;
        }
        await LargeTurn.WaitAsync(stop);
        try
        {
            await Read(mail, stop);
        }
        finally
        {
            LargeTurn.Release();
        }
    }

    private async Task Read(InboundMail mail, CancellationToken stop)
    {
        var raw = mail.Raw;
        if (raw is not null)
        {
            await files.Put(raw, stop);
            mail.Raw = null;
        }
        mail.Became = await Become(mail, raw, stop);
        mail.ReadAt = db.Now;
        await db.SaveChangesAsync(stop);
    }

    private async Task<string> Become(InboundMail mail, byte[]? raw, CancellationToken stop)
    {
        if (await IsRepeated(mail, stop))
            return "duplicate";
        var message = MimeReader.Read(raw ?? await files.Read(mail.RawHash, stop));
        var place = await places.Find(mail.Recipient, stop) ?? new MailPlace(mail.AccountId, MailPlaceKind.Requests);
        if (BounceReader.Read(message) is { } bounce && await reports.Take(bounce, place, stop))
            return "bounce";
        var auto = AutoMail.Of(message, mail.Sender);
        // A holiday message sent to a return path answers no one; its bytes are kept.
        if (place.Kind == MailPlaceKind.Mail && auto != AutoMailKind.None)
            return "automatic";
        if (message.Sender is { } sender && await threads.IsOurs(sender.Address, stop) && auto != AutoMailKind.None)
            return "loop";
        var arrival = new Arrival(mail, message, auto);
        if (await threads.Find(arrival, place, stop) is { } request)
        {
            await arrivals.Join(request, arrival, stop);
            return "joined";
        }
        await arrivals.Begin(arrival, stop);
        return "request";
    }

    /// <summary>The same bytes came before: a server that did not hear our 250, or a copy to another address of ours.</summary>
    private async Task<bool> IsRepeated(InboundMail mail, CancellationToken stop)
    {
        var since = mail.ReceivedAt.AddDays(-7);
        var same = await db
            .InboundMails.Where(row => row.ContentHash == mail.ContentHash && row.ReceivedAt >= since)
            .Select(row => new
            {
                row.Id,
                row.ReceivedAt,
                row.Became,
                row.ReadAt,
            })
            .ToListAsync(stop);
        // One that has become something counts whenever it came; of those that wait the first.
        return same.Exists(row => row.Id != mail.Id && row.ReadAt != null && row.Became != "duplicate")
            || same.OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).First().Id != mail.Id;
    }
}

/// <summary>A mail on its way into a conversation.</summary>
public sealed record Arrival(InboundMail Mail, MailMessage Message, AutoMailKind Auto);
