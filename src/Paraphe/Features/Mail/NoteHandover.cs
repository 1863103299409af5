using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Mail;

/// <summary>Writes into the quote's history what became of a mail: part of the evidence of who was told what.</summary>
public sealed record NoteHandover(Guid MailId) : IJob;

public sealed class NoteHandoverHandler(Db db) : IHandle<NoteHandover>
{
    public Task Run(NoteHandover job, CancellationToken stop) => db.Afresh(() => Note(job, stop));

    private async Task Note(NoteHandover job, CancellationToken stop)
    {
        var mail = await db.OutgoingMails.AsNoTracking().SingleAsync(row => row.Id == job.MailId, stop);
        if (mail.QuoteId is not { } id || await db.Quotes.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } quote)
            return;
        var what = mail.State switch
        {
            MailState.Failed => "mail.failed",
            MailState.Outbox => "mail.kept",
            _ => "mail.sent",
        };
        var told = await db.Events.Where(row => row.QuoteId == id && row.What == what).Select(row => row.Payload).ToListAsync(stop);
        if (told.Exists(payload => payload.Contains(mail.MessageId, StringComparison.Ordinal)))
            return;
        quote.Record(
            Actor.System,
            what,
            new
            {
                delivery = mail.DeliveryId,
                to = mail.ToAddress,
                messageId = mail.MessageId,
                server = mail.ServerWords,
                maybeTwice = mail.MaybeTwice,
            },
            db.Now
        );
        if (mail.State == MailState.Failed)
            quote.MailFailed(mail.ToAddress, mail.ServerWords);
        await db.SaveChangesAsync(stop);
    }
}
