using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>Invoices with all that stands around them: the quote that they are part of, the customer as he is now, the words of the law.</summary>
public sealed class Invoicing(Db db, Texts texts)
{
    public Making Making(Actor by) => new(db.NewId, by, db.Now);

    /// <summary>A won quote with all that was invoiced of it.</summary>
    /// <exception cref="BrokenRuleException">It is not won, or invoiced by periods.</exception>
    public async Task<Billing> BillingOf(Quote quote, CancellationToken stop)
    {
        if (quote.CurrentRevisionId is not { } current)
            throw new BrokenRuleException("Rules.InvoiceNotWon");
        var signed = await db
            .Signatures.AsNoTracking()
            .Where(row => row.QuoteId == quote.Id && row.VoidedAt == null && row.MemberId == null)
            .OrderByDescending(row => row.SignedAt)
            .FirstOrDefaultAsync(stop);
        var agreed = signed?.RevisionId ?? current;
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == agreed, stop);
        var invoices = await db.Invoices.Where(row => row.QuoteId == quote.Id).OrderBy(row => row.CreatedAt).ToListAsync(stop);
        return Billing.Of(quote, revision, signed?.Choice ?? revision.Read().Content.Preselected(), invoices);
    }

    /// <summary>What issuing it on a day needs; the number is still to be drawn.</summary>
    public async Task<Issuing> Prepare(Invoice invoice, Account account, DateOnly on, CancellationToken stop)
    {
        var corrects = invoice.CorrectsId is { } id ? await db.Invoices.Whole(id, stop) : null;
        Billing? billing = null;
        if (invoice.Basis.IsOfQuote() && await db.Quotes.SingleOrDefaultAsync(row => row.Id == invoice.QuoteId, stop) is { } quote)
            billing = await BillingOf(quote, stop);
        var isNote = invoice.IsCreditNote;
        var last = await db
            .Invoices.Where(row => row.IssuedOn != null && row.Kind == InvoiceKind.CreditNote == isNote)
            .MaxAsync(row => row.IssuedOn, stop);
        var issuing = new Issuing(account, await CustomerOf(invoice, corrects, billing, stop), on, last)
        {
            Billing = billing,
            Corrects = corrects,
        };
        return Worded(issuing, invoice, texts.In(invoice.Content.Priced.Language));
    }

    /// <summary>With what is printed beside the sums: the mentions of the law, and how to pay.</summary>
    /// <param name="words">In the language of the document.</param>
    public static Issuing Worded(Issuing issuing, Invoice invoice, Texts words)
    {
        var (account, named) = (issuing.Account, issuing with { Discount = words["Documents.discount"] });
        var foreseen = invoice.Foresee(named);
        return named with
        {
            Mentions = [.. InvoiceMentions.Of(foreseen, invoice.Content.Priced.Blocks, account.Settings.Invoices, words)],
            PaymentTerms = Terms(foreseen, account, words),
        };
    }

    /// <summary>
    /// Draws the number and freezes the invoice in one transaction. The number's row stays locked until the commit: two members who issue at once do it
    /// one after the other, and the second sees what the first did. What is refused draws no number.
    /// </summary>
    /// <param name="version">That of the draft as the member saw it; null does not ask.</param>
    public Task<Invoice> Issue(Guid id, int? version, DateOnly? on, Actor by, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
                var kind = await db.Invoices.Where(row => row.Id == id).Select(row => row.Kind).SingleAsync(stop);
                var day = on ?? account.Today(db.Now);
                var number = await db.DrawNumber(kind.Series(), account.Settings.Numbering.Of(kind.Series()), day, stop);
                db.ChangeTracker.Clear();
                var invoice = (await db.Invoices.Whole(id, stop))!;
                if (version is { } seen && seen != invoice.Version)
                    throw new BrokenRuleException("Rules.InvoiceChanged");
                var issuing = await Prepare(invoice, account, day, stop);
                invoice.Issue(issuing with { Number = number }, by, db.Now);
                if (invoice.QuoteId is { } of && await db.Quotes.SingleOrDefaultAsync(row => row.Id == of, stop) is { } quote)
                    quote.Record(
                        by,
                        kind == InvoiceKind.CreditNote ? "creditNote.issued" : "invoice.issued",
                        new { invoice = invoice.Id, number },
                        db.Now
                    );
                await db.SaveChangesAsync(stop);
                return invoice;
            },
            stop
        );

    /// <summary>What the deduction of an issued invoice is called, in the language of the document that it stands on.</summary>
    public Func<Invoice, string> DeductionName(string language)
    {
        var words = texts.In(language);
        return before =>
            words[
                before.IsCreditNote ? "Invoices.Line.CreditOff"
                : before.Kind == InvoiceKind.Deposit ? "Invoices.Line.DepositOff"
                : "Invoices.Line.InvoiceOff",
                before.Number,
                words.Date(before.IssuedOn!.Value)
            ];
    }

    // As he is now; who was deleted is billed as what is frozen names him.
    private async Task<CustomerDetails?> CustomerOf(Invoice invoice, Invoice? corrects, Billing? billing, CancellationToken stop) =>
        invoice.CustomerId is { } id
            ? (await db.Customers.AsNoTracking().SingleAsync(row => row.Id == id, stop)).Details
            : corrects?.Read().Customer ?? billing?.Frozen.Customer;

    private static string Terms(FrozenInvoice foreseen, Account account, Texts words)
    {
        if (foreseen.DueOn is not { } due)
            return "";
        var own = account.Settings.Invoices.Texts.GetValueOrDefault(words.Language)?.Terms ?? "";
        var days = due.DayNumber - foreseen.IssuedOn.DayNumber;
        if (own.Length > 0)
            return own.Replace("{days}", words.Number(days), StringComparison.Ordinal)
                .Replace("{due}", words.Date(due), StringComparison.Ordinal);
        return days == 0 ? words["Invoices.TermsAtOnce"] : words["Invoices.TermsDays", words.Number(days), words.Date(due)];
    }
}
