using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Invoices;
using Paraphe.Features.Requests;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Mail;

/// <summary>Hands one stored mail to the server, or leaves it in the outbox when there is none (SN 2).</summary>
public sealed record TransmitMail(Guid MailId) : IJob;

public sealed class TransmitMailHandler(Db db, FileStore files, MailRoutes routes) : IHandle<TransmitMail>
{
    /// <summary>Then we stop asking. A server may be down over a weekend's first half; the tracker shows its words meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task Run(TransmitMail job, CancellationToken stop)
    {
        var mail = await db.OutgoingMails.SingleOrDefaultAsync(row => row.Id == job.MailId, stop);
        if (mail is null or { State: MailState.Sent or MailState.Outbox or MailState.Failed })
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        if (routes.Of(account) is not { } route)
        {
            await Done(mail, MailState.Outbox, "", stop);
            return;
        }
        // Before the server hears of it: a file store that is away must not look like a conversation that broke off.
        var raw = await files.Read(mail.RawHash, stop);
        // Found in the middle of a conversation: the process died there, and the server may have it already.
        mail.MaybeTwice |= mail.State == MailState.Sending;
        mail.State = MailState.Sending;
        mail.Attempts++;
        await db.SaveChangesAsync(stop);

        var sender = new SmtpSender(
            route,
            new SmtpSenderOptions { SendTime = TimeSpan.FromMinutes(2), FinalTime = TimeSpan.FromMinutes(2) }
        );
        var envelope = new Envelope(mail.ReturnPath ?? mail.FromAddress, [mail.ToAddress], mail.Id.ToString("N"));
        var outcome = await sender.SendAsync(envelope, raw, stop);
        var answer = outcome.Recipients[0];
        if (answer.Handover == Handover.Accepted)
            await Done(mail, MailState.Sent, answer.Words, stop);
        else if (answer.Handover == Handover.RefusedForGood || db.Now - mail.CreatedAt > Patience)
            await Done(mail, MailState.Failed, answer.Words, stop);
        else
            await Later(mail, answer.Words, outcome.IsUncertain, stop);
    }

    private async Task Later(OutgoingMail mail, string words, bool uncertain, CancellationToken stop)
    {
        // Uncertain stays "sending": the next try then says that it may have gone twice.
        mail.State = uncertain ? MailState.Sending : MailState.Pending;
        mail.ServerWords = words;
        await db.SaveChangesAsync(stop);
        var wait = TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(mail.Attempts, 20)));
        throw new NotYetException(words, wait < LongestWait ? wait : LongestWait);
    }

    private async Task Done(OutgoingMail mail, MailState state, string words, CancellationToken stop)
    {
        (mail.State, mail.ServerWords) = (state, words);
        mail.SentAt = state == MailState.Failed ? null : db.Now;
        if (mail.DeliveryId is { } id && await db.Deliveries.SingleOrDefaultAsync(row => row.Id == id, stop) is { } delivery)
        {
            if (state == MailState.Failed)
                delivery.Failed(words, db.Now);
            else
                delivery.Sent(db.Now);
            // The history follows in a step of its own: it may meet another change of the quote, which must not send this twice.
            db.Enqueue(new NoteHandover(mail.Id));
            db.Announce(string.Create(CultureInfo.InvariantCulture, $"quote:{delivery.QuoteId}"));
        }
        else if (mail.DeliveryId is { } of && await db.InvoiceDeliveries.SingleOrDefaultAsync(row => row.Id == of, stop) is { } billed)
        {
            if (state == MailState.Failed)
                await db.Failed(billed, words, stop);
            else
                billed.Sent(db.Now);
        }
        if (mail.RequestId is not null)
            db.Enqueue(new FollowReply(mail.Id));
        await db.SaveChangesAsync(CancellationToken.None);
    }
}

/// <summary>Which server takes an account's mail: its own, else that of the installation, else none.</summary>
public sealed class MailRoutes(Settings settings, IDataProtectionProvider protection)
{
    /// <summary>Purpose under which the account's mail password is protected.</summary>
    public const string PasswordPurpose = "mail password";

    public SmtpRoute? Of(Account account)
    {
        var own = account.Settings.Mail;
        if (own.SmtpUrl.Length > 0)
        {
            var route = SmtpRoute.Parse(own.SmtpUrl);
            return own.ProtectedPassword.Length == 0 ? route : route with { Password = Open(own.ProtectedPassword) };
        }
        return settings.SmtpUrl.Length > 0 ? SmtpRoute.Parse(settings.SmtpUrl) : null;
    }

    private string Open(string password)
    {
        try
        {
            return protection.CreateProtector(PasswordPurpose).Unprotect(password);
        }
        catch (CryptographicException lost)
        {
            // The mail stays pending, and the page of failed work shows these words.
            throw new InvalidOperationException(
                "The mail server's password was encrypted with another secret: type it anew under Settings → Mail",
                lost
            );
        }
    }
}
