using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Sending;

/// <summary>A recipient with the link made for him; the token itself is in the mail alone.</summary>
public sealed record NewLink(Recipient To, string Token, string Protected);

/// <summary>Sends a quote as the form said: at once, or when its planned hour has come (SN 1).</summary>
public sealed class QuoteSending(Db db, QuoteParties parties, IDataProtectionProvider protection)
{
    /// <summary>Before the transaction: the key ring may want to write a new key of its own.</summary>
    public IReadOnlyList<NewLink> LinksFor(IEnumerable<Recipient> recipients) =>
        [
            .. recipients.Select(to =>
            {
                var token = Tokens.New();
                return new NewLink(to, token, ComposeQuoteMailHandler.Protect(protection, token));
            }),
        ];

    /// <summary>Inside <see cref="Db.InTransaction{T}"/>, because a number may be drawn.</summary>
    /// <exception cref="Domain.BrokenRuleException">What keeps it from being sent.</exception>
    public async Task Send(
        Quote quote,
        Account account,
        (CustomerDetails? Customer, SellerDetails Seller) people,
        PlannedSend what,
        IReadOnlyList<NewLink> links,
        Actor by
    )
    {
        foreach (var missing in quote.MissingToSend(account, people.Customer))
            throw missing;
        var number = quote.Number ?? await parties.DrawNumber(quote, account, CancellationToken.None);
        var sending = new Domain.Quotes.Sending(
            account,
            people.Customer!,
            people.Seller,
            number,
            what.ValidUntil,
            [.. links.Select(link => (link.To, Tokens.Hash(link.Token)))],
            AllSign: what.AllSign
        );
        var (revision, deliveries) = quote.Send(sending, by, db.Now, db.NewId);
        // Those of a revision that not all had signed: the new one asks for new ones.
        foreach (var before in await db.Signatures.Where(row => row.QuoteId == quote.Id && row.VoidedAt == null).ToListAsync())
            before.Void(db.Now);
        // Who wanted no reminders of this quote wants none of its next revision.
        var quiet = await db.Deliveries.Where(row => row.QuoteId == quote.Id && row.QuietAt != null).Select(row => row.Email).ToListAsync();
        foreach (var delivery in deliveries.Where(row => quiet.Contains(row.Email)))
            delivery.StopReminding(db.Now);
        foreach (var (reminder, at) in RemindCustomer.For(quote, revision, account, db.Now))
            db.Enqueue(reminder, at);
        db.Revisions.Add(revision);
        db.Deliveries.AddRange(deliveries);
        foreach (var (delivery, link) in deliveries.Zip(links))
            db.Enqueue(
                new ComposeQuoteMail(
                    delivery.Id,
                    link.Protected,
                    what.Subject,
                    what.Body,
                    what.AttachPdf,
                    what.ViaRequest && quote.RequestId is not null,
                    what.Files
                )
            );
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
