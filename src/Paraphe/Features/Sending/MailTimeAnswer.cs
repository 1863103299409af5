using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Mail;
using Paraphe.Features.Portal;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Sending;

/// <summary>Tells those who may sign what became of the proposed time, with a date for their calendar (PO 6).</summary>
/// <param name="Key">One an answer.</param>
public sealed record MailTimeAnswer(Guid Key, Guid QuoteId, ProposedTime Proposed, bool Agreed) : IJob;

public sealed class MailTimeAnswerHandler(Db db, Post post, PortalLinks links, Texts texts) : IHandle<MailTimeAnswer>
{
    public async Task Run(MailTimeAnswer job, CancellationToken stop)
    {
        var quote = await db.Quotes.AsNoTracking().SingleAsync(row => row.Id == job.QuoteId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var signers = await db
            .Deliveries.AsNoTracking()
            .Where(row => row.RevisionId == quote.CurrentRevisionId && row.Role == RecipientRole.Signer && row.RevokedAt == null)
            .Where(row => row.Channel == Channel.Mail)
            .ToListAsync(stop);
        foreach (var delivery in signers)
        {
            var frozen = (await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop)).Read();
            var words = texts.In(frozen.Content.Language);
            var at = job.Proposed.StartsAt;
            var when = words.LongDate(DateOnly.FromDateTime(at));
            if (at.TimeOfDay > TimeSpan.Zero)
                when = words["Shared.Moment", when, words.Time(TimeOnly.FromDateTime(at))];
            var letter = new Letter
            {
                Language = words.Language,
                Company = frozen.Company.Name,
                Brand = account.Settings.BrandColour,
                Heading = frozen.Content.Title,
                Body = words[job.Agreed ? "Sending.Time.MailConfirmed" : "Sending.Time.MailKept", when, frozen.Number, frozen.Company.Name],
                Buttons = [(words["Sending.Mail.View"], links.UrlOf(delivery.Id))],
                Foot = words["Sending.Mail.Foot", frozen.Seller.Name, frozen.Company.Name],
            };
            var calendar = job.Agreed ? CalendarFile.Of(frozen, job.Proposed with { Agreed = true }, db.Now) : null;
            await post.Add(
                new Dispatch(
                    $"time/{job.Key}/{delivery.Id}",
                    new Mailbox(delivery.Name.Length > 0 ? delivery.Name : null, delivery.Email),
                    words[job.Agreed ? "Sending.Time.SubjectConfirmed" : "Sending.Time.SubjectKept", frozen.Number],
                    letter
                )
                {
                    QuoteId = quote.Id,
                    ReplyTo = Mailbox.IsAddress(frozen.Seller.Email) ? new Mailbox(frozen.Seller.Name, frozen.Seller.Email) : null,
                    Attachments = calendar is null ? [] : [new OutgoingFile($"{frozen.Number}.ics", "text/calendar", calendar)],
                },
                account,
                stop
            );
        }
        await db.SaveChangesAsync(stop);
    }
}
