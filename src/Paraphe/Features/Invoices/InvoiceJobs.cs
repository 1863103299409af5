using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Documents;
using Paraphe.Features.EInvoicing;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Pdf;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Invoices;

/// <summary>Writes the mail of one delivery, the PDF attached.</summary>
public sealed record ComposeInvoiceMail(Guid DeliveryId, string Subject, string Body) : IJob;

/// <summary>Reminds one recipient of an invoice that is overdue, unless it was paid meanwhile.</summary>
public sealed record RemindOfInvoice(Guid DeliveryId, int Count) : IJob;

/// <summary>Looks whether an unpaid invoice is to be reminded of, and comes back until it is paid.</summary>
public sealed record WatchInvoice(Guid InvoiceId) : IJob;

public sealed class InvoiceMailHandler(
    Db db,
    Post post,
    PrintedInvoices prints,
    FileStore files,
    InvoiceLinks links,
    Texts texts,
    ILogger<InvoiceMailHandler> log
) : IHandle<ComposeInvoiceMail>, IHandle<RemindOfInvoice>
{
    /// <summary>The mail waits that long for its PDF, then leaves without: the invoice itself is on its page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Task Run(ComposeInvoiceMail job, CancellationToken stop) => Write(job.DeliveryId, job.Subject, job.Body, reminder: null, stop);

    public Task Run(RemindOfInvoice job, CancellationToken stop) => Write(job.DeliveryId, "", "", job.Count, stop);

    private async Task Write(Guid id, string subject, string body, int? reminder, CancellationToken stop)
    {
        if (await db.InvoiceDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { } delivery)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(row => row.Id == delivery.InvoiceId, stop);
        if (delivery.RevokedAt is not null || (reminder is not null && !invoice.IsRemindable(account.Today(db.Now))))
            return;
        var frozen = invoice.Read();
        var words = texts.In(frozen.Language);
        var mail = reminder is null ? new InvoiceMail(frozen, account, subject, body) : InvoiceMail.Reminder(frozen, account);
        var sender = account.Profile.Email;
        var purpose = reminder is null ? $"invoice/{id}" : string.Create(CultureInfo.InvariantCulture, $"invoice-reminder/{id}/{reminder}");
        await post.Add(
            new Dispatch(
                purpose,
                new Mailbox(delivery.Name.Length > 0 ? delivery.Name : null, delivery.Email),
                mail.SubjectFor(delivery.Name, words),
                mail.LetterFor(delivery.Name, links.UrlOf(id), words, reminder is null ? null : invoice.Left)
            )
            {
                DeliveryId = id,
                Automatic = reminder is not null,
                ReplyTo = Mailbox.IsAddress(sender) ? new Mailbox(account.Profile.Name, sender) : null,
                Attachments = [.. await Pdf(delivery, frozen, stop), .. Data(account, frozen)],
            },
            account,
            stop
        );
        await db.SaveChangesAsync(stop);
    }

    private static IEnumerable<OutgoingFile> Data(Account account, FrozenInvoice frozen)
    {
        if (!account.Settings.HandOver.AttachToMail || frozen.Customer.Kind != CustomerKind.Company)
            yield break;
        var file = StructuredFiles.Xml(frozen, HandOverFormat.Ubl);
        yield return new OutgoingFile(file.Name, file.MimeType, file.Bytes);
    }

    private async Task<IReadOnlyList<OutgoingFile>> Pdf(InvoiceDelivery delivery, FrozenInvoice frozen, CancellationToken stop)
    {
        try
        {
            var document = await prints.Of(delivery.InvoiceId, stop);
            return [new OutgoingFile(PrintedQuotes.FileName(frozen.Number), "application/pdf", await files.Read(document.FileHash, stop))];
        }
        catch (RenderUnavailableException away)
        {
            if (db.Now - delivery.CreatedAt < Patience)
                throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
            log.LogError(away, "The mail of delivery {Delivery} leaves without its PDF", delivery.Id);
            return [];
        }
        catch (RenderFailedException broken)
        {
            // Better a mail without the PDF than none.
            log.LogError(broken, "The PDF of invoice {Invoice} cannot be made", delivery.InvoiceId);
            return [];
        }
    }
}

public sealed class WatchInvoiceHandler(Db db, InvoiceSending sending) : IHandle<WatchInvoice>
{
    /// <summary>Where reminders are off: somebody may turn them on.</summary>
    private const int LookAgain = 7;

    public Task Run(WatchInvoice job, CancellationToken stop) => db.Afresh(() => Watch(job, stop));

    private async Task Watch(WatchInvoice job, CancellationToken stop)
    {
        if (await db.Invoices.Whole(job.InvoiceId, stop) is not { DueOn: { } due, Left: > 0 } invoice)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var (wanted, today) = (account.Settings.Invoices.Reminders, account.Today(db.Now));
        if (invoice.ReminderCount >= wanted.Most)
            return;
        var next = invoice.RemindedAt is { } last ? account.Today(last).AddDays(wanted.Every) : due.AddDays(wanted.FirstAfter);
        if (!wanted.Automatic)
            next = today.AddDays(LookAgain);
        else if (today >= next && invoice.IsRemindable(today))
        {
            try
            {
                await sending.Remind(invoice, today, Actor.System, stop);
            }
            catch (BrokenRuleException)
            {
                // Nobody has an address: a member sees it in the list of what is overdue.
            }
            next = today.AddDays(wanted.Every);
        }
        if (next <= today)
            next = today.AddDays(1);
        db.Enqueue(new WatchInvoice(invoice.Id), account.StartOf(next) + InvoiceReactions.Hour);
        await db.SaveChangesAsync(stop);
    }
}
