using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;

namespace Paraphe.Domain.Quotes;

/// <summary>What a send needs besides the quote itself.</summary>
/// <param name="Number">The final number, drawn in the same transaction; ignored when the quote has one.</param>
/// <param name="Links">Each recipient with the hash of the token made for it.</param>
/// <param name="AllSign">Every signer among them must sign, not just one.</param>
public sealed record Sending(
    Account Account,
    CustomerDetails Customer,
    SellerDetails Seller,
    string Number,
    DateOnly ValidUntil,
    IReadOnlyList<(Recipient To, byte[] TokenHash)> Links,
    Channel Channel = Channel.Mail,
    bool AllSign = false
);

public sealed partial class Quote
{
    /// <summary>Everything that keeps the quote from being sent, each as a rule with its field.</summary>
    public IEnumerable<BrokenRuleException> MissingToSend(Account account, CustomerDetails? customer)
    {
        if (IsLocked)
            yield return new BrokenRuleException("Rules.QuoteLocked");
        if (!Content.Lines.Any())
            yield return new BrokenRuleException("Rules.NoLines", "lines");
        foreach (var line in Content.Lines.Where(line => line.Vat is null))
            yield return new BrokenRuleException("Rules.LineWithoutVat", $"line-{line.Key}", line.Name);
        foreach (var line in Content.Lines.Where(line => string.IsNullOrWhiteSpace(line.Name)))
            yield return new BrokenRuleException("Rules.LineWithoutName", $"line-{line.Key}");
        if (customer is null || string.IsNullOrWhiteSpace(customer.Name))
            yield return new BrokenRuleException("Rules.NoCustomer", "customer");
        if (string.IsNullOrWhiteSpace(account.Profile.Name) || account.Profile.Address.IsEmpty)
            yield return new BrokenRuleException("Rules.CompanyIncomplete", "company");
    }

    /// <summary>Freezes the next revision and makes a delivery for each recipient; the customer's earlier answer is cleared (QU 10).</summary>
    public (Revision Revision, IReadOnlyList<Delivery> Deliveries) Send(Sending sending, Actor actor, DateTime now, Func<Guid> newId)
    {
        foreach (var missing in MissingToSend(sending.Account, sending.Customer))
            throw missing;
        if (sending.Links.Count == 0)
            throw new BrokenRuleException("Rules.NoRecipient", "recipients");
        if (sending.ValidUntil < sending.Account.Today(now))
            throw new BrokenRuleException("Rules.ValidityPassed", "validUntil");

        var revision = FreezeNext(sending, now, newId);
        DeliveredAt = now;
        (RejectedAt, LostAt, WithdrawnAt, ExpiredAt, Refusal) = (null, null, null, null, null);
        (Partly, Time, Planned) = (null, null, null);
        var signers = sending.Links.Count(link => link.To.Role == RecipientRole.Signer);
        SignersNeeded = sending.AllSign ? Math.Max(1, signers) : 1;
        Reckon();

        var deliveries = sending
            .Links.Select(link => new Delivery(newId(), this, revision, link.To, sending.Channel, link.TokenHash, now))
            .ToList();
        Record(
            actor,
            "quote.sent",
            new
            {
                number = Number,
                revision = revision.Number,
                hash = revision.Hash,
                validUntil = ValidUntil,
                recipients = deliveries.Select(delivery => new
                {
                    delivery.Id,
                    delivery.Email,
                    role = delivery.Role,
                }),
            },
            now
        );
        AnswerChanges(revision, actor, now);
        Happened(new QuoteSent(this, revision, deliveries, actor));
        Happened(new QuoteOpenUntil(this));
        return (revision, deliveries);
    }

    /// <summary>Freezes the working copy of a quote that a member wins without having sent it: the order needs what was agreed.</summary>
    /// <param name="sending">Its links are not used.</param>
    public Revision Settle(Sending sending, Actor actor, DateTime now, Func<Guid> newId)
    {
        foreach (var missing in MissingToSend(sending.Account, sending.Customer))
            throw missing;
        var revision = FreezeNext(sending, now, newId);
        Record(
            actor,
            "quote.settled",
            new
            {
                number = Number,
                revision = revision.Number,
                hash = revision.Hash,
            },
            now
        );
        return revision;
    }

    /// <summary>What the customer would be shown if the working copy were sent now.</summary>
    public FrozenQuote Foresee(Account account, CustomerDetails customer, SellerDetails seller, DateOnly validUntil, DateTime now) =>
        new()
        {
            QuoteId = Id,
            Number = ShownNumber,
            Revision = RevisionCount + 1,
            Kind = Kind,
            Company = account.Profile,
            Customer = customer,
            Seller = seller,
            Content = Content.WithoutCosts(),
            Policies = account.Settings.PoliciesOf(Kind),
            SentAt = now,
            ValidUntil = validUntil,
            TimeZone = account.TimeZone,
        };

    private Revision FreezeNext(Sending sending, DateTime now, Func<Guid> newId)
    {
        Number ??= sending.Number;
        IndexForSearch();
        var frozen = Foresee(sending.Account, sending.Customer, sending.Seller, sending.ValidUntil, now);
        RevisionCount++;
        (ValidUntil, Policies) = (frozen.ValidUntil, frozen.Policies);
        var revision = new Revision(newId(), AccountId, Id, RevisionCount, frozen, now);
        CurrentRevisionId = revision.Id;
        SentContentVersion = ContentVersion;
        return revision;
    }

    public void Extend(DateOnly until, DateOnly today, Actor actor, DateTime now)
    {
        if (Standing is not (Standing.Open or Standing.Draft))
            throw new BrokenRuleException("Rules.QuoteDecided");
        if (until < today)
            throw new BrokenRuleException("Rules.ValidityPassed", "until");
        ValidUntil = until;
        Record(actor, "quote.extended", new { until }, now);
        if (Standing == Standing.Open)
            Happened(new QuoteOpenUntil(this));
    }

    /// <summary>A member has the customer reminded of a quote that waits for his answer.</summary>
    public void Remind(Actor actor, DateTime now)
    {
        EnsureUndecided();
        Record(actor, "quote.reminded", new { }, now);
    }

    /// <summary>The mail server refused the mail to a recipient for good.</summary>
    public void MailFailed(string address, string words) => Happened(new QuoteMailFailed(this, address, words));

    /// <summary>The customer's page was opened by a person.</summary>
    public void Opened(Delivery delivery, DateTime now)
    {
        if (delivery.Seen(now))
        {
            Record(
                Actor.Customer(delivery.Name, delivery.Id),
                "quote.opened",
                new { delivery = delivery.Id, revision = delivery.RevisionNumber },
                now
            );
            Happened(new QuoteOpened(this, delivery));
        }
    }
}

public sealed record QuoteSent(Quote Quote, Revision Revision, IReadOnlyList<Delivery> Deliveries, Actor By) : Happening;

public sealed record QuoteOpened(Quote Quote, Delivery Delivery) : Happening;

public sealed record QuoteMailFailed(Quote Quote, string Address, string ServerWords) : Happening;
