using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Mail;
using Paraphe.Features.Portal;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Quotes;

/// <summary>
/// Writes to everybody who has the current revision by mail that a member changed how the quote stands (QU 8), because the member ticked
/// the box.
/// </summary>
/// <param name="Act">A <see cref="QuoteAct"/>, or one of those below.</param>
public sealed record TellCustomer(Guid Id, Guid QuoteId, string Act) : IJob
{
    public const string Revised = "Revised";
    public const string Reminder = "Reminder";
}

public sealed class TellCustomerHandler(Db db, Post post, PortalLinks links, Texts texts) : IHandle<TellCustomer>
{
    public async Task Run(TellCustomer job, CancellationToken stop)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.QuoteId, stop) is not { } quote)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        foreach (var delivery in await db.Readers(quote).ToListAsync(stop))
        {
            var frozen = (await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop)).Read();
            var words = texts.In(frozen.Content.Language);
            var until = quote.ValidUntil is { } day ? words.Date(day) : "";
            var letter = new Letter
            {
                Language = words.Language,
                Company = frozen.Company.Name,
                Brand = account.Settings.BrandColour,
                Heading = frozen.Content.Title,
                Body = words[$"Quotes.Told.{job.Act}", frozen.Number, frozen.Company.Name, until],
                Buttons = [(words["Sending.Mail.View"], links.UrlOf(delivery.Id))],
                Foot = words["Sending.Mail.Foot", frozen.Seller.Name, frozen.Company.Name],
            };
            var subject = words[$"Quotes.ToldSubject.{job.Act}", frozen.Number, frozen.Company.Name];
            var to = new Mailbox(delivery.Name.Length > 0 ? delivery.Name : null, delivery.Email);
            await post.Add(
                new Dispatch($"told/{job.Id}/{delivery.Id}", to, subject, letter)
                {
                    QuoteId = quote.Id,
                    ReplyTo = Mailbox.IsAddress(frozen.Seller.Email) ? new Mailbox(frozen.Seller.Name, frozen.Seller.Email) : null,
                },
                account,
                stop
            );
        }
        await db.SaveChangesAsync(stop);
    }
}

/// <summary>Who has a link to the current revision.</summary>
public static class QuoteReaders
{
    public static IQueryable<Delivery> Readers(this Db db, Quote quote) =>
        db
            .Deliveries.AsNoTracking()
            .Where(d => d.QuoteId == quote.Id && d.RevisionNumber == quote.RevisionCount && d.RevokedAt == null)
            .Where(d => d.Channel == Channel.Mail && d.Email != "")
            .OrderBy(d => d.Id);

    public static Task<bool> HasReaders(this Db db, Quote quote, CancellationToken stop) => db.Readers(quote).AnyAsync(stop);
}
