using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Opportunities;

/// <summary>Sends one quote of a campaign with the account's standard mail; one that was sent or decided meanwhile stays as it is.</summary>
public sealed record SendCampaignQuote(Guid QuoteId, Guid By, string ByName) : IJob;

public sealed class SendCampaignQuoteHandler(Db db, QuoteParties parties, IDataProtectionProvider protection) : IHandle<SendCampaignQuote>
{
    public Task Run(SendCampaignQuote job, CancellationToken stop)
    {
        var token = Tokens.New();
        // Before the transaction: the key ring may want to write a new key of its own.
        var shut = ComposeQuoteMailHandler.Protect(protection, token);
        return db.InTransaction(() => Send(job, token, shut, stop), stop);
    }

    /// <summary>The customer's first contact with an address, else the customer's own; null when there is neither.</summary>
    public static Recipient? RecipientOf(Customer customer)
    {
        foreach (var contact in customer.Contacts.OrderBy(c => c.Id))
            if (contact.Details.Emails.FirstOrDefault(Mailbox.IsAddress) is { } email)
                return new Recipient(contact.Details.Name, email, RecipientRole.Signer, contact.Id);
        var details = customer.Details;
        return Mailbox.IsAddress(details.Email)
            ? new Recipient(details.Kind == CustomerKind.Person ? details.Name : "", details.Email, RecipientRole.Signer)
            : null;
    }

    private async Task Send(SendCampaignQuote job, string token, string shut, CancellationToken stop)
    {
        var quote = await db.Quotes.SingleOrDefaultAsync(row => row.Id == job.QuoteId, stop);
        if (quote is null || quote.RevisionCount > 0 || quote.Standing != Standing.Draft || quote.CustomerId is not { } id)
            return;
        var customer = await db.Customers.AsNoTracking().Include(c => c.Contacts).SingleAsync(c => c.Id == id, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        if (RecipientOf(customer) is not { } to || quote.MissingToSend(account, customer.Details).Any())
            return;
        var (details, seller) = await parties.Of(quote, account, stop);
        var sending = new Domain.Quotes.Sending(
            account,
            details!,
            seller,
            quote.Number ?? await parties.DrawNumber(quote, account, stop),
            account.Today(db.Now).AddDays(quote.ValidDays ?? account.Settings.ValidityDays),
            [(to, Tokens.Hash(token))]
        );
        var (revision, deliveries) = quote.Send(sending, Actor.Member(job.By, job.ByName), db.Now, db.NewId);
        db.Revisions.Add(revision);
        db.Deliveries.AddRange(deliveries);
        var standard = QuoteMail.Standard(revision.Read(), account);
        db.Enqueue(new ComposeQuoteMail(deliveries[0].Id, shut, standard.Subject, standard.Body, account.Settings.AttachPdf));
        db.Announce($"account:{db.AccountId}", $"campaign-{quote.CampaignId}");
        await db.SaveChangesAsync(stop);
    }
}
