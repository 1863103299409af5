using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Mail;
using Paraphe.Features.Portal;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Sending;

public enum ReminderKind
{
    BeforeExpiry,
    AfterSilence,
    ByHand,
}

/// <summary>
/// Reminds those who may sign of a quote without an answer (SN 6). Written when the quote is sent; whether there is still something to remind of
/// is found out when its day comes.
/// </summary>
/// <param name="Delivery">The one who is reminded by hand; null is all.</param>
public sealed record RemindCustomer(Guid RevisionId, ReminderKind Kind, Guid? Delivery = null) : IJob
{
    // In the forenoon, local to the company: nobody is woken by a reminder.
    private static readonly TimeSpan Hour = TimeSpan.FromHours(9);

    /// <summary>The reminders that the account wants for a revision that was sent just now.</summary>
    public static IEnumerable<(RemindCustomer Job, DateTime At)> For(Quote quote, Revision revision, Account account, DateTime now)
    {
        var wanted = account.Settings.Reminders;
        var today = account.Today(now);
        if (wanted.BeforeExpiry && quote.ValidUntil is { } until && until.AddDays(-wanted.DaysBefore) > today)
            yield return (new(revision.Id, ReminderKind.BeforeExpiry), account.StartOf(until.AddDays(-wanted.DaysBefore)) + Hour);
        if (wanted.AfterSilence && quote.ValidUntil is { } last && today.AddDays(wanted.DaysSilent) < last)
            yield return (new(revision.Id, ReminderKind.AfterSilence), account.StartOf(today.AddDays(wanted.DaysSilent)) + Hour);
    }
}

public sealed class RemindCustomerHandler(Db db, Post post, PortalLinks links, Texts texts) : IHandle<RemindCustomer>
{
    /// <summary>Whatever the customer did but look is an answer: then he is not reminded.</summary>
    private static readonly string[] NoAnswer = ["quote.opened", "quote.codeSent", "quote.forwarded"];

    public Task Run(RemindCustomer job, CancellationToken stop) => db.Afresh(() => Remind(job, stop));

    private async Task Remind(RemindCustomer job, CancellationToken stop)
    {
        if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.RevisionId, stop) is not { } revision)
            return;
        var quote = await db.Quotes.SingleAsync(row => row.Id == revision.QuoteId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var today = account.Today(db.Now);
        if (quote.CurrentRevisionId != revision.Id || !quote.IsAnswerable(today) || !IsWanted(job.Kind, account.Settings.Reminders))
            return;
        // Put off since: so is the reminder.
        if (job.Kind == ReminderKind.BeforeExpiry && quote.ValidUntil!.Value.AddDays(-account.Settings.Reminders.DaysBefore) > today)
        {
            foreach (var (later, at) in RemindCustomer.For(quote, revision, account, db.Now).Where(each => each.Job.Kind == job.Kind))
                db.Enqueue(later, at);
            await db.SaveChangesAsync(stop);
            return;
        }
        if (job.Kind != ReminderKind.ByHand && await IsAnswered(quote, revision, stop))
            return;
        var told = await db
            .Deliveries.AsNoTracking()
            .Where(row => row.RevisionId == revision.Id && row.Role == RecipientRole.Signer && row.RevokedAt == null)
            .Where(row => row.Channel == Channel.Mail && row.QuietAt == null && (job.Delivery == null || row.Id == job.Delivery))
            .ToListAsync(stop);
        foreach (var delivery in told.Where(row => quote.WhyNotAnswerable(row, today) is null))
            await Write(job, quote, delivery, revision.Read(), account, stop);
        await db.SaveChangesAsync(stop);
    }

    private async Task Write(
        RemindCustomer job,
        Quote quote,
        Delivery delivery,
        FrozenQuote frozen,
        Account account,
        CancellationToken stop
    )
    {
        var words = texts.In(frozen.Content.Language);
        var url = links.UrlOf(delivery.Id);
        var until = words.Date(quote.ValidUntil!.Value);
        var own = account.Settings.Reminders.Texts.GetValueOrDefault(words.Language, "");
        var name = delivery.Name.Length > 0 ? delivery.Name : frozen.Customer.Name;
        var letter = new Letter
        {
            Language = words.Language,
            Company = frozen.Company.Name,
            Brand = account.Settings.BrandColour,
            Heading = frozen.Content.Title,
            Body =
                own.Length > 0
                    ? frozen.Fill(own, words, name)
                    : words["Sending.Remind.Body", name, frozen.Number, until, frozen.Seller.Name],
            Facts = [(words[$"Documents.kind{frozen.Kind}"], frozen.Number), (words["Documents.validUntil"], until)],
            Buttons =
            [
                (words["Sending.Mail.View"], url),
                (words["Sending.Mail.Accept"], url + "/sign"),
                (words["Sending.Mail.Decline"], url + "/reject"),
            ],
            Foot = words["Sending.Remind.Foot", frozen.Company.Name, url + "/quiet"],
        };
        // By hand once a day; by itself once a kind.
        var once =
            job.Kind == ReminderKind.ByHand
                ? account.Today(db.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : job.Kind.ToString();
        var purpose = $"reminder/{delivery.Id}/{once}";
        if (await db.OutgoingMails.AnyAsync(row => row.Purpose == purpose, stop))
            return;
        await post.Add(
            new Dispatch(
                purpose,
                new Mailbox(delivery.Name.Length > 0 ? delivery.Name : null, delivery.Email),
                words["Sending.Remind.Subject", frozen.Number, until],
                letter
            )
            {
                QuoteId = quote.Id,
                Automatic = true,
                Unsubscribe = new Uri(url + "/quiet"),
                ReplyTo = Mailbox.IsAddress(frozen.Seller.Email) ? new Mailbox(frozen.Seller.Name, frozen.Seller.Email) : null,
            },
            account,
            stop
        );
        quote.Record(
            Actor.System,
            "quote.reminded",
            new
            {
                delivery = delivery.Id,
                to = delivery.Email,
                kind = job.Kind,
            },
            db.Now
        );
    }

    private static bool IsWanted(ReminderKind kind, Reminders wanted) =>
        kind switch
        {
            ReminderKind.BeforeExpiry => wanted.BeforeExpiry,
            ReminderKind.AfterSilence => wanted.AfterSilence,
            _ => true,
        };

    private Task<bool> IsAnswered(Quote quote, Revision revision, CancellationToken stop) =>
        db.Events.AnyAsync(
            row => row.QuoteId == quote.Id && row.At >= revision.SentAt && row.ActorKind == "customer" && !NoAnswer.Contains(row.What),
            stop
        );
}
