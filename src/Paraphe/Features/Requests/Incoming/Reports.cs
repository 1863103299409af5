using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Invoices;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>Bounces: what became of mail of ours, in the words of the server that refused it (SN 3).</summary>
public sealed class Reports(Db db)
{
    /// <returns>False when it is about no mail of ours: then it is shown like any other.</returns>
    public async Task<bool> Take(Bounce bounce, MailPlace place, CancellationToken stop)
    {
        if (await MailOf(bounce, place, stop) is not { } mail)
            return false;
        var told =
            bounce.Recipients.FirstOrDefault(recipient => new Mailbox(null, mail.ToAddress).IsSameAddress(recipient.Address))
            ?? bounce.Recipients.FirstOrDefault();
        if (told is { Action: not BounceAction.Failed } || mail.State == MailState.Failed)
            return true;
        var words = told is null ? "" : $"{told.Status} {told.Words}".Trim();
        mail.State = MailState.Failed;
        mail.ServerWords = words;
        if (mail.DeliveryId is { } id && await db.Deliveries.SingleOrDefaultAsync(row => row.Id == id, stop) is { } delivery)
        {
            delivery.Failed(words, db.Now);
            db.Enqueue(new NoteHandover(mail.Id));
            db.Announce($"quote:{delivery.QuoteId}");
        }
        else if (mail.DeliveryId is { } of && await db.InvoiceDeliveries.SingleOrDefaultAsync(row => row.Id == of, stop) is { } billed)
            await db.Failed(billed, words, stop);
        if (mail.RequestId is not null)
            db.Enqueue(new FollowReply(mail.Id));
        return true;
    }

    private async Task<OutgoingMail?> MailOf(Bounce bounce, MailPlace place, CancellationToken stop)
    {
        if (place is { Kind: MailPlaceKind.Mail, Id: { } named })
            return await db.OutgoingMails.SingleOrDefaultAsync(row => row.Id == named, stop);
        if (Guid.TryParseExact(bounce.EnvelopeId, "N", out var envelope))
            return await db.OutgoingMails.SingleOrDefaultAsync(row => row.Id == envelope, stop);
        if (bounce.MessageId is not { } id)
            return null;
        // The same message went to several: the report names the one.
        var sent = await db.OutgoingMails.Where(row => row.MessageId == id).OrderBy(row => row.Id).Take(50).ToListAsync(stop);
        return sent.Find(mail => bounce.Recipients.Any(told => new Mailbox(null, mail.ToAddress).IsSameAddress(told.Address)))
            ?? (sent is [var only] ? only : null);
    }
}
